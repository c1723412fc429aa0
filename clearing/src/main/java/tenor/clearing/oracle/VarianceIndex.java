package tenor.clearing.oracle;

import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.ModelFree;
import tenor.clearing.fixed.Smile;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Index;

/**
 * ORA-29: the index of an underlying whose price is the 30-day implied variance of another, in
 * percent squared.
 */
final class VarianceIndex {
  private static final long DAYS = 30;

  private VarianceIndex() {}

  /**
   * The index, height not set, from the slices that stand; empty unless they are fresh. Moves are
   * limited where slices are.
   */
  static Optional<Index.Builder> of(Reader state, int underlying, long nowMillis) {
    long step = ChainClock.minutes(state, OracleParams.TENOR_STEP.get(state, underlying));
    long floored = Fixed.minus(nowMillis, Fixed.modulo(nowMillis, step));
    long tenor = Fixed.times(DAYS, ChainClock.dayMillis(state));
    long expiry = Fixed.plus(floored, tenor);
    if (!Surfaces.isFresh(state, underlying, expiry, nowMillis)) {
      return Optional.empty();
    }
    VolSurface surface = VolSurface.of(state, underlying);
    Smile smile = surface.smile(expiry).orElseThrow();
    long variance = new ModelFree().variance(smile, tenor, VolSurface.yearMillis(state));
    return Optional.of(
        Index.newBuilder()
            .setPrice(variance)
            .setTimeMillis(surface.timeMillis(expiry).orElseThrow())
            .setPowerPpb(power(state, underlying)));
  }

  /** The least share of power that reported a slice. */
  private static long power(Reader state, int underlying) {
    return Surfaces.rows(state, underlying).stream()
        .mapToLong(row -> OracleKeys.SURFACES.require(state, row).getPowerPpb())
        .min()
        .orElse(0);
  }
}
