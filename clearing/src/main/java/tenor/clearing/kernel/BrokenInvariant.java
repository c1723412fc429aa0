package tenor.clearing.kernel;

/** The books are wrong: the node must stop before it commits. */
public final class BrokenInvariant extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, with both sums and the block. */
  public BrokenInvariant(String message) {
    super(message);
  }
}
