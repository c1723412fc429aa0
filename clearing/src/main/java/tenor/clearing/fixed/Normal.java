package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * The standard normal distribution in 64 bits, without allocation.
 *
 * <p>Tails are φ(z) times Mills' ratio, M(z) = N(−z) ÷ φ(z), which falls smoothly from √(π/2) to 0:
 * for each sixteenth of z a polynomial of degree 8. Its coefficients are M's Taylor series about
 * the middle, from M′ = z M − 1 (so (n + 1) cₙ₊₁ = z cₙ + cₙ₋₁), economised; the values go down
 * from z = 23 by these series, which is the stable direction, and begin there with Laplace's
 * continued fraction (Abramowitz and Stegun 26.2.14). All is computed when the class is loaded.
 */
public final class Normal {
  /** Binary places of a number of standard deviations. */
  public static final int PLACES = 59;

  /** Binary places of a density or probability. */
  public static final int PROBABILITY_PLACES = 62;

  /** The probability 1. */
  public static final long ONE = 1L << PROBABILITY_PLACES;

  /** Mills' ratio is tabulated below this many standard deviations, and the density is 0 there. */
  private static final int END = 23;

  private static final int DEGREE = 8;
  private static final int WIDTH = DEGREE + 1;
  private static final int PARTS = 16;

  /** Coefficients of powers of (z − middle) × 16, 2⁻⁶³, by interval. */
  private static final long[] MILLS = new long[END * PARTS * WIDTH];

  static {
    BigInteger top = Exact.ONE.multiply(BigInteger.valueOf(END));
    BigInteger value = laplace(top);
    BigInteger middle = top;
    for (int i = END * PARTS - 1; i >= 0; i--) {
      BigInteger next = Exact.ONE.multiply(BigInteger.valueOf(2 * i + 1)).shiftRight(5);
      value = sum(series(middle, value), next.subtract(middle));
      middle = next;
      BigInteger[] scaled = series(middle, value);
      for (int n = 0; n < scaled.length; n++) {
        scaled[n] = scaled[n].shiftRight(4 * n);
      }
      System.arraycopy(Polynomial.economised(scaled, DEGREE, 63), 0, MILLS, i * WIDTH, WIDTH);
    }
  }

  private Normal() {}

  /**
   * The density φ(z).
   *
   * @param z in 2⁻⁵⁹, every number
   * @return in 2⁻⁶², from 0 to 0.4; the error is below 3 units
   */
  public static long density(long z) {
    return (Exponential.density(z) + 1) >> 1;
  }

  /**
   * The distribution N(z).
   *
   * @param z in 2⁻⁵⁹, every number
   * @return in 2⁻⁶², from 0 to {@link #ONE}; the error is below 4 units; N(z) + N(−z) is 1 but for
   *     z = 0
   */
  public static long distribution(long z) {
    long tail = tail(z < 0 ? -z : z);
    return z < 0 ? tail : ONE - tail;
  }

  private static long tail(long z) {
    long density = Exponential.density(z);
    return density == 0 ? 0 : Math.unsignedMultiplyHigh(density, mills(z));
  }

  /** Mills' ratio in 2⁻⁶³ unsigned, for z in 2⁻⁵⁹ unsigned, from 0 to 23, exclusive. */
  static long mills(long z) {
    int at = (int) (z >>> 55) * WIDTH;
    // From the middle of the interval in intervals, 2⁻⁶⁴.
    long t = (z << 9) ^ Long.MIN_VALUE;
    long sum = MILLS[at + 7] + Math.multiplyHigh(MILLS[at + 8], t);
    sum = MILLS[at + 6] + Math.multiplyHigh(sum, t);
    sum = MILLS[at + 5] + Math.multiplyHigh(sum, t);
    sum = MILLS[at + 4] + Math.multiplyHigh(sum, t);
    sum = MILLS[at + 3] + Math.multiplyHigh(sum, t);
    sum = MILLS[at + 2] + Math.multiplyHigh(sum, t);
    sum = MILLS[at + 1] + Math.multiplyHigh(sum, t);
    return MILLS[at] + Math.multiplyHigh(sum, t);
  }

  /** 1 / (z + 1 / (z + 2 / (z + 3 / …))), far more terms than are needed at this z. */
  private static BigInteger laplace(BigInteger z) {
    BigInteger rest = z;
    for (int n = 200; n >= 1; n--) {
      rest = z.add(Exact.ratio(Exact.ONE, rest).multiply(BigInteger.valueOf(n)));
    }
    return Exact.ratio(Exact.ONE, rest);
  }

  /** The Taylor coefficients of Mills' ratio about z, where its value is given. */
  private static BigInteger[] series(BigInteger z, BigInteger value) {
    BigInteger[] c = new BigInteger[24];
    c[0] = value;
    c[1] = Exact.times(z, value).subtract(Exact.ONE);
    for (int n = 1; n < c.length - 1; n++) {
      c[n + 1] = Exact.times(z, c[n]).add(c[n - 1]).divide(BigInteger.valueOf(n + 1));
    }
    return c;
  }

  private static BigInteger sum(BigInteger[] series, BigInteger offset) {
    BigInteger sum = BigInteger.ZERO;
    for (int n = series.length - 1; n >= 0; n--) {
      sum = Exact.times(sum, offset).add(series[n]);
    }
    return sum;
  }
}
