package tenor.node.cli;

/** What the user gave cannot be understood: says what was expected. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
