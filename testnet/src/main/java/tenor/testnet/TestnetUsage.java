package tenor.testnet;

/** What the user gave cannot be used; the message says what was expected. */
final class TestnetUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TestnetUsage(String message) {
    super(message);
  }
}
