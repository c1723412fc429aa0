package tenor.clearing.liquidation;

import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Outage;

/**
 * Which instruments had old marks, and how lately (LIQ-13): nobody is liquidated while prices are
 * old, nor in the time in which a top-up answers to the first fresh ones.
 */
final class Outages {
  private Outages() {}

  /** Notes the marks that are old in this block, and forgets outages that are over. */
  static void observe(Context context) {
    Overlay state = context.state();
    long now = context.block().timeMillis();
    SortedSet<Integer> held = held(state);
    SortedSet<Integer> stale = new TreeSet<>(held);
    stale.removeIf(instrument -> Marks.isFresh(state, instrument, now));
    for (int instrument : stale) {
      LiquidationKeys.OUTAGES.put(
          state, instrument, Outage.newBuilder().setLastStaleMillis(now).build());
    }
    for (Table.Entry<Integer, Outage> outage : LiquidationKeys.OUTAGES.entries(state)) {
      boolean over = !held.contains(outage.row()) || isOver(state, outage.value(), now);
      if (over && !stale.contains(outage.row())) {
        LiquidationKeys.OUTAGES.remove(state, outage.row());
      }
    }
  }

  /** The live instruments that somebody holds. */
  private static SortedSet<Integer> held(Reader state) {
    SortedSet<Integer> held = new TreeSet<>(Listings.liveInstruments(state));
    held.retainAll(new TreeSet<>(PositionsKeys.OPEN_INTEREST.rows(state)));
    return held;
  }

  private static boolean isOver(Reader state, Outage outage, long now) {
    long grace = ChainClock.minutes(state, LiquidationParams.RESUME_GRACE.get(state));
    return Fixed.minus(now, outage.getLastStaleMillis()) >= grace;
  }

  /** Whether the mark is fresh and no outage is felt any more. */
  static boolean isCalm(Reader state, int instrument, long now) {
    return Marks.isFresh(state, instrument, now)
        && !LiquidationKeys.OUTAGES.contains(state, instrument);
  }
}
