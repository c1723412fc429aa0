package tenor.clearing.adaptive;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.risk.AdaptiveTerms;

/**
 * What governs the price scan range of an underlying, and the bounds it keeps; all in 10⁻⁹.
 *
 * @param adaptive for the margin period of risk
 * @param stressStart the least stress
 * @param stressMost the most stress that is remembered
 * @param least price scan range
 * @param most price scan range
 */
record RangeTerms(
    AdaptiveTerms adaptive, long stressStart, long stressMost, long least, long most) {

  /** As they stand in the state. */
  static RangeTerms of(Reader state, int underlying, Param mporDays) {
    long epochs =
        Fixed.mulDiv(
            mporDays.get(state, underlying),
            ChainClock.dayMillis(state),
            Epochs.lengthMillis(state),
            Rounding.UP);
    return new RangeTerms(
        new AdaptiveTerms(
            AdaptiveParams.LAMBDA.get(state),
            AdaptiveParams.MULTIPLE.get(state, underlying),
            AdaptiveParams.VOLATILITY_FLOOR.get(state, underlying),
            AdaptiveParams.DECAY.get(state, underlying),
            epochs),
        AdaptiveParams.STRESS_START.get(state, underlying),
        AdaptiveParams.STRESS_MOST.get(state, underlying),
        AdaptiveParams.RANGE_LEAST.get(state, underlying),
        AdaptiveParams.RANGE_MOST.get(state, underlying));
  }

  /** The same for a period of risk of one epoch: what the traffic light judges. */
  AdaptiveTerms oneEpoch() {
    return new AdaptiveTerms(
        adaptive.lambda(),
        adaptive.multiple(),
        adaptive.floor(),
        adaptive.decay(),
        Fixed.FRACTION_ONE);
  }

  /** A price scan range moved into its bounds; the least goes before the most. */
  long bounded(long range) {
    return Math.max(least, Math.min(most, range));
  }

  /** Stress moved into its bounds; the start goes before the most. */
  long boundedStress(long stress) {
    return Math.max(stressStart, Math.min(stressMost, stress));
  }
}
