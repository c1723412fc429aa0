package tenor.clearing.kernel;

/**
 * Whether an account could do without what it is about to give away. Declared here for {@code
 * collateral}, implemented by those who know margin, prices and standings.
 */
@FunctionalInterface
public interface InitialCover {
  /**
   * Whether {@code account}, as it is in {@code state}, is in good standing, all prices that its
   * positions depend on are fresh at {@code nowMillis}, and equity is at least initial margin.
   */
  boolean covered(Reader state, long account, long nowMillis);
}
