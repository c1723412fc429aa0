package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * ORA-18: whether the undiscounted calls of one expiry admit arbitrage among themselves. They do
 * not if, from a strike of 0, where a call is the forward, they never rise with the strike and
 * their slope never falls: then verticals and butterflies cost nothing less than 0, and so do those
 * of puts.
 *
 * <p>Prices are exact to half a unit of 2⁻⁴² of the forward or finer ({@link Black76#places}), so a
 * breach of less than what that rounding explains is none.
 */
public final class CallCurve {
  private final Black76 model = Black76.exact();

  /** A judge, to be used again and again by one thread. */
  public CallCurve() {}

  /** As the other at the strikes of {@link SmileGrid#beyond}. */
  public OptionalLong breach(KnotSmile smile, long time, long year) {
    List<Long> strikes = new ArrayList<>();
    SmileGrid.beyond(smile).forEach(k -> strikes.add(UnitStrikes.at(k)));
    return breach(smile, time, year, UnitStrikes.FORWARD, strikes);
  }

  /**
   * The first strike at which a call costs more than the one before, or the curve is not convex;
   * empty if there is none.
   *
   * @param time to expiry, of which {@code year} make a year
   * @param forward above 0, in any unit
   * @param strikes above 0, in the same unit, ascending; equal ones count once
   */
  public OptionalLong breach(
      Smile smile, long time, long year, long forward, Collection<Long> strikes) {
    model.expiry(time, year);
    int places = Black76.places(forward);
    long before = 0;
    long last = 0;
    BigInteger lastCall = BigInteger.valueOf(forward).shiftLeft(places);
    BigInteger beforeCall = lastCall;
    for (long strike : strikes) {
      if (strike == last) {
        continue;
      }
      BigInteger call = BigInteger.valueOf(call(smile, forward, strike, places));
      boolean rises = call.compareTo(lastCall) > 0;
      if (rises || !convex(before, last, strike, beforeCall, lastCall, call)) {
        return OptionalLong.of(strike);
      }
      before = last;
      beforeCall = lastCall;
      last = strike;
      lastCall = call;
    }
    return OptionalLong.empty();
  }

  private long call(Smile smile, long forward, long strike, int places) {
    long vol = Smile.fineVolOf(smile.variance(Smile.moneyness(strike, forward)));
    model.value(true, forward, strike, vol, Black76.ONE, places);
    return model.forwardPrice();
  }

  /** (c₀ − c₁) ÷ (k₁ − k₀) ≥ (c₁ − c₂) ÷ (k₂ − k₁), but for a unit of each difference of calls. */
  private static boolean convex(
      long k0, long k1, long k2, BigInteger c0, BigInteger c1, BigInteger c2) {
    BigInteger first = BigInteger.valueOf(Fixed.minus(k1, k0));
    BigInteger second = BigInteger.valueOf(Fixed.minus(k2, k1));
    BigInteger fall = c0.subtract(c1).add(BigInteger.ONE).multiply(second);
    BigInteger next = c1.subtract(c2).subtract(BigInteger.ONE).multiply(first);
    return fall.compareTo(next) >= 0;
  }
}
