package tenor.testnet;

/** Something a user can mend; the message says how. */
public final class TestnetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says how to mend it. */
  public TestnetException(String message) {
    super(message);
  }
}
