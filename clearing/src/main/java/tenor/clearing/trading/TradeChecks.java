package tenor.clearing.trading;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.margin.MarginParams;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.RegisterTrade;

/** What must hold before a trade is novated, but for cash and margin. */
final class TradeChecks {
  private final RegisterTrade trade;
  private final Context context;
  private final Reader state;
  private final AccountGate gate;

  TradeChecks(RegisterTrade trade, Context context, AccountGate gate) {
    this.trade = trade;
    this.context = context;
    this.state = context.state();
    this.gate = gate;
  }

  /** What is wrong with a trade whatever the state. */
  static Optional<Reject> form(RegisterTrade trade) {
    if (trade.getBuyer() == trade.getSeller()) {
      return Optional.of(TradingReject.SAME_ACCOUNT);
    }
    if (trade.getContracts() <= 0) {
      return Optional.of(TradingReject.BAD_CONTRACTS);
    }
    return trade.getPrice() > 0 ? Optional.empty() : Optional.of(TradingReject.BAD_PRICE);
  }

  /** The first reason against the trade. */
  Optional<TradingReject> refusal() {
    if (!context.authority().actsFor(trade.getBuyer())) {
      return Optional.of(TradingReject.BUYER_NOT_AUTHORISED);
    }
    if (!context.authority().actsFor(trade.getSeller())) {
      return Optional.of(TradingReject.SELLER_NOT_AUTHORISED);
    }
    Instrument instrument = InstrumentsKeys.INSTRUMENTS.find(state, trade.getInstrument());
    if (instrument == null) {
      return Optional.of(TradingReject.UNKNOWN_INSTRUMENT);
    }
    TradingReject reason = market(instrument);
    return Optional.ofNullable(reason == null ? sides(instrument) : reason);
  }

  private @Nullable TradingReject market(Instrument instrument) {
    long now = context.block().timeMillis();
    if (!Listings.isLive(instrument)) {
      return TradingReject.SETTLED;
    }
    if (instrument.getExpiryMillis() != 0 && instrument.getExpiryMillis() <= now) {
      return TradingReject.EXPIRED;
    }
    if (instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_FROZEN) {
      return TradingReject.FROZEN;
    }
    if (Fixed.modulo(trade.getPrice(), instrument.getTick()) != 0) {
      return TradingReject.OFF_TICK;
    }
    if (trade.getPrice() > Payoffs.greatestPrice(state, instrument)) {
      return TradingReject.ABOVE_MAXIMUM;
    }
    return Marks.isFresh(state, trade.getInstrument(), now) ? null : TradingReject.STALE_MARK;
  }

  private @Nullable TradingReject sides(Instrument instrument) {
    Side buyer = side(trade.getBuyer(), trade.getContracts());
    Side seller = side(trade.getSeller(), Fixed.negate(trade.getContracts()));
    boolean reducing = buyer.reduces() && seller.reduces();
    if (trade.getReduceOnly() && !reducing) {
      return TradingReject.NOT_REDUCING;
    }
    if (!reducing && openingPaused(instrument)) {
      return TradingReject.OPENING_PAUSED;
    }
    if (!buyer.reduces() && !gate.mayOpen(state, trade.getBuyer())) {
      return TradingReject.BUYER_BARRED;
    }
    if (!seller.reduces() && !gate.mayOpen(state, trade.getSeller())) {
      return TradingReject.SELLER_BARRED;
    }
    long limit = instrument.getPositionLimit();
    return buyer.within(limit) && seller.within(limit) ? null : TradingReject.POSITION_LIMIT;
  }

  /** The instrument is paused, or its underlying's daily capacity is zero. */
  private boolean openingPaused(Instrument instrument) {
    return instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_PAUSED
        || MarginParams.DAILY_CAPACITY.get(state, instrument.getUnderlying()) == 0;
  }

  private Side side(long account, long change) {
    long before = Positions.contracts(state, account, trade.getInstrument());
    return new Side(before, Fixed.plus(before, change));
  }

  /** The position of one side before and after. */
  private record Side(long before, long after) {
    /** Nearer to zero, and not through it. */
    boolean reduces() {
      return before > 0 ? after >= 0 && after < before : after <= 0 && after > before;
    }

    boolean within(long limit) {
      return reduces() || Fixed.abs(after) <= limit;
    }
  }
}
