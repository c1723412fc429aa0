package tenor.engine;

import java.util.regex.Pattern;

/**
 * Another node as CometBFT addresses it.
 *
 * @param nodeId 40 lower-case hex digits, {@link Ed25519Key#address()}
 * @param host name or address
 * @param port its p2p port
 */
public record Peer(String nodeId, String host, int port) {

  private static final Pattern NODE_ID = Pattern.compile("[0-9a-f]{40}");

  /** Refuses an id or host that would not survive a comma-separated list. */
  public Peer {
    requireNodeId(nodeId);
    if (host.isEmpty() || host.indexOf(',') >= 0 || host.indexOf('@') >= 0) {
      throw new IllegalArgumentException("not a host: '" + host + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
    }
  }

  /** A node on this machine. */
  public static Peer local(String nodeId, int port) {
    return new Peer(nodeId, "127.0.0.1", port);
  }

  /** {@code id@host:port}. */
  public String address() {
    return nodeId + "@" + host + ":" + port;
  }

  static void requireNodeId(String nodeId) {
    if (!NODE_ID.matcher(nodeId).matches()) {
      throw new IllegalArgumentException(
          "a node id is 40 lower-case hex digits, not '" + nodeId + "'");
    }
  }
}
