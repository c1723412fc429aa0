package tenor.clearing.liquidation;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;

/** The premium of a Dutch auction, which rises until somebody takes. */
final class Auction {
  private Auction() {}

  /** δ now, of an auction that started at {@code startMillis}; 10⁻⁹ (LIQ-05). */
  static long premium(Reader state, long startMillis, long nowMillis) {
    return premium(
        LiquidationParams.PREMIUM_START.get(state),
        LiquidationParams.PREMIUM_END.get(state),
        ChainClock.minutes(state, LiquidationParams.RAMP.get(state)),
        Fixed.minus(nowMillis, startMillis));
  }

  /**
   * {@code start + (end − start) × elapsed / ramp}, at most {@code end}, rounded down. A ramp
   * shorter than the gap between blocks ends with the first block after the start.
   */
  static long premium(long start, long end, long ramp, long elapsed) {
    if (end <= start || elapsed <= 0) {
      return start;
    }
    if (elapsed >= ramp) {
      return end;
    }
    long rise = Fixed.mulDiv(Fixed.minus(end, start), elapsed, ramp, Rounding.DOWN);
    return Fixed.plus(start, rise);
  }
}
