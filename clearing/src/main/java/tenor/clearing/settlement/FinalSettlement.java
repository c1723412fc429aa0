package tenor.clearing.settlement;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.SettledMark;
import tenor.clearing.proto.SettlementAverage;
import tenor.clearing.proto.SettlementTotals;
import tenor.clearing.risk.Payoff;

/** The end of one instrument that expired. */
final class FinalSettlement {
  private final Context context;
  private final Writer state;
  private final int number;
  private final Instrument instrument;
  private final Payments payments;
  private final List<AccountInstrument> holders;

  FinalSettlement(Context context, int number, Payments payments) {
    this.context = context;
    this.state = context.state();
    this.number = number;
    this.instrument = Listings.instrument(state, number);
    this.payments = payments;
    this.holders = payments.of(number);
  }

  /** Settles, or waits for a price. */
  void run() {
    OptionalLong price = price();
    if (price.isEmpty()) {
      return;
    }
    long open = Positions.openInterest(state, number);
    BigInteger paid =
        switch (instrument.getType()) {
          case INSTRUMENT_TYPE_OPTION -> option(price.getAsLong());
          case INSTRUMENT_TYPE_PAYOFF -> payoff(price.getAsLong());
          default -> future(price.getAsLong());
        };
    close(price.getAsLong());
    context.emit(
        Event.of("expiry")
            .with("instrument", number)
            .with("price", price.getAsLong())
            .with("contracts", open)
            .with("coveredMillis", average().getCoveredMillis())
            .with("paid", paid.toString()));
  }

  private BigInteger future(long price) {
    SettledMark settled = SettlementKeys.SETTLED.find(state, number);
    if (settled == null) {
      return BigInteger.ZERO;
    }
    long move = Fixed.minus(price, settled.getPrice());
    long perContract = Listings.value(move, instrument, Rounding.HALF_EVEN);
    return payments.pay(state, number, perContract, Reason.SETTLEMENT);
  }

  /** SET-13, SET-14, SET-15: exercise, assignment, and cash or a future for it. */
  private BigInteger option(long price) {
    unwind();
    long gain = Payoffs.gain(instrument.getOption(), price);
    Assignment assignment =
        Assignment.of(
            state,
            number,
            holders,
            (account, contracts) ->
                Intentions.exercised(state, number, account, contracts, gain > 0));
    if (delivers()) {
      new Delivery(state, instrument).run(assignment);
    }
    exercise(assignment, price, gain);
    Intentions.clear(state, number);
    return pay(assignment, Listings.value(gain, instrument, Rounding.HALF_EVEN));
  }

  /** SET-16: a payoff pays, whoever wants what. */
  private BigInteger payoff(long price) {
    unwind();
    BigInteger worth = Payoffs.of(instrument.getPayoff()).at(price);
    BigInteger product = worth.multiply(BigInteger.valueOf(instrument.getMultiplier()));
    BigInteger unit = BigInteger.valueOf(Fixed.PRICE_ONE).multiply(BigInteger.valueOf(Payoff.FINE));
    long perContract = Fixed.toLong(Fixed.quotient(product, unit, Rounding.HALF_EVEN));
    return pay(Assignment.all(state, number, holders), perContract);
  }

  /** Takes back the variation margin of what is marked to market: it was paid up to the mark. */
  private void unwind() {
    SettledMark settled = SettlementKeys.SETTLED.find(state, number);
    if (settled != null) {
      long perContract = Fixed.negate(Listings.value(settled.getPrice(), instrument));
      var _ = payments.pay(state, number, perContract, Reason.SETTLEMENT);
    }
  }

  private BigInteger pay(Assignment assignment, long perContract) {
    int asset = Listings.assetOf(state, number);
    return Payments.pay(state, asset, assignment.exercised(), assignment.assigned(), perContract);
  }

  private void exercise(Assignment assignment, long price, long gain) {
    assignment
        .exercised()
        .forEach((account, contracts) -> report("exercise", account, contracts, price, gain));
    assignment
        .assigned()
        .forEach((account, contracts) -> report("assignment", account, contracts, price, gain));
  }

  private void report(String type, long account, long contracts, long price, long gain) {
    context.emit(
        Event.of(type)
            .with("instrument", number)
            .with("account", account)
            .with("contracts", contracts)
            .with("price", price)
            .with("gain", gain));
  }

  /** Whether it is on a future that goes on. */
  private boolean delivers() {
    int future = instrument.getOption().getFuture();
    if (future == 0) {
      return false;
    }
    Instrument delivered = Listings.instrument(state, future);
    return Listings.isLive(delivered) && delivered.getExpiryMillis() > instrument.getExpiryMillis();
  }

  /**
   * The settlement price: the mark of the future that is delivered, or the average of the index;
   * empty while it is waited for.
   */
  private OptionalLong price() {
    int future = instrument.getOption().getFuture();
    if (delivers()) {
      boolean ready = Marks.isFresh(state, future, context.block().timeMillis()) || !waits();
      return ready ? Marks.price(state, future) : OptionalLong.empty();
    }
    if (future != 0 && !Listings.isLive(Listings.instrument(state, future))) {
      return OptionalLong.of(Listings.instrument(state, future).getSettlementPrice());
    }
    SettlementWindow window = SettlementWindow.of(state, Expiration.of(instrument));
    return !window.suffices(average()) && waits()
        ? OptionalLong.empty()
        : OptionalLong.of(averaged());
  }

  private SettlementAverage average() {
    return SettlementKeys.AVERAGES.get(state, Expiration.of(instrument));
  }

  private boolean waits() {
    long wait =
        ChainClock.minutes(
            state, SettlementParams.SETTLEMENT_WAIT.get(state, instrument.getUnderlying()));
    return context.block().timeMillis() < Fixed.plus(instrument.getExpiryMillis(), wait);
  }

  /**
   * The average of what was covered; without anything, the last that anyone agreed on: the price to
   * which margin of a future was last paid, or the last index. What never had one can have no
   * positions.
   */
  private long averaged() {
    if (average().getCoveredMillis() > 0) {
      return SettlementWindow.price(average());
    }
    SettledMark settled = SettlementKeys.SETTLED.find(state, number);
    if (settled != null && !Payoffs.isOptional(instrument)) {
      return settled.getPrice();
    }
    OptionalLong index =
        Payoffs.isOptional(instrument)
            ? Indices.price(state, instrument.getUnderlying())
            : OptionalLong.empty();
    if (index.isEmpty() && Positions.openInterest(state, number) != 0) {
      throw new RuleFailure("positions without a price");
    }
    return index.orElse(0);
  }

  private void close(long price) {
    Positions.close(state, number, holders);
    Listings.settle(state, number, price);
    SettlementKeys.SETTLED.remove(state, number);
    SettlementTotals totals = SettlementKeys.TOTALS.get(state, Table.Singleton.ROW);
    SettlementKeys.TOTALS.put(
        state,
        Table.Singleton.ROW,
        totals.toBuilder().setExpiries(Fixed.plus(totals.getExpiries(), 1)).build());
  }
}
