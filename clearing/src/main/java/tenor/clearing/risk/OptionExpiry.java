package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * What all options of one expiry on one forward share; forwards are fine.
 *
 * @param forward now
 * @param discount now, 10⁻¹⁸
 * @param laterMillis time to expiry after the look-ahead, at least 0
 * @param laterDiscount then, 10⁻¹⁸
 * @param vols volatilities under scenarios
 * @param moved the forward under each common scenario, then each pin
 * @param greatest of all forwards
 */
record OptionExpiry(
    long forward,
    long discount,
    long laterMillis,
    long laterDiscount,
    VolMoves vols,
    List<Long> moved,
    long greatest) {
  /** Keeps its own copy. */
  OptionExpiry {
    moved = List.copyOf(moved);
  }

  static OptionExpiry of(
      RiskTerms terms, Forwards forwards, List<Pin> pins, long timeMillis, long forwardMillis) {
    long forward = forwards.at(forwardMillis);
    long later = Math.max(0, Fixed.minus(timeMillis, terms.lookAheadMillis()));
    List<Long> moved = new ArrayList<>();
    for (Scenario scenario : Scenario.standard(terms.extreme(), terms.cover())) {
      moved.add(forwards.moved(forward, scenario));
    }
    for (Pin pin : pins) {
      moved.add(pinned(forwards, pin, forward));
    }
    long greatest = forward;
    for (long price : moved) {
      greatest = Math.max(greatest, price);
    }
    return new OptionExpiry(
        forward,
        forwards.discount(timeMillis),
        later,
        forwards.discount(later),
        VolMoves.of(terms, timeMillis),
        moved,
        greatest);
  }

  /** forward × kink ÷ pinned forward. */
  private static long pinned(Forwards forwards, Pin pin, long forward) {
    BigInteger product =
        BigInteger.valueOf(forward).multiply(BigInteger.valueOf(forwards.fine(pin.strike())));
    BigInteger from = BigInteger.valueOf(forwards.at(pin.forwardMillis()));
    return Math.max(1, Fixed.toLong(Fixed.quotient(product, from, Rounding.HALF_EVEN)));
  }
}
