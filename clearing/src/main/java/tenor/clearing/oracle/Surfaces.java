package tenor.clearing.oracle;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
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
        .map(
            smile ->
                OptionalLong.of(
                    smile.vol(
                        InstrumentsParams.shifted(state, underlying, strike),
                        InstrumentsParams.shifted(state, underlying, forward))))
        .orElse(OptionalLong.empty());
  }

  /** ORA-25: whether all that an expiry's smile is made of was observed within the age allowed. */
  public static boolean isFresh(Reader state, int underlying, long expiryMillis, long nowMillis) {
    OptionalLong observed = VolSurface.of(state, underlying).timeMillis(expiryMillis);
    return observed.isPresent()
        && Fixed.minus(nowMillis, observed.getAsLong()) <= maxAgeMillis(state, underlying);
  }

  /**
   * The step of phase MARKS between futures and options. ORA-23: an underlying whose rule fails
   * keeps its surface, which ages.
   */
  static void update(Context context, SortedMap<Integer, Board> boards) {
    Block block = context.block();
    var reports = SurfaceReports.all(block);
    for (int underlying : Listings.underlyings(context.state())) {
      Board board = boards.getOrDefault(underlying, Board.empty());
      var reported = reports.getOrDefault(underlying, new TreeMap<>());
      RuleFailure failure =
          context.isolated(item -> SurfaceRule.update(item, underlying, reported, board));
      if (failure != null) {
        context.emit(
            Event.of("surfaceFailed")
                .with("underlying", underlying)
                .with("reason", String.valueOf(failure.getMessage())));
      }
    }
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
