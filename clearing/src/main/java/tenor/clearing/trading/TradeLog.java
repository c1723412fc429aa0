package tenor.clearing.trading;

import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Packages;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Indices;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.TradeCounter;
import tenor.clearing.proto.TradeSample;

/** Counts and tells the trades that were made: one for each instrument that has moved. */
final class TradeLog {
  private final RegisterTrade trade;
  private final Context context;
  private final Instrument instrument;
  private final List<TradedLeg> legs;

  TradeLog(RegisterTrade trade, Context context, List<TradedLeg> legs) {
    this.trade = trade;
    this.context = context;
    this.instrument = Listings.instrument(context.state(), trade.getInstrument());
    this.legs = legs;
  }

  void record(Writer state) {
    boolean isPackage = Packages.isPackage(instrument);
    if (isPackage) {
      context.emit(
          Event.of("packageTrade")
              .with("instrument", trade.getInstrument())
              .with("buyer", trade.getBuyer())
              .with("seller", trade.getSeller())
              .with("price", trade.getPrice())
              .with("contracts", trade.getContracts()));
    }
    TradingKeys.STATS.put(
        state,
        trade.getInstrument(),
        TradePrices.record(
            TradingKeys.STATS.get(state, trade.getInstrument()),
            sample(),
            trade.getContracts(),
            TradePrices.windowMillis(state)));
    for (TradedLeg leg : legs) {
      if (isPackage) {
        TradingKeys.STATS.put(
            state,
            leg.number(),
            TradePrices.recordLeg(
                TradingKeys.STATS.get(state, leg.number()), leg.contracts(trade)));
      }
      Event told = told(leg, number(state));
      context.emit(isPackage ? told.with("package", trade.getInstrument()) : told);
    }
  }

  /** The number of the next trade. */
  private static long number(Writer state) {
    TradeCounter counter = TradingKeys.COUNTER.get(state, Table.Singleton.ROW);
    long number = Math.max(1, counter.getNext());
    TradingKeys.COUNTER.put(
        state,
        Table.Singleton.ROW,
        TradeCounter.newBuilder().setNext(Fixed.plus(number, 1)).build());
    return number;
  }

  private Event told(TradedLeg leg, long number) {
    return Event.of("trade")
        .with("uti", Uti.of(context.block().chainId(), number))
        .with("number", number)
        .with("instrument", leg.number())
        .with("buyer", leg.taker(trade))
        .with("seller", leg.giver(trade))
        .with("price", leg.price())
        .with("contracts", leg.contracts(trade))
        .with("mark", leg.mark());
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
    return Indices.premium(
        context.state(), instrument.getUnderlying(), trade.getPrice(), index.getAsLong());
  }
}
