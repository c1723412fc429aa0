package tenor.clearing.margin;

import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.kernel.Reader;

/** The values that margin is computed with where they are not simply what governance set. */
public final class InForce {
  private InForce() {}

  /**
   * MRG-10: the price scan range of an underlying, a fraction above 0, 10⁻⁹: the one that adapts,
   * or while too few returns were seen, the governed one.
   */
  public static long priceScanRange(Reader state, int underlying) {
    long adapted = AdaptiveKeys.RANGES.get(state, underlying).getPriceScanRange();
    return adapted > 0 ? adapted : MarginParams.PRICE_SCAN_RANGE.get(state, underlying);
  }

  /**
   * MRG-11: ω, the offset granted to a margin class, from 0 to 0.8, 10⁻⁹: what it has earned, at
   * most what governance allows now.
   */
  public static long offset(Reader state, int marginClass) {
    long earned = AdaptiveKeys.OFFSETS.get(state, marginClass).getOmega();
    return Math.min(earned, MarginParams.OFFSET.get(state, marginClass));
  }
}
