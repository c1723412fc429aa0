package tenor.testnet;

/** Something a user can mend; the message says how. */
final class TestnetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestnetException(String message) {
    super(message);
  }
}
