package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * Exponentials in 64 bits, without allocation.
 *
 * <p>An exponent is −n (ln 2)/64 − r with |r| ≤ (ln 2)/128; 2^(−n/64) comes from a table of 64
 * places and a shift, e⁻ʳ − 1 from a polynomial of degree 6 (Tang, "Table-driven implementation of
 * the exponential function", ACM TOMS 15, 1989). The coefficients are those of the Taylor series,
 * economised, computed when the class is loaded.
 */
public final class Exponential {
  /** Binary places of argument and result of {@link #exp}. */
  public static final int PLACES = 60;

  /** The number 1 of {@link #exp}. */
  public static final long ONE = 1L << PLACES;

  /** The greatest argument of {@link #exp}: ln 8 rounded down, 2⁻⁶⁰. */
  public static final long MOST =
      Polynomial.rounded(Exact.LN_2.multiply(BigInteger.valueOf(3)), 60) - 1;

  /** The density at 0 and the steps below it, 2⁻⁶³. */
  private static final long[] DENSITIES = new long[64];

  /** 2^(−i/64), 2⁻⁶³ unsigned. */
  private static final long[] POWERS = new long[64];

  private static final int DEGREE = 6;

  /** (ln 2) / 64 in 2⁻⁶⁹. */
  private static final long STEP = Polynomial.rounded(Exact.LN_2, 63);

  /** 64 / ln 2 × 2¹⁹: multiplied with z² in 2⁻⁵⁴, it gives z²/2 in steps, 2⁻¹⁰. */
  private static final long STEPS = Polynomial.rounded(Exact.ratio(Exact.ONE, Exact.LN_2), 25);

  /** 64 / ln 2 × 2¹⁴: multiplied with a number in 2⁻⁶⁰, it gives it in steps, 2⁻¹⁰. */
  private static final long POWER_STEPS =
      Polynomial.rounded(Exact.ratio(Exact.ONE, Exact.LN_2), 20);

  /** z² = 88 in 2⁻⁵⁴: from here the density is below 2⁻⁶⁴. */
  private static final long FAR = 88L << 54;

  private static final long C1;
  private static final long C2;
  private static final long C3;
  private static final long C4;
  private static final long C5;
  private static final long C6;

  static {
    BigInteger step = Exact.LN_2.shiftRight(6);
    for (int i = 0; i < 64; i++) {
      BigInteger power = Exact.exp(step.multiply(BigInteger.valueOf(-i)));
      POWERS[i] = Polynomial.rounded(power, 63);
      DENSITIES[i] = Polynomial.rounded(Exact.ratio(power, Exact.ROOT_2_PI), 63);
    }
    // r in 2⁻⁶⁹ is, as a fraction of 2⁶⁴, the number 32 r.
    BigInteger[] series = new BigInteger[13];
    series[0] = BigInteger.ZERO;
    BigInteger term = Exact.ONE;
    for (int n = 1; n < series.length; n++) {
      term = term.shiftRight(5).divide(BigInteger.valueOf(-n));
      series[n] = term;
    }
    long[] c = Polynomial.economised(series, DEGREE, 64);
    C1 = c[1];
    C2 = c[2];
    C3 = c[3];
    C4 = c[4];
    C5 = c[5];
    C6 = c[6];
  }

  private Exponential() {}

  /**
   * eˣ.
   *
   * @param x in 2⁻⁶⁰, any number from {@code Long.MIN_VALUE} (−8) to {@link #MOST} (ln 8)
   * @return in 2⁻⁶⁰; the error is below 2 units × max(1, eˣ)
   * @throws RuleFailure if x is above {@link #MOST}
   */
  public static long exp(long x) {
    if (x > MOST) {
      throw new RuleFailure("exponential out of range: " + x);
    }
    long n = (Math.multiplyHigh(x, POWER_STEPS) + 512) >> 10;
    long tail = small(n * STEP - (x << 9));
    long i = -n & 63;
    long power = POWERS[(int) i];
    long value = power + Math.multiplyHigh(power >>> 1, tail << 1);
    long shift = 3 - ((n + i) >> 6);
    return shift == 0 ? value : (value + (1L << (shift - 1))) >>> shift;
  }

  /** e^−z²/2 ÷ √(2π) in 2⁻⁶³ for z in 2⁻⁵⁹; 0 where that is below 2⁻⁶³. */
  static long density(long z) {
    long high = Math.multiplyHigh(z, z);
    if (high >= FAR) {
      return 0;
    }
    long half = (high << 14) | ((z * z) >>> 50);
    long n = (Math.multiplyHigh(high, STEPS) + 512) >> 10;
    long top = DENSITIES[(int) n & 63];
    return (top + Math.multiplyHigh(top, small(half - n * STEP))) >>> (n >> 6);
  }

  /** e⁻ʳ − 1 in 2⁻⁶⁴ for r in 2⁻⁶⁹, |r| below 2⁻⁷. */
  private static long small(long r) {
    long sum = C5 + Math.multiplyHigh(C6, r);
    sum = C4 + Math.multiplyHigh(sum, r);
    sum = C3 + Math.multiplyHigh(sum, r);
    sum = C2 + Math.multiplyHigh(sum, r);
    sum = C1 + Math.multiplyHigh(sum, r);
    return Math.multiplyHigh(sum, r);
  }
}
