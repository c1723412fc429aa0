package tenor.node.abci;

import java.nio.file.Path;

/**
 * How an {@link AbciServer} listens.
 *
 * @param socket the socket file, see {@link SocketFile}
 * @param maxFrameBytes the longest request that is read, in bytes without its length, above 0
 * @param maxUnanswered requests of one connection that may wait for an answer, above 0; beyond it
 *     nothing more is read from that connection, nor while its unanswered requests hold {@code
 *     maxFrameBytes} or more together
 * @param maxConnections connections at a time, above 0; the engine needs four
 */
public record AbciServerConfig(
    Path socket, int maxFrameBytes, int maxUnanswered, int maxConnections) {

  /** The longest request by default: far above a block of 4 MB with its evidence. */
  public static final int DEFAULT_MAX_FRAME_BYTES = 64 << 20;

  /**
   * The read-ahead by default. Commit waits for every CheckTx that was read before it, so a deep
   * queue delays blocks; a shallow one leaves signature checkers idle.
   */
  public static final int DEFAULT_MAX_UNANSWERED = 256;

  /** Connections by default: room for an engine that comes back before its old ones are gone. */
  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  /** Refuses limits below 1 with IllegalArgumentException. */
  public AbciServerConfig {
    requirePositive("maxFrameBytes", maxFrameBytes);
    requirePositive("maxUnanswered", maxUnanswered);
    requirePositive("maxConnections", maxConnections);
  }

  /** The defaults for a socket file. */
  public static AbciServerConfig of(Path socket) {
    return new AbciServerConfig(
        socket, DEFAULT_MAX_FRAME_BYTES, DEFAULT_MAX_UNANSWERED, DEFAULT_MAX_CONNECTIONS);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
    }
  }
}
