package tenor.clearing.trading;

import java.util.List;
import java.util.Optional;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.RegisterTrade;

/**
 * Puts the house between buyer and seller. What is paid for up front is paid; of all else the
 * difference between price and mark is, so the positions stand at the mark like all others of the
 * instrument. A package becomes positions in its legs, judged together.
 */
final class Novation {
  private final RegisterTrade trade;
  private final Context context;
  private final int asset;
  private final List<TradedLeg> legs;

  /** A trade in an instrument that is listed and has a mark, or whose legs all have one. */
  Novation(RegisterTrade trade, Context context) {
    this.trade = trade;
    this.context = context;
    this.asset = Listings.assetOf(context.state(), trade.getInstrument());
    this.legs = Legs.at(context.state(), trade.getInstrument(), trade.getPrice());
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
      new TradeLog(trade, context, legs).record(after);
      after.applyTo(context.state());
    }
    return outcome;
  }

  /** The state with what the trade pays and moves, whether or not it may. */
  Overlay effect() {
    Overlay after = new Overlay(context.state());
    for (TradedLeg leg : legs) {
      pay(after, leg);
      move(after, leg);
    }
    return after;
  }

  /**
   * TRD-18: the buyer pays the price of what is paid for up front. TRD-14: of all else whoever
   * traded worse than the mark pays the difference. What a buyer gives is paid for the other way.
   */
  private void pay(Writer state, TradedLeg leg) {
    long perContract = leg.isPaidUpFront() ? leg.value() : leg.aboveMark();
    long amount = Fixed.times(perContract, trade.getContracts());
    long payer = amount > 0 ? trade.getBuyer() : trade.getSeller();
    long payee = amount > 0 ? trade.getSeller() : trade.getBuyer();
    Reason reason = leg.isPaidUpFront() ? Reason.PREMIUM : Reason.TRADE;
    transfer(state, payer, payee, Fixed.abs(amount), reason);
  }

  private void move(Writer state, TradedLeg leg) {
    Positions.move(state, leg.number(), leg.giver(trade), leg.taker(trade), leg.contracts(trade));
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
        : Outcome.rejected(TradingReject.FAR_FROM_MARK, "marks " + marks());
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

  private List<Long> marks() {
    return legs.stream().map(TradedLeg::mark).toList();
  }

  /**
   * TRD-13: nobody empties a failing account by trading far from the mark. Of a package the
   * distances of its legs add up.
   */
  private boolean nearMark() {
    long away = 0;
    long near = 0;
    for (TradedLeg leg : legs) {
      long worth = Listings.value(nearPrice(leg), leg.instrument(), Rounding.DOWN);
      near = Fixed.plus(near, Fixed.times(Fixed.abs(leg.ratio()), worth));
      away = Fixed.plus(away, leg.aboveMark());
    }
    return Fixed.abs(away) <= near;
  }

  /** A tick away is near: of an option that is worth little the governed distance is less. */
  private long nearPrice(TradedLeg leg) {
    long distance =
        TradingParams.REDUCING_DISTANCE.get(context.state(), leg.instrument().getUnderlying());
    long above = Fixed.minus(leg.mark(), Payoffs.leastPrice(context.state(), leg.instrument()));
    long near = Fixed.mulDiv(above, distance, Fixed.FRACTION_ONE, Rounding.DOWN);
    return Payoffs.isOptional(leg.instrument()) ? Math.max(near, leg.instrument().getTick()) : near;
  }
}
