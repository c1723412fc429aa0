package tenor.clearing.margin;

import tenor.clearing.kernel.Reader;

/** The values that margin is computed with where they are not simply what governance set. */
public final class InForce {
  private InForce() {}

  /** The price scan range of an underlying: a fraction above 0, 10⁻⁹. */
  public static long priceScanRange(Reader state, int underlying) {
    return MarginParams.PRICE_SCAN_RANGE.get(state, underlying);
  }

  /** ω, the offset granted to a margin class: from 0 to 0.8, 10⁻⁹. */
  public static long offset(Reader state, int marginClass) {
    return MarginParams.OFFSET.get(state, marginClass);
  }
}
