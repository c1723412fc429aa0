package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * Natural logarithms in 64 bits, without allocation.
 *
 * <p>A number is 2ᵉ m with 1 ≤ m &lt; 2; a table of 256 places holds r, m's reciprocal to 9 bits,
 * and −ln r; what is left is ln(1 + t) for t = m r − 1, |t| &lt; 2⁻⁸, by a polynomial (Tang,
 * "Table-driven implementation of the logarithm function", ACM TOMS 16, 1990). The coefficients are
 * those of the Taylor series, economised, computed when the class is loaded.
 */
public final class Logarithm {
  /** Binary places of {@link #ratio}. */
  public static final int PLACES = 60;

  /** Binary places of {@link #farRatio}. */
  static final int FAR_PLACES = 57;

  private static final int INDEX_BITS = 8;

  /** Places of the polynomial's value, which is below 2⁻⁷. */
  private static final int SMALL_PLACES = 69;

  private static final int MANTISSA_PLACES = 62;
  private static final int DEGREE = 6;
  private static final int MOST_TURNS = 10;

  private static final long[] RECIPROCALS = new long[1 << INDEX_BITS];
  private static final long[] LOGARITHMS = new long[1 << INDEX_BITS];
  private static final long[] TURNS = new long[2 * MOST_TURNS + 1];
  private static final long[] FAR_TURNS = new long[64];

  private static final long C1;
  private static final long C2;
  private static final long C3;
  private static final long C4;
  private static final long C5;
  private static final long C6;

  static {
    for (int i = 0; i < RECIPROCALS.length; i++) {
      // The middle of the interval is (2i + 513) / 512; its reciprocal, to the nearest 1/512.
      long twice = 2L * i + 513;
      RECIPROCALS[i] = (2 * 512 * 512 + twice) / (2 * twice);
      LOGARITHMS[i] =
          Polynomial.rounded(
              Exact.lnRatio(BigInteger.valueOf(512), BigInteger.valueOf(RECIPROCALS[i])),
              MANTISSA_PLACES);
    }
    for (int turns = -MOST_TURNS; turns <= MOST_TURNS; turns++) {
      TURNS[turns + MOST_TURNS] =
          Polynomial.rounded(Exact.LN_2.multiply(BigInteger.valueOf(turns)), PLACES);
    }
    for (int turns = 0; turns < FAR_TURNS.length; turns++) {
      FAR_TURNS[turns] =
          Polynomial.rounded(Exact.LN_2.multiply(BigInteger.valueOf(turns)), FAR_PLACES);
    }
    BigInteger[] series = new BigInteger[14];
    series[0] = BigInteger.ZERO;
    for (int n = 1; n < series.length; n++) {
      BigInteger term = Exact.ONE.shiftRight(7 * n).divide(BigInteger.valueOf(n));
      series[n] = n % 2 == 1 ? term : term.negate();
    }
    long[] c = Polynomial.economised(series, DEGREE, SMALL_PLACES);
    C1 = c[1];
    C2 = c[2];
    C3 = c[3];
    C4 = c[4];
    C5 = c[5];
    C6 = c[6];
  }

  private Logarithm() {}

  /**
   * ln(a ÷ b) for a, b &gt; 0, in 2⁻⁶⁰.
   *
   * @return the logarithm with an error below 1.5 units, or {@link Long#MIN_VALUE} if the numbers
   *     are more than 10 binary orders apart
   */
  static long ratioOrNone(long a, long b) {
    int zerosA = Long.numberOfLeadingZeros(a);
    int zerosB = Long.numberOfLeadingZeros(b);
    int turns = zerosB - zerosA;
    if (turns > MOST_TURNS || turns < -MOST_TURNS) {
      return Long.MIN_VALUE;
    }
    long mantissas = mantissa(a << zerosA) - mantissa(b << zerosB);
    return TURNS[turns + MOST_TURNS] + ((mantissas + 2) >> 2);
  }

  /**
   * ln(a ÷ b), in 2⁻⁶⁰.
   *
   * @param a above 0
   * @param b above 0, with 2⁻¹⁰ ≤ a ÷ b ≤ 2¹⁰
   * @return between −7.7 and 7.7; the error is below 1.5 units of 2⁻⁶⁰
   * @throws RuleFailure if an argument is not in its domain
   */
  public static long ratio(long a, long b) {
    if (a <= 0 || b <= 0) {
      throw new RuleFailure("logarithm of " + a + " / " + b);
    }
    long result = ratioOrNone(a, b);
    if (result == Long.MIN_VALUE) {
      throw new RuleFailure("logarithm out of range: " + a + " / " + b);
    }
    return result;
  }

  /** ln(a ÷ b) for a ≥ b > 0, in 2⁻⁵⁷; the error is below 1 unit. */
  static long farRatio(long a, long b) {
    int zerosA = Long.numberOfLeadingZeros(a);
    int zerosB = Long.numberOfLeadingZeros(b);
    long mantissas = mantissa(a << zerosA) - mantissa(b << zerosB);
    return FAR_TURNS[zerosB - zerosA] + ((mantissas + 16) >> 5);
  }

  /** ln m in 2⁻⁶² for m in [1, 2), given in 2⁻⁶³ unsigned with its last bit 0. */
  private static long mantissa(long m) {
    int i = (int) (m >>> 55) & 255;
    // 2⁷¹ m r less 2⁷¹, which is 0 in 64 bits: 2⁷¹ t, as a fraction of 2⁶⁴ the number 2⁷ t.
    long t = (m >>> 1) * RECIPROCALS[i];
    long sum = C5 + Math.multiplyHigh(C6, t);
    sum = C4 + Math.multiplyHigh(sum, t);
    sum = C3 + Math.multiplyHigh(sum, t);
    sum = C2 + Math.multiplyHigh(sum, t);
    sum = C1 + Math.multiplyHigh(sum, t);
    sum = Math.multiplyHigh(sum, t);
    return LOGARITHMS[i] + ((sum + 64) >> 7);
  }
}
