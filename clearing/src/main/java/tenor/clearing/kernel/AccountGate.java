package tenor.clearing.kernel;

/**
 * Whether an account may take on positions. Declared here for {@code trading}, implemented by
 * {@code liquidation}, which knows how accounts stand.
 */
@FunctionalInterface
public interface AccountGate {
  /** Whether nothing but margin stands against {@code account} opening positions. */
  boolean mayOpen(Reader state, long account);
}
