package tenor.clearing.settlement;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.SettledMark;
import tenor.clearing.proto.SettlementAverage;
import tenor.clearing.proto.SettlementTotals;

/** Final settlement of futures. One whose rule fails is frozen and costs nobody else. */
final class Expiry {
  private Expiry() {}

  /** The step of phase BEGIN: the index of the time since the block before joins the averages. */
  static void observe(Context context) {
    for (int number : Listings.liveInstruments(context.state())) {
      Instrument instrument = Listings.instrument(context.state(), number);
      if (instrument.getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE) {
        orFreeze(context, number, item -> observe(item, number, instrument));
      }
    }
  }

  private static void observe(Context context, int number, Instrument future) {
    SettlementWindow window = SettlementWindow.of(context.state(), future);
    if (context.block().timeMillis() <= window.startMillis()) {
      return;
    }
    SettlementAverage before = SettlementKeys.AVERAGES.get(context.state(), number);
    SettlementAverage after = window.observe(context.state(), future, before, context.block());
    if (!after.equals(before)) {
      SettlementKeys.AVERAGES.put(context.state(), number, after);
    }
  }

  /** The step of phase EXPIRY (SET-04). */
  static void settle(Context context) {
    long now = context.block().timeMillis();
    for (int number : Listings.liveInstruments(context.state())) {
      Instrument instrument = Listings.instrument(context.state(), number);
      boolean due =
          instrument.getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE
              && instrument.getExpiryMillis() <= now
              && instrument.getStatus() != InstrumentStatus.INSTRUMENT_STATUS_FROZEN;
      if (due) {
        orFreeze(context, number, item -> settle(item, number, instrument));
      }
    }
  }

  /** SET-06: a rule that fails freezes the instrument until governance lists it again. */
  private static void orFreeze(Context context, int number, Step step) {
    RuleFailure failure = context.isolated(step);
    InstrumentStatus frozen = InstrumentStatus.INSTRUMENT_STATUS_FROZEN;
    boolean already = Listings.instrument(context.state(), number).getStatus() == frozen;
    if (failure == null || already) {
      return;
    }
    Listings.setStatus(context.state(), number, frozen);
    context.emit(
        Event.of("expiryFailed")
            .with("instrument", number)
            .with("reason", String.valueOf(failure.getMessage())));
  }

  private static void settle(Context context, int number, Instrument future) {
    Writer state = context.state();
    SettlementWindow window = SettlementWindow.of(state, future);
    SettlementAverage average = SettlementKeys.AVERAGES.get(state, number);
    if (!window.suffices(average) && waits(state, future, context.block().timeMillis())) {
      return;
    }
    SettledMark settled = SettlementKeys.SETTLED.find(state, number);
    long open = Positions.openInterest(state, number);
    long price = price(average, settled, open);
    BigInteger paid = BigInteger.ZERO;
    if (settled != null) {
      long move = Fixed.minus(price, settled.getPrice());
      long perContract = Listings.value(move, future, Rounding.HALF_EVEN);
      paid = Payments.of(state).pay(state, number, perContract, Reason.SETTLEMENT);
    }
    close(state, number, price);
    context.emit(
        Event.of("expiry")
            .with("instrument", number)
            .with("price", price)
            .with("contracts", open)
            .with("coveredMillis", average.getCoveredMillis())
            .with("paid", paid.toString()));
  }

  private static boolean waits(Reader state, Instrument future, long now) {
    long wait =
        ChainClock.minutes(
            state, SettlementParams.SETTLEMENT_WAIT.get(state, future.getUnderlying()));
    return now < Fixed.plus(future.getExpiryMillis(), wait);
  }

  /**
   * The average of what was covered; without anything, the price to which margin was last paid,
   * which is the last that anyone agreed on. What never had one can have no positions.
   */
  private static long price(SettlementAverage average, @Nullable SettledMark settled, long open) {
    if (average.getCoveredMillis() > 0) {
      return SettlementWindow.price(average);
    }
    if (settled == null && open != 0) {
      throw new RuleFailure("positions without a price");
    }
    return settled == null ? 0 : settled.getPrice();
  }

  private static void close(Writer state, int number, long price) {
    Positions.closeAll(state, number);
    Listings.settle(state, number, price);
    SettlementKeys.AVERAGES.remove(state, number);
    SettlementKeys.SETTLED.remove(state, number);
    SettlementTotals totals = SettlementKeys.TOTALS.get(state, Table.Singleton.ROW);
    SettlementKeys.TOTALS.put(
        state,
        Table.Singleton.ROW,
        totals.toBuilder().setExpiries(Fixed.plus(totals.getExpiries(), 1)).build());
  }
}
