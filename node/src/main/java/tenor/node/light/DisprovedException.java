package tenor.node.light;

/** A well-formed file whose claim does not hold: says which check failed. */
public final class DisprovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DisprovedException(String message) {
    super(message);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new DisprovedException(message);
    }
  }
}
