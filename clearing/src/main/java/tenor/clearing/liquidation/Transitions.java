package tenor.clearing.liquidation;

import java.util.List;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.Requirement;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.LiquidationTotals;
import tenor.clearing.proto.Standing;

/**
 * How an account's standing follows from what it lacks (LIQ-04); inputs go into state and events.
 */
final class Transitions {
  private Transitions() {}

  /** Moves an account to the standing that its shortfall asks for. */
  static void apply(Context context, Shortfall shortfall) {
    Standing before = Standings.of(context.state(), shortfall.account());
    if (before == Standing.STANDING_DEFAULT) {
      return;
    }
    if (shortfall.isInsolvent()) {
      toDefault(context, shortfall);
    } else if (shortfall.isCall()) {
      call(context, shortfall, before);
    } else if (before == Standing.STANDING_CALLED || before == Standing.STANDING_LIQUIDATING) {
      toGood(context, shortfall);
    }
  }

  private static void call(Context context, Shortfall shortfall, Standing before) {
    if (before != Standing.STANDING_CALLED && before != Standing.STANDING_LIQUIDATING) {
      enter(context, shortfall, Standing.STANDING_CALLED, "marginCall");
      if (shortfall.worst().cash() < 0) {
        Reputation.failedSettlement(context.state(), shortfall.account());
      }
      count(context.state(), LiquidationTotals.newBuilder().setMarginCalls(1).build());
    }
    if (before != Standing.STANDING_LIQUIDATING && isDue(context, shortfall)) {
      enter(context, shortfall, Standing.STANDING_LIQUIDATING, "liquidation");
      count(context.state(), LiquidationTotals.newBuilder().setLiquidations(1).build());
    }
  }

  private static void toDefault(Context context, Shortfall shortfall) {
    Reputation.failedSettlement(context.state(), shortfall.account());
    enter(context, shortfall, Standing.STANDING_DEFAULT, "default");
    count(context.state(), LiquidationTotals.newBuilder().setDefaults(1).build());
  }

  private static void toGood(Context context, Shortfall shortfall) {
    AccountStanding before =
        LiquidationKeys.STANDINGS.require(context.state(), shortfall.account());
    if (before.getStanding() == Standing.STANDING_LIQUIDATING && before.getSlices() == 0) {
      Reputation.lateCall(context.state(), shortfall.account());
    }
    if (before.getRestricted()) {
      LiquidationKeys.STANDINGS.put(
          context.state(),
          shortfall.account(),
          AccountStanding.newBuilder().setRestricted(true).build());
    } else {
      LiquidationKeys.STANDINGS.remove(context.state(), shortfall.account());
    }
    context.emit(described("callMet", context, shortfall));
  }

  /** The account is closed out: it holds and owes nothing any more. */
  static void toClosedOut(Context context, Shortfall shortfall) {
    enter(context, shortfall, Standing.STANDING_CLOSED_OUT, "closedOut");
  }

  private static void enter(Context context, Shortfall shortfall, Standing to, String event) {
    Overlay state = context.state();
    AccountStanding before = LiquidationKeys.STANDINGS.get(state, shortfall.account());
    Requirement inputs = shortfall.worst();
    LiquidationKeys.STANDINGS.put(
        state,
        shortfall.account(),
        before.toBuilder()
            .setStanding(to)
            .setSinceHeight(context.block().height())
            .setSinceMillis(context.block().timeMillis())
            .setEquity(inputs.equity())
            .setMaintenance(inputs.maintenance())
            .setAsset(inputs.asset())
            .setWorstScenario(inputs.worstScenario())
            .setAuctionMillis(auctionStart(context, before, to))
            .build());
    context.emit(described(event, context, shortfall));
  }

  /** The auction starts with liquidation and goes on in a default that follows it. */
  private static long auctionStart(Context context, AccountStanding before, Standing to) {
    boolean running =
        to == Standing.STANDING_DEFAULT && before.getStanding() == Standing.STANDING_LIQUIDATING;
    return running ? before.getAuctionMillis() : context.block().timeMillis();
  }

  private static Event described(String type, Context context, Shortfall shortfall) {
    Requirement inputs = shortfall.worst();
    return Event.of(type)
        .with("account", shortfall.account())
        .with("participant", Participants.participantOf(context.state(), shortfall.account()))
        .with("asset", inputs.asset())
        .with("equity", inputs.equity())
        .with("maintenance", inputs.maintenance())
        .with("scenario", inputs.worstScenario());
  }

  /**
   * Whether grace is over: the shortest of the instruments held, none for who owes cash. While an
   * outage of what it holds is felt, nothing becomes due.
   */
  private static boolean isDue(Context context, Shortfall shortfall) {
    Reader state = context.state();
    long now = context.block().timeMillis();
    List<Held> held = Positions.of(state, shortfall.account());
    if (!held.stream().allMatch(row -> Outages.isCalm(state, row.instrument(), now))) {
      return false;
    }
    long minutes =
        held.stream()
            .map(row -> Listings.instrument(state, row.instrument()).getType())
            .mapToLong(type -> LiquidationParams.graceMinutes(state, type))
            .min()
            .orElse(0);
    long since = LiquidationKeys.STANDINGS.require(state, shortfall.account()).getSinceMillis();
    return shortfall.worst().cash() < 0
        || Fixed.minus(now, since) >= ChainClock.minutes(state, minutes);
  }

  /** Adds to the totals for reports. */
  static void count(Overlay state, LiquidationTotals more) {
    LiquidationTotals totals = LiquidationKeys.TOTALS.get(state, Table.Singleton.ROW);
    LiquidationKeys.TOTALS.put(
        state,
        Table.Singleton.ROW,
        LiquidationTotals.newBuilder()
            .setMarginCalls(Fixed.plus(totals.getMarginCalls(), more.getMarginCalls()))
            .setLiquidations(Fixed.plus(totals.getLiquidations(), more.getLiquidations()))
            .setSlices(Fixed.plus(totals.getSlices(), more.getSlices()))
            .setDefaults(Fixed.plus(totals.getDefaults(), more.getDefaults()))
            .build());
  }
}
