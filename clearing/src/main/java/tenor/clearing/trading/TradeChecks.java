package tenor.clearing.trading;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Packages;
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
import tenor.clearing.proto.Leg;
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
    return trade.getContracts() > 0 ? Optional.empty() : Optional.of(TradingReject.BAD_CONTRACTS);
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
    List<Leg> legs = Legs.of(trade.getInstrument(), instrument);
    return legs.stream()
        .map(leg -> closed(Listings.instrument(state, leg.getInstrument())))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> closed(instrument))
        .or(() -> price(instrument))
        .or(() -> stale(legs))
        .or(() -> sides(instrument, legs));
  }

  /** TRD-05; a package is as open as each of its legs. */
  private Optional<TradingReject> closed(Instrument instrument) {
    long now = context.block().timeMillis();
    if (!Listings.isLive(instrument)) {
      return Optional.of(TradingReject.SETTLED);
    }
    if (instrument.getExpiryMillis() != 0 && instrument.getExpiryMillis() <= now) {
      return Optional.of(TradingReject.EXPIRED);
    }
    return instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_FROZEN
        ? Optional.of(TradingReject.FROZEN)
        : Optional.empty();
  }

  /** TRD-03 and TRD-06. */
  private Optional<TradingReject> price(Instrument instrument) {
    BigInteger value =
        BigInteger.valueOf(trade.getPrice())
            .multiply(BigInteger.valueOf(instrument.getMultiplier()));
    boolean isPackage = Packages.isPackage(instrument);
    boolean isLow =
        isPackage
            ? value.compareTo(Packages.leastValue(state, instrument)) < 0
            : trade.getPrice() <= Payoffs.leastPrice(state, instrument);
    if (isLow) {
      return Optional.of(TradingReject.BAD_PRICE);
    }
    if (Fixed.modulo(trade.getPrice(), instrument.getTick()) != 0) {
      return Optional.of(TradingReject.OFF_TICK);
    }
    boolean isHigh =
        isPackage
            ? value.compareTo(Packages.greatestValue(state, instrument)) > 0
            : trade.getPrice() > Payoffs.greatestPrice(state, instrument);
    return isHigh ? Optional.of(TradingReject.ABOVE_MAXIMUM) : Optional.empty();
  }

  private Optional<TradingReject> stale(List<Leg> legs) {
    long now = context.block().timeMillis();
    return legs.stream().allMatch(leg -> Marks.isFresh(state, leg.getInstrument(), now))
        ? Optional.empty()
        : Optional.of(TradingReject.STALE_MARK);
  }

  private Optional<TradingReject> sides(Instrument instrument, List<Leg> legs) {
    List<Side> buyer = legs.stream().map(leg -> side(trade.getBuyer(), leg, 1)).toList();
    List<Side> seller = legs.stream().map(leg -> side(trade.getSeller(), leg, -1)).toList();
    return Optional.ofNullable(sides(instrument, buyer, seller));
  }

  private @Nullable TradingReject sides(
      Instrument instrument, List<Side> buyer, List<Side> seller) {
    boolean buyerReduces = buyer.stream().allMatch(Side::reduces);
    boolean sellerReduces = seller.stream().allMatch(Side::reduces);
    boolean reducing = buyerReduces && sellerReduces;
    if (trade.getReduceOnly() && !reducing) {
      return TradingReject.NOT_REDUCING;
    }
    boolean isPaused =
        instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_PAUSED
            || buyer.stream().anyMatch(side -> openingPaused(side.instrument()));
    if (!reducing && isPaused) {
      return TradingReject.OPENING_PAUSED;
    }
    if (!buyerReduces && !gate.mayOpen(state, trade.getBuyer())) {
      return TradingReject.BUYER_BARRED;
    }
    if (!sellerReduces && !gate.mayOpen(state, trade.getSeller())) {
      return TradingReject.SELLER_BARRED;
    }
    boolean isWithin =
        buyer.stream().allMatch(Side::isWithin) && seller.stream().allMatch(Side::isWithin);
    return isWithin ? null : TradingReject.POSITION_LIMIT;
  }

  /** The instrument is paused, or its underlying's daily capacity is zero. */
  private boolean openingPaused(Instrument instrument) {
    return instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_PAUSED
        || MarginParams.DAILY_CAPACITY.get(state, instrument.getUnderlying()) == 0;
  }

  /** What the trade does to the position of {@code account} in a leg. */
  private Side side(long account, Leg leg, long sign) {
    long change = Fixed.times(Fixed.times(sign, leg.getRatio()), trade.getContracts());
    long before = Positions.contracts(state, account, leg.getInstrument());
    return new Side(
        Listings.instrument(state, leg.getInstrument()), before, Fixed.plus(before, change));
  }

  /** The position of one side in one instrument before and after. */
  private record Side(Instrument instrument, long before, long after) {
    /** Nearer to zero, and not through it. */
    boolean reduces() {
      return before > 0 ? after >= 0 && after < before : after <= 0 && after > before;
    }

    boolean isWithin() {
      return reduces() || Fixed.abs(after) <= instrument.getPositionLimit();
    }
  }
}
