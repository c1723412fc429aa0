package tenor.node.setup;

import java.util.List;
import tenor.engine.Peer;
import tenor.engine.Ports;
import tenor.node.config.NodeHome;

/**
 * A node to make.
 *
 * @param home where
 * @param role {@code validator}, {@code full}, {@code observer} or {@code seed}
 * @param moniker its name, shown to peers
 * @param ports where it listens
 * @param peers nodes it keeps a connection to
 */
public record NewNode(NodeHome home, String role, String moniker, Ports ports, List<Peer> peers) {
  /** Keeps its own copy. */
  public NewNode {
    NodeHome.engineRole(role);
    peers = List.copyOf(peers);
  }
}
