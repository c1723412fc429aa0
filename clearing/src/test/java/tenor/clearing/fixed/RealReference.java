package tenor.clearing.fixed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Real functions at 70 digits by other ways than the code under test: decimal instead of binary,
 * other series.
 */
final class RealReference {
  private static final MathContext DIGITS = new MathContext(70);
  private static final BigDecimal TINY = new BigDecimal("1e-75");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** √(2π), from the tables of the OEIS (A019727). */
  static final BigDecimal ROOT_2_PI =
      new BigDecimal("2.506628274631000502415765284811045253006986740609938316629923576342293");

  private RealReference() {}

  /** A number of so many binary places. */
  static BigDecimal binary(long digits, int places) {
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(places)));
    BigDecimal number = BigDecimal.valueOf(digits);
    return places < 0 ? number.multiply(power) : number.divide(power);
  }

  /** |digits × 2^−places − wanted| in units of the last place. */
  static double error(long digits, int places, BigDecimal wanted) {
    return binary(digits, places)
        .subtract(wanted)
        .abs()
        .multiply(new BigDecimal(BigInteger.TWO.pow(places)))
        .doubleValue();
  }

  /** eˣ = (e^(x/1024))^1024. */
  static BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; term.abs().compareTo(TINY) > 0; n++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum.pow(1024, DIGITS);
  }

  /** ln x by Newton's method on the exponential, from the logarithm of the platform. */
  static BigDecimal ln(BigDecimal x) {
    BigDecimal y = new BigDecimal(Math.log(x.doubleValue()));
    for (int i = 0; i < 3; i++) {
      BigDecimal e = exp(y.negate()).multiply(x, DIGITS).subtract(BigDecimal.ONE);
      // ln(1 + e) to the third order: each round triples the digits and more.
      BigDecimal square = e.multiply(e, DIGITS);
      y =
          y.add(e, DIGITS)
              .subtract(square.divide(TWO, DIGITS), DIGITS)
              .add(square.multiply(e, DIGITS).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
    }
    return y;
  }

  /** φ(z). */
  static BigDecimal density(BigDecimal z) {
    return exp(z.multiply(z).divide(TWO, DIGITS).negate()).divide(ROOT_2_PI, DIGITS);
  }

  /** N(z) = ½ + Σ (−1)ⁿ z²ⁿ⁺¹ ÷ (2ⁿ n! (2n + 1)) ÷ √(2π), for |z| up to 10 to 45 digits. */
  static BigDecimal distribution(BigDecimal z) {
    BigDecimal half = z.multiply(z).divide(TWO).negate();
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int n = 1; power.abs().compareTo(TINY) > 0; n++) {
      power = power.multiply(half, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), DIGITS), DIGITS);
    }
    return sum.divide(ROOT_2_PI, DIGITS).add(new BigDecimal("0.5"));
  }
}
