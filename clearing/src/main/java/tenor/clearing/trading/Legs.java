package tenor.clearing.trading;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Packages;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.Leg;

/** The instruments that a trade is booked in, and at what. */
public final class Legs {
  private Legs() {}

  /**
   * TRD-24: what the marks of an instrument's legs come to, 10⁻⁸: its own mark, unless it is a
   * package; empty while one has none. It may be old.
   */
  public static OptionalLong mark(Reader state, int number) {
    Instrument instrument = InstrumentsKeys.INSTRUMENTS.get(state, number);
    BigInteger value = BigInteger.ZERO;
    for (Leg leg : of(number, instrument)) {
      OptionalLong mark = Marks.price(state, leg.getInstrument());
      if (mark.isEmpty()) {
        return mark;
      }
      Instrument part = Listings.instrument(state, leg.getInstrument());
      value =
          value.add(
              BigInteger.valueOf(leg.getRatio())
                  .multiply(BigInteger.valueOf(part.getMultiplier()))
                  .multiply(BigInteger.valueOf(mark.getAsLong())));
    }
    BigInteger multiplier = BigInteger.valueOf(instrument.getMultiplier());
    return OptionalLong.of(Fixed.toLong(Fixed.quotient(value, multiplier, Rounding.HALF_EVEN)));
  }

  /** Instruments and ratios: those of a package, or one contract of the instrument itself. */
  static List<Leg> of(int number, Instrument instrument) {
    return Packages.isPackage(instrument)
        ? instrument.getPackage().getLegsList()
        : List.of(Leg.newBuilder().setInstrument(number).setRatio(1).build());
  }

  /**
   * TRD-22: the legs of a package are booked at their marks, but for the last: it gets what is left
   * of the value at {@code price}, to the unit, so that the legs come to just that.
   *
   * @throws RuleFailure if a leg has no mark, or out of range
   */
  static List<TradedLeg> at(Reader state, int number, long price) {
    Instrument instrument = Listings.instrument(state, number);
    long left = Listings.value(price, instrument);
    if (!Packages.isPackage(instrument)) {
      return List.of(new TradedLeg(number, instrument, 1, required(state, number), price, left));
    }
    List<Leg> legs = instrument.getPackage().getLegsList();
    List<TradedLeg> booked = new ArrayList<>();
    for (Leg leg : legs.subList(0, legs.size() - 1)) {
      TradedLeg next = atMark(state, leg);
      booked.add(next);
      left = Fixed.minus(left, next.value());
    }
    booked.add(last(atMark(state, legs.getLast()), left));
    return booked;
  }

  private static TradedLeg atMark(Reader state, Leg leg) {
    Instrument instrument = Listings.instrument(state, leg.getInstrument());
    long mark = required(state, leg.getInstrument());
    long value = Fixed.times(leg.getRatio(), Listings.value(mark, instrument));
    return new TradedLeg(leg.getInstrument(), instrument, leg.getRatio(), mark, mark, value);
  }

  /** The price of the last leg is for people and events: what is paid is its value. */
  private static TradedLeg last(TradedLeg leg, long value) {
    BigInteger units =
        BigInteger.valueOf(leg.ratio())
            .multiply(BigInteger.valueOf(leg.instrument().getMultiplier()));
    BigInteger paid = BigInteger.valueOf(value).multiply(BigInteger.valueOf(Fixed.PRICE_ONE));
    long price = Fixed.toLong(Fixed.quotient(paid, units, Rounding.HALF_EVEN));
    return new TradedLeg(leg.number(), leg.instrument(), leg.ratio(), leg.mark(), price, value);
  }

  private static long required(Reader state, int number) {
    return Marks.price(state, number)
        .orElseThrow(() -> new RuleFailure("no mark of instrument " + number));
  }
}
