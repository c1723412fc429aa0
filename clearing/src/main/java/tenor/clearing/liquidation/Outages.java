package tenor.clearing.liquidation;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Outage;

/**
 * Which instruments had old marks, and how lately (LIQ-13): nobody is liquidated while prices are
 * old, nor in the time in which a top-up answers to the first fresh ones.
 */
final class Outages {
  private Outages() {}

  /** Notes the marks that are old in this block, and forgets outages that are over. */
  static void observe(Context context) {
    for (int instrument : InstrumentsKeys.INSTRUMENTS.rows(context.state())) {
      observe(context.state(), instrument, context.block().timeMillis());
    }
  }

  private static void observe(Overlay state, int instrument, long now) {
    boolean matters =
        Listings.isLive(Listings.instrument(state, instrument))
            && Positions.openInterest(state, instrument) > 0;
    if (matters && !Marks.isFresh(state, instrument, now)) {
      LiquidationKeys.OUTAGES.put(
          state, instrument, Outage.newBuilder().setLastStaleMillis(now).build());
      return;
    }
    Outage outage = LiquidationKeys.OUTAGES.find(state, instrument);
    if (outage != null && (!matters || isOver(state, outage, now))) {
      LiquidationKeys.OUTAGES.remove(state, instrument);
    }
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
