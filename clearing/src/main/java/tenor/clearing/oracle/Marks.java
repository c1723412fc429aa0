package tenor.clearing.oracle;

import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Mark;

/** The mark of every instrument. */
public final class Marks {
  private Marks() {}

  /** The mark, in units of 10⁻⁸ and on the tick; empty while there was none. It may be old. */
  public static OptionalLong price(Reader state, int instrument) {
    Mark mark = OracleKeys.MARKS.find(state, instrument);
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark.getPrice());
  }

  /**
   * ORA-12: whether there is a mark, its rule did not fail, and the index behind it was observed
   * within {@code maxPriceAge}, and the surface behind it within {@code maxSurfaceAge}.
   */
  public static boolean isFresh(Reader state, int instrument, long nowMillis) {
    Mark mark = OracleKeys.MARKS.find(state, instrument);
    if (mark == null || mark.getStale()) {
      return false;
    }
    int underlying = Listings.instrument(state, instrument).getUnderlying();
    return Fixed.minus(nowMillis, mark.getTimeMillis()) <= Indices.maxAgeMillis(state, underlying)
        && (mark.getSurfaceMillis() == 0
            || Fixed.minus(nowMillis, mark.getSurfaceMillis())
                <= Surfaces.maxAgeMillis(state, underlying));
  }

  /** The smoothed premium of a perpetual over its index, a fraction; 0 while it has no mark. */
  public static long premium(Reader state, int instrument) {
    return OracleKeys.MARKS.get(state, instrument).getPremium();
  }

  /** The step of phase MARKS. ORA-14: where the rule fails the old mark stays and is stale. */
  static void update(Context context, MarkRule rule) {
    for (int instrument : Listings.liveInstruments(context.state())) {
      RuleFailure failure = context.isolated(item -> update(item, instrument, rule));
      if (failure != null) {
        stale(context, instrument, failure);
      }
    }
  }

  private static void update(Context context, int instrument, MarkRule rule) {
    Mark mark = rule.mark(context.state(), instrument, context.block());
    if (mark != null) {
      keep(context, instrument, mark);
    }
  }

  /** Writes a mark, height not set. */
  static void keep(Context context, int instrument, Mark mark) {
    Mark before = OracleKeys.MARKS.find(context.state(), instrument);
    // A mark that says the same is not written again: its height stays that of its block.
    if (before == null || !before.equals(at(mark, before.getHeight()))) {
      OracleKeys.MARKS.put(context.state(), instrument, at(mark, context.block().height()));
    }
  }

  private static Mark at(Mark mark, long height) {
    return mark.toBuilder().setHeight(height).build();
  }

  /** ORA-14: the old mark stays, and is stale. */
  static void stale(Context context, int instrument, RuleFailure failure) {
    Mark before = OracleKeys.MARKS.find(context.state(), instrument);
    if (before != null && !before.getStale()) {
      OracleKeys.MARKS.put(context.state(), instrument, before.toBuilder().setStale(true).build());
    }
    context.emit(
        Event.of("markFailed")
            .with("instrument", instrument)
            .with("reason", String.valueOf(failure.getMessage())));
  }
}
