package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;

/**
 * Forwards and discount factors of an underlying (RSK-02): the mark of the listed future of an
 * expiry, else index × e^((r − q) T).
 *
 * <p>Prices here are finer than 10⁻⁸ by {@link #places} binary places, so that a carried forward
 * loses nothing that a contract with a large multiplier would show.
 */
final class Forwards {
  /** A move takes no price below a thousandth of itself. */
  private static final BigInteger FLOOR_PART = BigInteger.valueOf(1000);

  private static final BigInteger MOVE_UNIT =
      BigInteger.valueOf(Scenario.MOVE_ONE).multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));

  /** Prices given are below 2⁵⁵ in fine units: seven bits are left for carry and moves. */
  private static final int SPARE_BITS = 9;

  private static final int MOST_PLACES = 26;

  private final RiskTerms terms;
  private final int places;
  private final long unit;
  private final SortedMap<Long, Long> marks = new TreeMap<>();

  private Forwards(RiskTerms terms, int places) {
    this.terms = terms;
    this.places = places;
    this.unit = BigInteger.ONE.shiftLeft(places).longValueExact();
  }

  static Forwards of(RiskTerms terms, List<Contract> contracts) {
    long greatest = terms.index();
    for (Contract contract : contracts) {
      long price =
          switch (contract) {
            case Contract.Linear linear -> linear.mark();
            case Contract.Option option -> option.strike();
          };
      greatest = Math.max(greatest, price);
    }
    int spare = Long.numberOfLeadingZeros(greatest) - SPARE_BITS;
    if (spare < 0) {
      throw new RuleFailure("price out of range: " + greatest);
    }
    Forwards forwards = new Forwards(terms, Math.min(spare, MOST_PLACES));
    for (Contract contract : contracts) {
      if (contract instanceof Contract.Linear linear && linear.mark() > 0) {
        forwards.marks.putIfAbsent(linear.timeMillis(), forwards.fine(linear.mark()));
      }
    }
    return forwards;
  }

  /** Binary places of prices after 10⁻⁸. */
  int places() {
    return places;
  }

  /** A price of 10⁻⁸ in fine units. */
  long fine(long price) {
    return Fixed.times(price, unit);
  }

  /** The forward of an expiry, fine. */
  long at(long timeMillis) {
    Long mark = marks.get(timeMillis);
    if (mark != null) {
      return mark;
    }
    long index = fine(terms.index());
    return timeMillis == Contract.NEVER
        ? index
        : FixedMath.timesExp(
            index,
            exponent(Fixed.minus(terms.rate(), terms.yield()), timeMillis),
            Rounding.HALF_EVEN);
  }

  /** e^(−r T), 10⁻¹⁸. */
  long discount(long timeMillis) {
    return Fixed.toLong(FixedMath.exp(exponent(Fixed.negate(terms.rate()), timeMillis)));
  }

  /** rate × T, 10⁻¹⁸. */
  private long exponent(long rate, long timeMillis) {
    BigInteger product =
        BigInteger.valueOf(rate)
            .multiply(BigInteger.valueOf(timeMillis))
            .multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));
    return Fixed.toLong(
        Fixed.quotient(product, BigInteger.valueOf(terms.yearMillis()), Rounding.HALF_EVEN));
  }

  /** The part of a price that is lost under a scenario, as a numerator over {@link #moveUnit}. */
  static BigInteger lost(Scenario scenario, long priceScanRange) {
    BigInteger most = MOVE_UNIT.subtract(MOVE_UNIT.divide(FLOOR_PART));
    return BigInteger.valueOf(scenario.move())
        .negate()
        .multiply(BigInteger.valueOf(priceScanRange))
        .min(most);
  }

  static BigInteger moveUnit() {
    return MOVE_UNIT;
  }

  /** forward × (1 + move × psr), not below a thousandth of it; fine, to the nearest. */
  long moved(long forward, Scenario scenario) {
    BigInteger left = MOVE_UNIT.subtract(lost(scenario, terms.priceScanRange()));
    return Fixed.toLong(
        Fixed.quotient(BigInteger.valueOf(forward).multiply(left), MOVE_UNIT, Rounding.HALF_EVEN));
  }
}
