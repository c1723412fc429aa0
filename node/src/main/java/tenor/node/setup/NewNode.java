package tenor.node.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.engine.Peer;
import tenor.engine.Ports;
import tenor.engine.StateSync;
import tenor.node.config.NodeHome;

/**
 * A node to make.
 *
 * @param home where
 * @param role {@code validator}, {@code full}, {@code observer} or {@code seed}
 * @param moniker its name, shown to peers
 * @param ports where it listens
 * @param peers nodes it keeps a connection to
 * @param stateSync how it takes its first state over from others; null replays the chain
 */
public record NewNode(
    NodeHome home,
    String role,
    String moniker,
    Ports ports,
    List<Peer> peers,
    @Nullable StateSync stateSync) {
  /** Keeps its own copy. */
  public NewNode {
    NodeHome.engineRole(role);
    peers = List.copyOf(peers);
  }
}
