package tenor.clearing.fixed;

/**
 * A rule could not be computed: an overflow, a division by zero, a value out of its proven range.
 *
 * <p>Deterministic by construction: it depends on state and block alone, so every node fails alike.
 * It is the only exception that the block's execution catches; where it is caught decides what it
 * costs (ARCHITECTURE.md, "Failure").
 */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what went wrong, for people; the text is not consensus. */
  public RuleFailure(String message) {
    super(message, null, false, false);
  }
}
