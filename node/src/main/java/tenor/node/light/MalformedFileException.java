package tenor.node.light;

/** A file that does not hold what it should: says where and what was expected. */
public final class MalformedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedFileException(String message) {
    super(message);
  }
}
