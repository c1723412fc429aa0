package tenor.clearing.trading;

import java.util.Optional;
import java.util.OptionalLong;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.TradeCounter;
import tenor.clearing.proto.TradeSample;

/**
 * Puts the house between buyer and seller. What is paid for up front is paid; of all else the
 * difference between price and mark is, so the positions stand at the mark like all others of the
 * instrument.
 */
final class Novation {
  private final RegisterTrade trade;
  private final Context context;
  private final Instrument instrument;
  private final int asset;
  private final long mark;

  /** A trade in an instrument that is listed and has a mark. */
  Novation(RegisterTrade trade, Context context) {
    this.trade = trade;
    this.context = context;
    this.instrument = Listings.instrument(context.state(), trade.getInstrument());
    this.asset = Listings.assetOf(context.state(), trade.getInstrument());
    this.mark =
        Marks.price(context.state(), trade.getInstrument())
            .orElseThrow(() -> new RuleFailure("no mark of instrument " + trade.getInstrument()));
  }

  /** Registers a trade whose form was checked. */
  static Outcome register(RegisterTrade trade, Context context, AccountGate gate) {
    Optional<TradingReject> refused = new TradeChecks(trade, context, gate).refusal();
    return refused.isPresent()
        ? Outcome.rejected(refused.get())
        : new Novation(trade, context).novate();
  }

  private Outcome novate() {
    Overlay after = effect();
    Outcome outcome = judge(after);
    if (outcome instanceof Outcome.Accepted) {
      record(after);
      after.applyTo(context.state());
    }
    return outcome;
  }

  /** The state with what the trade pays and moves, whether or not it may. */
  Overlay effect() {
    Overlay after = new Overlay(context.state());
    if (Payoffs.isPaidUpFront(instrument)) {
      premium(after);
    } else {
      difference(after);
    }
    Positions.move(
        after, trade.getInstrument(), trade.getSeller(), trade.getBuyer(), trade.getContracts());
    return after;
  }

  /** TRD-18: the buyer pays the price of what is paid for up front. */
  private void premium(Writer state) {
    long amount = Fixed.times(Listings.value(trade.getPrice(), instrument), trade.getContracts());
    transfer(state, trade.getBuyer(), trade.getSeller(), amount, Reason.PREMIUM);
  }

  /** TRD-14: whoever traded worse than the mark pays the other through the clearing account. */
  private void difference(Writer state) {
    long difference = Fixed.minus(trade.getPrice(), mark);
    long amount =
        Fixed.times(Listings.value(Fixed.abs(difference), instrument), trade.getContracts());
    long payer = difference > 0 ? trade.getBuyer() : trade.getSeller();
    long payee = difference > 0 ? trade.getSeller() : trade.getBuyer();
    transfer(state, payer, payee, amount, Reason.TRADE);
  }

  private void transfer(Writer state, long payer, long payee, long amount, Reason reason) {
    Ledger.transfer(state, payer, Ledger.CLEARING, asset, amount, reason);
    Ledger.transfer(state, Ledger.CLEARING, payee, asset, amount, reason);
  }

  /** Whether both sides may have come to {@code after}, which is what {@link #effect} made. */
  Outcome judge(Reader after) {
    if (cashSpent(after, trade.getBuyer())) {
      return Outcome.rejected(TradingReject.BUYER_CASH);
    }
    if (cashSpent(after, trade.getSeller())) {
      return Outcome.rejected(TradingReject.SELLER_CASH);
    }
    AccountMargin buyer = AccountMargin.of(after, trade.getBuyer());
    if (!allowed(buyer)) {
      return Outcome.rejected(TradingReject.BUYER_MARGIN, detail(buyer));
    }
    AccountMargin seller = AccountMargin.of(after, trade.getSeller());
    if (!allowed(seller)) {
      return Outcome.rejected(TradingReject.SELLER_MARGIN, detail(seller));
    }
    boolean covered = buyer.coversInitial() && seller.coversInitial();
    return covered || nearMark()
        ? Outcome.accepted()
        : Outcome.rejected(TradingReject.FAR_FROM_MARK, "mark " + mark);
  }

  /** TRD-11: cash is at least zero afterwards, or at least no less than it was. */
  private boolean cashSpent(Reader after, long account) {
    long cash = Ledger.cash(after, account, asset);
    return cash < 0 && cash < Ledger.cash(context.state(), account, asset);
  }

  /** TRD-12: initial margin is covered, or maintenance falls and its excess does not. */
  private boolean allowed(AccountMargin after) {
    return after.coversInitial()
        || after.mayFollow(AccountMargin.of(context.state(), after.account()));
  }

  private String detail(AccountMargin after) {
    return "equity "
        + after.in(asset).equity()
        + ", initial margin "
        + after.in(asset).initial()
        + " afterwards";
  }

  /**
   * TRD-13: nobody empties a failing account by trading far from the mark. A tick away is near: of
   * an option that is worth little the governed distance is less.
   */
  private boolean nearMark() {
    long distance =
        TradingParams.REDUCING_DISTANCE.get(context.state(), instrument.getUnderlying());
    long near = Fixed.mulDiv(mark, distance, Fixed.FRACTION_ONE, Rounding.DOWN);
    return Fixed.abs(Fixed.minus(trade.getPrice(), mark))
        <= (Payoffs.isOptional(instrument) ? Math.max(near, instrument.getTick()) : near);
  }

  private void record(Writer state) {
    TradeCounter counter = TradingKeys.COUNTER.get(state, Table.Singleton.ROW);
    long number = Math.max(1, counter.getNext());
    TradingKeys.COUNTER.put(
        state,
        Table.Singleton.ROW,
        TradeCounter.newBuilder().setNext(Fixed.plus(number, 1)).build());
    TradingKeys.STATS.put(
        state,
        trade.getInstrument(),
        TradePrices.record(
            TradingKeys.STATS.get(state, trade.getInstrument()),
            sample(),
            trade.getContracts(),
            TradePrices.windowMillis(state)));
    context.emit(
        Event.of("trade")
            .with("uti", Uti.of(context.block().chainId(), number))
            .with("number", number)
            .with("instrument", trade.getInstrument())
            .with("buyer", trade.getBuyer())
            .with("seller", trade.getSeller())
            .with("price", trade.getPrice())
            .with("contracts", trade.getContracts())
            .with("mark", mark));
  }

  private TradeSample sample() {
    return TradeSample.newBuilder()
        .setTimeMillis(context.block().timeMillis())
        .setPrice(trade.getPrice())
        .setPremium(premium())
        .build();
  }

  /**
   * What a perpetual was traded at over the index of that moment, a fraction. It is kept with the
   * trade, because compared with a later index a price would tell of the index's move.
   */
  private long premium() {
    OptionalLong index = Indices.price(context.state(), instrument.getUnderlying());
    if (instrument.getType() != InstrumentType.INSTRUMENT_TYPE_PERPETUAL || index.isEmpty()) {
      return 0;
    }
    return Fixed.mulDiv(
        Fixed.minus(trade.getPrice(), index.getAsLong()),
        Fixed.FRACTION_ONE,
        index.getAsLong(),
        Rounding.HALF_EVEN);
  }
}
