package tenor.testnet;

/** What the user gave cannot be used; the message says what was expected. */
public final class TestnetUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says how to mend it. */
  public TestnetUsage(String message) {
    super(message);
  }
}
