package tenor.clearing.liquidation;

import java.util.SortedSet;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Standing;

/** What follows when the margin of an account cannot be computed (LIQ-02). */
final class Restrictions {
  private Restrictions() {}

  /** Restricts exactly the accounts that failed in this block, and pauses what they hold. */
  static void update(Context context, SortedSet<Long> failed) {
    Overlay state = context.state();
    for (long account : LiquidationKeys.STANDINGS.rows(state)) {
      AccountStanding standing = LiquidationKeys.STANDINGS.require(state, account);
      if (standing.getRestricted() && !failed.contains(account)) {
        lift(context, account, standing);
      }
    }
    for (long account : failed) {
      AccountStanding standing = LiquidationKeys.STANDINGS.get(state, account);
      if (!standing.getRestricted()) {
        LiquidationKeys.STANDINGS.put(
            state, account, standing.toBuilder().setRestricted(true).build());
        context.emit(Event.of("restricted").with("account", account));
      }
      Positions.of(state, account).forEach(held -> pause(context, held.instrument()));
    }
  }

  private static void lift(Context context, long account, AccountStanding standing) {
    if (standing.getStanding() == Standing.STANDING_GOOD) {
      LiquidationKeys.STANDINGS.remove(context.state(), account);
    } else {
      LiquidationKeys.STANDINGS.put(
          context.state(), account, standing.toBuilder().setRestricted(false).build());
    }
    context.emit(Event.of("restrictionLifted").with("account", account));
  }

  private static void pause(Context context, int instrument) {
    InstrumentStatus status = Listings.instrument(context.state(), instrument).getStatus();
    if (status == InstrumentStatus.INSTRUMENT_STATUS_LISTED) {
      Listings.setStatus(context.state(), instrument, InstrumentStatus.INSTRUMENT_STATUS_PAUSED);
      context.emit(Event.of("instrumentPaused").with("instrument", instrument));
    }
  }
}
