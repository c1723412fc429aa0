package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * How many breaches of the margin of an epoch are too many (RSK-17): green to the 95 % quantile of
 * their binomial distribution, yellow to the 99.99 %, red beyond.
 *
 * @param green the most that is green
 * @param yellow the most that is yellow
 */
public record TrafficLight(int green, int yellow) {
  /** The margins among which breaches are counted. */
  public static final int WINDOW = 250;

  /** By how much red raises margin, 10⁻⁹. */
  private static final long RAISE = 330_000_000;

  private static final long GREEN_QUANTILE = 950_000_000;
  private static final long YELLOW_QUANTILE = 999_900_000;

  /**
   * The limits at a confidence, computed exactly.
   *
   * @param confidence that a margin is not breached, 10⁻⁹
   */
  public static TrafficLight of(long confidence) {
    return new TrafficLight(
        quantile(confidence, GREEN_QUANTILE), quantile(confidence, YELLOW_QUANTILE));
  }

  /** The least k with P(breaches ≤ k) ≥ level. */
  private static int quantile(long confidence, long level) {
    BigInteger one = BigInteger.valueOf(Fixed.FRACTION_ONE);
    BigInteger hit = BigInteger.valueOf(Fixed.minus(Fixed.FRACTION_ONE, confidence));
    BigInteger miss = BigInteger.valueOf(confidence);
    BigInteger wanted = one.pow(WINDOW).multiply(BigInteger.valueOf(level));
    BigInteger sum = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int k = 0; k < WINDOW; k++) {
      sum = sum.add(ways.multiply(hit.pow(k)).multiply(miss.pow(WINDOW - k)).multiply(one));
      if (sum.compareTo(wanted) >= 0) {
        return k;
      }
      ways = ways.multiply(BigInteger.valueOf(WINDOW - k)).divide(BigInteger.valueOf(k + 1));
    }
    return WINDOW;
  }

  /** 1.00 in green, 1.00 + 0.33 × position in yellow, 1.33 in red; 10⁻⁹. */
  public long factor(int breaches) {
    if (breaches <= green) {
      return Fixed.FRACTION_ONE;
    }
    if (breaches > yellow) {
      return Fixed.plus(Fixed.FRACTION_ONE, RAISE);
    }
    return Fixed.plus(
        Fixed.FRACTION_ONE,
        Fixed.mulDiv(RAISE, breaches - green, yellow - green, Rounding.HALF_EVEN));
  }
}
