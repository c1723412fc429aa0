package tenor.node.abci;

/** The peer broke the protocol; the message says how. Only its own connection ends. */
final class PeerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
