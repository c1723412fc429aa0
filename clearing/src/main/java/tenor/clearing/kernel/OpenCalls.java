package tenor.clearing.kernel;

/**
 * Whether an account has a margin call to answer. Declared here for {@code adaptive}, implemented
 * by {@code liquidation}, which knows how accounts stand.
 */
@FunctionalInterface
public interface OpenCalls {
  /** Whether {@code account} is called, liquidating or in default. */
  boolean hasOpenCall(Reader state, long account);
}
