package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * Real functions in wide integers: numbers in 2⁻¹⁹², errors below 2⁻¹⁷⁰ where nothing else is said.
 *
 * <p>Slow. The tables of the fast functions come from here, and so do the prices whose last digit
 * the fast functions cannot decide. Methods: argument reduction and the classic series, as in Brent
 * and Zimmermann, "Modern Computer Arithmetic", ch. 4.
 */
final class Exact {
  /** Binary places carried. */
  static final int PLACES = 192;

  /** The number 1. */
  static final BigInteger ONE = BigInteger.ONE.shiftLeft(PLACES);

  /** ln 2 = 2 artanh(1/3). */
  static final BigInteger LN_2 = artanh(ONE.divide(BigInteger.valueOf(3))).shiftLeft(1);

  /** √(2π). */
  static final BigInteger ROOT_2_PI = sqrt(pi().shiftLeft(1));

  /** Beyond this many standard deviations a tail is below 2⁻¹⁸⁹ and counts as nothing. */
  private static final BigInteger FAR = ONE.shiftLeft(4);

  private static final int HALVINGS = 8;

  private Exact() {}

  /** a ÷ b of any integers, b positive, rounded down. */
  static BigInteger ratio(BigInteger a, BigInteger b) {
    return a.shiftLeft(PLACES).divide(b);
  }

  static BigInteger times(BigInteger a, BigInteger b) {
    return a.multiply(b).shiftRight(PLACES);
  }

  /** The square root of a number of at least 0. */
  static BigInteger sqrt(BigInteger x) {
    return x.shiftLeft(PLACES).sqrt();
  }

  /** eˣ, with a relative error of that size; nothing below −2⁸ is asked. */
  static BigInteger exp(BigInteger x) {
    BigInteger turns = Fixed.quotient(x, LN_2, Rounding.DOWN);
    BigInteger small = x.subtract(turns.multiply(LN_2)).shiftRight(HALVINGS);
    BigInteger sum = ONE;
    BigInteger term = ONE;
    for (int n = 1; term.signum() != 0; n++) {
      term = times(term, small).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = times(sum, sum);
    }
    return sum.shiftLeft(turns.intValueExact());
  }

  /** The natural logarithm of a ÷ b, both positive integers. */
  static BigInteger lnRatio(BigInteger a, BigInteger b) {
    int turns = a.bitLength() - b.bitLength();
    BigInteger top = turns < 0 ? a.shiftLeft(-turns) : a;
    BigInteger bottom = turns > 0 ? b.shiftLeft(turns) : b;
    // ln(p / q) = 2 artanh((p − q) / (p + q)), with p / q between 1/2 and 2.
    BigInteger z = top.subtract(bottom).shiftLeft(PLACES).divide(top.add(bottom));
    return artanh(z).shiftLeft(1).add(LN_2.multiply(BigInteger.valueOf(turns)));
  }

  private static BigInteger artanh(BigInteger z) {
    BigInteger square = times(z, z);
    BigInteger power = z;
    BigInteger sum = z;
    for (int n = 3; power.abs().compareTo(BigInteger.ONE) > 0; n += 2) {
      power = times(power, square);
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
    }
    return sum;
  }

  /** π = 16 arctan(1/5) − 4 arctan(1/239). */
  private static BigInteger pi() {
    return arctan(5).shiftLeft(4).subtract(arctan(239).shiftLeft(2));
  }

  private static BigInteger arctan(long inverse) {
    BigInteger square = BigInteger.valueOf(inverse).pow(2).negate();
    BigInteger power = ONE.divide(BigInteger.valueOf(inverse));
    BigInteger sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(square);
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
    }
    return sum;
  }

  /**
   * The standard normal distribution function: ½ + φ(z) Σ z²ⁿ⁺¹ ÷ (1 · 3 ⋯ (2n + 1)), all terms of
   * one sign (Abramowitz and Stegun 26.2.11); absolute error below 2⁻¹⁷⁰.
   */
  static BigInteger distribution(BigInteger z) {
    BigInteger size = z.abs();
    if (size.compareTo(FAR) >= 0) {
      return z.signum() < 0 ? BigInteger.ZERO : ONE;
    }
    BigInteger square = times(size, size);
    BigInteger term = size;
    BigInteger sum = size;
    for (int n = 3; term.signum() != 0; n += 2) {
      term = times(term, square).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    // Dividing by e^(z²/2) ≥ 1 keeps the relative error of the large sum.
    BigInteger scale = times(exp(square.shiftRight(1)), ROOT_2_PI);
    BigInteger half = ratio(sum, scale);
    BigInteger middle = ONE.shiftRight(1);
    return z.signum() < 0 ? middle.subtract(half) : middle.add(half);
  }
}
