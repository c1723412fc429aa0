package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.fixed.Smile;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Carry;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.oracle.OracleParams;
import tenor.clearing.oracle.VolSurface;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.UnderlyingRisk;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.Payoff;

/**
 * What the arrays of one underlying are computed from in a block (MRG-02).
 *
 * @param risk the row of the underlying, without pins
 * @param arrays of every instrument that has what it needs: its own inputs, nothing computed
 */
record ArrayInputs(UnderlyingRisk risk, SortedMap<Integer, RiskArray> arrays) {
  /**
   * The inputs as they stand.
   *
   * @throws RuleFailure if there is no index
   */
  static ArrayInputs of(Reader state, int underlying, List<Integer> instruments, long nowMillis) {
    Gathering gathering = new Gathering(state, underlying, nowMillis);
    instruments.forEach(gathering::future);
    SortedMap<Integer, RiskArray> arrays = new TreeMap<>();
    boolean optional = false;
    for (int number : instruments) {
      Instrument instrument = Listings.instrument(state, number);
      optional |= Payoffs.isOptional(instrument);
      RiskArray array = gathering.array(number, instrument);
      if (array != null) {
        arrays.put(number, array);
      }
    }
    return new ArrayInputs(gathering.risk(optional), arrays);
  }

  /** An instrument's own inputs. */
  RiskArray own(int number) {
    return arrays.getOrDefault(number, RiskArray.getDefaultInstance());
  }

  /** An instrument as risk sees it. */
  Contract contract(Reader state, int number, long nowMillis) {
    Instrument instrument = Listings.instrument(state, number);
    RiskArray array = own(number);
    int underlying = instrument.getUnderlying();
    long time =
        instrument.getExpiryMillis() == 0
            ? Contract.NEVER
            : Carry.tenorMillis(state, underlying, instrument.getExpiryMillis(), nowMillis);
    return switch (instrument.getType()) {
      case INSTRUMENT_TYPE_FUTURE, INSTRUMENT_TYPE_PERPETUAL ->
          new Contract.Linear(
              time, array.getMultiplier(), Fixed.plus(array.getMark(), risk.getPriceShift()));
      case INSTRUMENT_TYPE_OPTION -> {
        long forward = Payoffs.forwardExpiry(state, instrument).orElse(0);
        yield new Contract.Option(
            time,
            array.getMultiplier(),
            instrument.getOption().getSide() == OptionSide.OPTION_SIDE_CALL,
            Fixed.plus(instrument.getOption().getStrike(), risk.getPriceShift()),
            array.getVols(0),
            Payoffs.isPaidUpFront(instrument),
            Carry.tenorMillis(state, underlying, forward, nowMillis));
      }
      case INSTRUMENT_TYPE_PAYOFF ->
          new Contract.Structured(
              time,
              array.getMultiplier(),
              Payoffs.of(instrument.getPayoff()).shifted(risk.getPriceShift()),
              array.getVolsList(),
              Payoffs.isPaidUpFront(instrument));
      case INSTRUMENT_TYPE_PACKAGE, INSTRUMENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new RuleFailure("instrument without a type: " + number);
    };
  }

  /** Reads what several instruments share once. */
  private static final class Gathering {
    private final Reader state;
    private final int underlying;
    private final long nowMillis;
    private final long index;
    private final long shift;
    private final VolSurface surface;
    private final SortedMap<Long, Long> futures = new TreeMap<>();

    Gathering(Reader state, int underlying, long nowMillis) {
      this.state = state;
      this.underlying = underlying;
      this.nowMillis = nowMillis;
      this.index =
          Indices.price(state, underlying)
              .orElseThrow(() -> new RuleFailure("no index of underlying " + underlying));
      this.shift = InstrumentsParams.PRICE_SHIFT.get(state, underlying);
      this.surface = VolSurface.of(state, underlying);
    }

    /** The mark of a listed future is the forward of its expiry. */
    void future(int number) {
      Instrument instrument = Listings.instrument(state, number);
      if (instrument.getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE) {
        Marks.price(state, number)
            .ifPresent(mark -> futures.putIfAbsent(instrument.getExpiryMillis(), mark));
      }
    }

    private long forward(Instrument instrument) {
      long expiry = Payoffs.forwardExpiry(state, instrument).orElse(0);
      Long mark = futures.get(expiry);
      return mark != null ? mark : Carry.price(state, underlying, index, expiry, nowMillis);
    }

    /** The inputs of an instrument; null without a mark or a surface. */
    @Nullable RiskArray array(int number, Instrument instrument) {
      RiskArray.Builder array = RiskArray.newBuilder().setMultiplier(instrument.getMultiplier());
      if (Payoffs.isOptional(instrument)) {
        Smile smile = surface.smile(instrument.getExpiryMillis()).orElse(null);
        return smile == null ? null : array.addAllVols(vols(smile, instrument)).build();
      }
      return Marks.price(state, number).isPresent()
          ? array.setMark(Marks.price(state, number).getAsLong()).build()
          : null;
    }

    private List<Long> vols(Smile smile, Instrument instrument) {
      long forward = Fixed.plus(forward(instrument), shift);
      List<Long> vols = new ArrayList<>();
      if (instrument.hasOption()) {
        vols.add(smile.vol(Fixed.plus(instrument.getOption().getStrike(), shift), forward));
      }
      for (Payoff.Kink kink : Payoffs.of(instrument.getPayoff()).kinks()) {
        vols.add(smile.vol(Fixed.plus(kink.strike(), shift), forward));
      }
      return vols;
    }

    UnderlyingRisk risk(boolean optional) {
      long step = ChainClock.minutes(state, OracleParams.TENOR_STEP.get(state, underlying));
      long asOf = Fixed.minus(nowMillis, Fixed.modulo(nowMillis, step));
      return UnderlyingRisk.newBuilder()
          .setAsOfMillis(optional ? asOf : 0)
          .setIndex(index)
          .setRate(OracleParams.RATE.get(state, underlying))
          .setYield(OracleParams.YIELD.get(state, underlying))
          .setPriceScanRange(InForce.priceScanRange(state, underlying))
          .setVolScanRange(MarginParams.VOL_SCAN_RANGE.get(state, underlying))
          .setVolTermShort(MarginParams.VOL_TERM_SHORT.get(state, underlying))
          .setVolTermLong(MarginParams.VOL_TERM_LONG.get(state, underlying))
          .setVolFloor(MarginParams.VOL_FLOOR.get(state, underlying))
          .setExtreme(MarginParams.EXTREME.get(state, underlying))
          .setCover(MarginParams.COVER.get(state, underlying))
          .setLookAheadMillis(
              ChainClock.minutes(state, MarginParams.LOOK_AHEAD.get(state, underlying)))
          .setCalendarCharge(MarginParams.CALENDAR_CHARGE.get(state, underlying))
          .setVegaCharge(MarginParams.VEGA_CHARGE.get(state, underlying))
          .setShortOptionMinimum(MarginParams.SHORT_OPTION_MINIMUM.get(state, underlying))
          .setDailyCapacity(MarginParams.DAILY_CAPACITY.get(state, underlying))
          .setMporDays(MarginParams.MPOR_DAYS.get(state, underlying))
          .setPriceShift(shift)
          .build();
    }
  }
}
