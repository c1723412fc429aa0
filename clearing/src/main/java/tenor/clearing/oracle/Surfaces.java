package tenor.clearing.oracle;

import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;

/** The implied volatilities of every underlying. */
public final class Surfaces {
  private Surfaces() {}

  /**
   * The volatility of an expiry at a strike, 10⁻⁹, from 1 % to 400 %; empty if the underlying never
   * had a surface. It may be old. Who asks for many of one underlying takes a {@link VolSurface}.
   */
  public static OptionalLong vol(
      Reader state, int underlying, long expiryMillis, long strike, long forward) {
    return VolSurface.of(state, underlying)
        .smile(expiryMillis)
        .map(smile -> OptionalLong.of(smile.vol(strike, forward)))
        .orElse(OptionalLong.empty());
  }

  /** ORA-25: whether all that an expiry's smile is made of was observed within the age allowed. */
  public static boolean isFresh(Reader state, int underlying, long expiryMillis, long nowMillis) {
    OptionalLong observed = VolSurface.of(state, underlying).timeMillis(expiryMillis);
    return observed.isPresent()
        && Fixed.minus(nowMillis, observed.getAsLong()) <= maxAgeMillis(state, underlying);
  }

  /** How old a surface may be, in milliseconds. */
  static long maxAgeMillis(Reader state, int underlying) {
    return ChainClock.minutes(state, OracleParams.MAX_SURFACE_AGE.get(state, underlying));
  }

  /** The rows of an underlying, by expiry. */
  static List<UnderlyingExpiry> rows(Reader state, int underlying) {
    Key start = OracleKeys.SURFACES.prefix().u32(underlying);
    return OracleKeys.SURFACES.rows(state, start);
  }
}
