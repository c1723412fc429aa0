package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;

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

  /** Prices below 2⁵⁵ have places after 10⁻⁸: seven bits are left for carry and moves. */
  private static final int SPARE_BITS = 9;

  private static final int MOST_PLACES = 26;

  /** Strikes are within e^±3 of the forward in the domain of the model. */
  private static final long FAR_STRIKE = 32;

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
    long greatest = greatest(terms, contracts);
    int spare = Math.max(0, Long.numberOfLeadingZeros(greatest) - SPARE_BITS);
    Forwards forwards = new Forwards(terms, Math.min(spare, MOST_PLACES));
    for (Contract contract : contracts) {
      if (contract instanceof Contract.Linear linear && linear.mark() > 0) {
        forwards.marks.putIfAbsent(linear.timeMillis(), forwards.fine(linear.mark()));
      }
    }
    return forwards;
  }

  /**
   * The greatest price that places must leave room for: that of what is worth its price, and of
   * strikes near it. A strike far beyond the domain of the model must not cost the others places.
   */
  private static long greatest(RiskTerms terms, List<Contract> contracts) {
    long price = terms.index();
    for (Contract contract : contracts) {
      price = contract instanceof Contract.Linear linear ? Math.max(price, linear.mark()) : price;
    }
    long greatest = price;
    for (Contract contract : contracts) {
      for (Payoff.Kink kink : contract.kinks()) {
        greatest =
            Fixed.divide(kink.strike(), FAR_STRIKE, Rounding.DOWN) <= price
                ? Math.max(greatest, kink.strike())
                : greatest;
      }
    }
    return greatest;
  }

  /** Binary places of prices after 10⁻⁸. */
  int places() {
    return places;
  }

  /** A price of 10⁻⁸ in fine units. */
  long fine(long price) {
    return Fixed.times(price, unit);
  }

  /** A fine price in 10⁻⁸, rounded down. */
  long coarse(long fine) {
    return Fixed.divide(fine, unit, Rounding.DOWN);
  }

  /**
   * The contract itself.
   *
   * @throws tenor.clearing.fixed.RuleFailure if its forward or a strike is out of range
   */
  Contract reached(Contract contract) {
    at(contract.forwardMillis());
    contract.kinks().forEach(kink -> fine(kink.strike()));
    return contract;
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
