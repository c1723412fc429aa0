package tenor.clearing.settlement;

import java.math.BigInteger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.Funding;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;

/** Funding of perpetuals: what keeps their price near the index, having no expiry. */
final class FundingPayments {
  private FundingPayments() {}

  /** The step of phase FUNDING (SET-03). */
  static void pay(Context context) {
    for (int number : Listings.liveInstruments(context.state())) {
      Instrument instrument = Listings.instrument(context.state(), number);
      if (instrument.getType() == InstrumentType.INSTRUMENT_TYPE_PERPETUAL
          && Marks.isFresh(context.state(), number, context.block().timeMillis())) {
        pay(context, number, instrument);
      }
    }
  }

  private static void pay(Context context, int number, Instrument instrument) {
    Reader state = context.state();
    long now = context.block().timeMillis();
    Funding before = SettlementKeys.FUNDING.find(state, number);
    if (before == null) {
      put(context, number, Funding.newBuilder().setLastTimeMillis(now).build());
      return;
    }
    long elapsed = Fixed.minus(now, before.getLastTimeMillis());
    long interval = interval(state, instrument);
    if (elapsed < interval) {
      return;
    }
    long rate = rate(state, number, instrument);
    long counted = Math.min(elapsed, ChainClock.dayMillis(state));
    long perContract = perContract(state, instrument, rate, counted, interval);
    BigInteger paid =
        Payments.of(state).pay(context.state(), number, Fixed.negate(perContract), Reason.FUNDING);
    Funding after =
        Funding.newBuilder()
            .setCumulative(Fixed.plus(before.getCumulative(), perContract))
            .setLastTimeMillis(now)
            .setRate(rate)
            .build();
    put(context, number, after);
    context.emit(
        Event.of("funding")
            .with("instrument", number)
            .with("rate", rate)
            .with("perContract", perContract)
            .with("cumulative", after.getCumulative())
            .with("paid", paid.toString()));
  }

  private static long interval(Reader state, Instrument instrument) {
    return ChainClock.minutes(
        state, SettlementParams.FUNDING_INTERVAL.get(state, instrument.getUnderlying()));
  }

  /** The smoothed premium within the cap, a fraction per interval. */
  private static long rate(Reader state, int number, Instrument instrument) {
    long cap = SettlementParams.FUNDING_CAP.get(state, instrument.getUnderlying());
    return Fixed.clamp(Marks.premium(state, number), Fixed.negate(cap), cap);
  }

  /**
   * {@code (index + s) × multiplier × rate × counted / interval} in asset units, rounded once, half
   * to even; then it is multiplied by contracts, so payments are exact.
   */
  private static long perContract(
      Reader state, Instrument instrument, long rate, long counted, long interval) {
    long index =
        Indices.price(state, instrument.getUnderlying())
            .orElseThrow(() -> new RuleFailure("no index of " + instrument.getUnderlying()));
    BigInteger product =
        BigInteger.valueOf(InstrumentsParams.shifted(state, instrument.getUnderlying(), index))
            .multiply(BigInteger.valueOf(instrument.getMultiplier()))
            .multiply(BigInteger.valueOf(rate))
            .multiply(BigInteger.valueOf(counted));
    BigInteger unit =
        BigInteger.valueOf(Fixed.PRICE_ONE)
            .multiply(BigInteger.valueOf(Fixed.FRACTION_ONE))
            .multiply(BigInteger.valueOf(interval));
    return Fixed.toLong(Fixed.quotient(product, unit, Rounding.HALF_EVEN));
  }

  private static void put(Context context, int number, Funding funding) {
    SettlementKeys.FUNDING.put(context.state(), number, funding);
  }
}
