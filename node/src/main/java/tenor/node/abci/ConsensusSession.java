package tenor.node.abci;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.ConsensusHandler;

/**
 * Which connection carries consensus. Runs on the consensus lane only, so that the handler learns
 * of a connection's end after its last message and before the first of the next.
 */
final class ConsensusSession {

  private static final Logger log = LoggerFactory.getLogger(ConsensusSession.class);

  private final ConsensusHandler handler;
  private @Nullable Connection current;

  ConsensusSession(ConsensusHandler handler) {
    this.handler = handler;
  }

  /**
   * A connection has sent a message of consensus. The newest wins: an engine that comes back must
   * not be locked out by what is left of the one before.
   */
  void enter(Connection connection) {
    Connection before = current;
    if (connection.equals(before)) {
      return;
    }
    if (before != null) {
      log.warn("{}: replaced as the one that carries consensus by {}", before, connection);
      before.close();
      handler.consensusConnectionClosed();
    }
    current = connection;
  }

  /** A connection has closed. */
  void closed(Connection connection) {
    if (connection.equals(current)) {
      current = null;
      handler.consensusConnectionClosed();
    }
  }
}
