package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.risk.Payoff;

/** What options and payoffs are and pay, for all components. */
public final class Payoffs {
  private Payoffs() {}

  /** Listed terms as risk sees them. */
  public static Payoff of(PayoffTerms terms) {
    return new Payoff(
        terms.getStart(),
        terms.getSlope(),
        terms.getKinksList().stream()
            .map(kink -> new Payoff.Kink(kink.getStrike(), kink.getChange(), kink.getJump()))
            .toList());
  }

  /** An option as a payoff with one kink. */
  public static Payoff of(OptionTerms terms) {
    List<Payoff.Kink> kink = List.of(new Payoff.Kink(terms.getStrike(), Fixed.FRACTION_ONE, 0));
    return terms.getSide() == OptionSide.OPTION_SIDE_CALL
        ? new Payoff(0, 0, kink)
        : new Payoff(terms.getStrike(), Fixed.negate(Fixed.FRACTION_ONE), kink);
  }

  /** What who exercises an option gains per unit at a price, 10⁻⁸: less than 0 out of the money. */
  public static long gain(OptionTerms terms, long price) {
    return terms.getSide() == OptionSide.OPTION_SIDE_CALL
        ? Fixed.minus(price, terms.getStrike())
        : Fixed.minus(terms.getStrike(), price);
  }

  /** Whether an instrument is an option or a payoff: it expires worth what it pays. */
  public static boolean isOptional(Instrument instrument) {
    return instrument.getType() == InstrumentType.INSTRUMENT_TYPE_OPTION
        || instrument.getType() == InstrumentType.INSTRUMENT_TYPE_PAYOFF;
  }

  /** Whether it is paid for at the trade: nothing is marked to market, its value is equity. */
  public static boolean isPaidUpFront(Instrument instrument) {
    return switch (instrument.getType()) {
      case INSTRUMENT_TYPE_OPTION ->
          instrument.getOption().getStyle() == PremiumStyle.PREMIUM_STYLE_UP_FRONT;
      case INSTRUMENT_TYPE_PAYOFF ->
          instrument.getPayoff().getStyle() == PremiumStyle.PREMIUM_STYLE_UP_FRONT;
      default -> false;
    };
  }

  /**
   * When the future expires whose price the instrument moves with, milliseconds; empty for a
   * perpetual. It is the instrument itself, but for an option on a future.
   */
  public static OptionalLong forwardExpiry(Reader state, Instrument instrument) {
    int future = instrument.getOption().getFuture();
    if (future != 0) {
      return OptionalLong.of(Listings.instrument(state, future).getExpiryMillis());
    }
    return instrument.getExpiryMillis() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(instrument.getExpiryMillis());
  }

  /**
   * The greatest price an instrument can have, 10⁻⁸: the underlying's greatest, of an option with
   * the shift, or the most that a payoff pays, rounded up. A trade or mark above it does not count.
   */
  public static long greatestPrice(Reader state, Instrument instrument) {
    long shift = InstrumentsParams.PRICE_SHIFT.get(state, instrument.getUnderlying());
    long most = Listings.underlying(state, instrument.getUnderlying()).getMaxPrice();
    return switch (instrument.getType()) {
      case INSTRUMENT_TYPE_OPTION -> Fixed.plus(most, shift);
      case INSTRUMENT_TYPE_PAYOFF -> Fixed.toLong(most(of(instrument.getPayoff()), shift, most));
      default -> most;
    };
  }

  /** The most that a payoff pays at prices from −{@code shift} to {@code maxPrice}, 10⁻⁸, up. */
  static BigInteger most(Payoff payoff, long shift, long maxPrice) {
    BigInteger most = payoff.most(Fixed.negate(shift), maxPrice);
    return Fixed.quotient(most, BigInteger.valueOf(Payoff.FINE), Rounding.UP);
  }

  /**
   * What the price of an instrument is above, 10⁻⁸: minus the shift of its underlying; 0 for
   * options and payoffs, which pay nothing below it.
   */
  public static long leastPrice(Reader state, Instrument instrument) {
    return isOptional(instrument)
        ? 0
        : Fixed.negate(InstrumentsParams.PRICE_SHIFT.get(state, instrument.getUnderlying()));
  }

  /** INS-14: the most that the price of an instrument can move, 10⁻⁸. */
  static BigInteger span(Reader state, Instrument instrument) {
    return BigInteger.valueOf(greatestPrice(state, instrument))
        .subtract(BigInteger.valueOf(leastPrice(state, instrument)));
  }
}
