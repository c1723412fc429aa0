package tenor.node.risk;

/** A file or option of a risk tool does not hold what it should: says where and what. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the place and what was expected there. */
  public BadInputException(String message) {
    super(message);
  }
}
