package tenor.clearing.oracle;

import java.math.BigInteger;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.Smile;
import tenor.clearing.risk.Payoff;

/**
 * ORA-26: what options and payoffs of one expiry are worth: Black-76 on the forward, with the
 * volatility of the smile at each strike.
 */
final class OptionValue {
  /** From the 10⁻⁹ of a volatility to the 10⁻¹⁸ of the model. */
  private static final long FINE = Fixed.FRACTION_ONE;

  private static final BigInteger FRACTION = BigInteger.valueOf(Fixed.FRACTION_ONE);
  private static final BigInteger ONE = BigInteger.valueOf(Black76.ONE);

  private final Black76 model = Black76.exact();
  private final long forward;
  private final Smile smile;
  private final long discount;

  /**
   * Values at these.
   *
   * @param forward above 0, 10⁻⁸
   * @param tenor the time to expiry, of which {@code year} make a year
   * @param discount 10⁻¹⁸; 1 for what is futures-style
   */
  OptionValue(long forward, Smile smile, long tenor, long year, long discount) {
    this.forward = forward;
    this.smile = smile;
    this.discount = discount;
    model.expiry(tenor, year);
  }

  /** What an option is worth, rounded to the nearest tick, ties to the even one; 10⁻⁸. */
  long option(boolean call, long strike, long tick) {
    int places = places(strike);
    value(call, strike, places);
    return toTick(BigInteger.valueOf(model.price()), places, tick);
  }

  /** What a payoff pays at a price, rounded as if it were a value. */
  static long paid(Payoff payoff, long price, long tick) {
    BigInteger unit = product(tick, Payoff.FINE);
    BigInteger ticks = Fixed.quotient(payoff.at(price), unit, Rounding.HALF_EVEN);
    return Fixed.toLong(ticks.multiply(BigInteger.valueOf(tick)));
  }

  private int places(long strike) {
    return Black76.places(Math.max(forward, strike));
  }

  private void value(boolean call, long strike, int places) {
    long vol = Fixed.times(smile.vol(strike, forward), FINE);
    model.value(call, forward, strike, vol, discount, places);
  }

  private static long toTick(BigInteger price, int places, long tick) {
    BigInteger unit = BigInteger.valueOf(tick).shiftLeft(places);
    BigInteger ticks = Fixed.quotient(price, unit, Rounding.HALF_EVEN);
    return Fixed.toLong(ticks.multiply(BigInteger.valueOf(tick)));
  }

  /**
   * What a payoff is worth, rounded as an option: its bond and forward parts, a call per change of
   * slope, a digital per jump; at least 0, which parts at volatilities of their own may leave.
   */
  long payoff(Payoff payoff, long tick) {
    int places = places(payoff.kinks().getLast().strike());
    BigInteger linear =
        product(payoff.start(), Fixed.FRACTION_ONE).add(product(payoff.slope(), forward));
    BigInteger sum =
        Fixed.quotient(
            linear.shiftLeft(places).multiply(BigInteger.valueOf(discount)),
            ONE,
            Rounding.HALF_EVEN);
    for (Payoff.Kink kink : payoff.kinks()) {
      sum = sum.add(part(kink, places));
    }
    BigInteger price = Fixed.quotient(sum, FRACTION, Rounding.HALF_EVEN);
    return toTick(price.max(BigInteger.ZERO), places, tick);
  }

  /**
   * A kink's call and digital, in 10⁻¹⁷ × 2^−places. With C the call at its strike and Δ its delta,
   * a digital is worth (F Δ − C) ÷ K per unit of its jump.
   */
  private BigInteger part(Payoff.Kink kink, int places) {
    value(true, kink.strike(), places);
    BigInteger call = BigInteger.valueOf(model.price());
    BigInteger sum = call.multiply(BigInteger.valueOf(kink.change()));
    if (kink.jump() == 0) {
      return sum;
    }
    BigInteger share =
        product(forward, model.delta())
            .shiftLeft(places)
            .subtract(call.shiftLeft(Black76.DELTA_PLACES));
    BigInteger strike = BigInteger.valueOf(kink.strike()).shiftLeft(Black76.DELTA_PLACES);
    BigInteger jump = product(kink.jump(), Fixed.FRACTION_ONE);
    return sum.add(Fixed.quotient(share.multiply(jump), strike, Rounding.HALF_EVEN));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
