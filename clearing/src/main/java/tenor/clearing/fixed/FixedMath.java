package tenor.clearing.fixed;

import java.math.BigInteger;

/** Functions of real numbers in integers, each with the bound of its error. */
public final class FixedMath {
  /** The number 1 where arguments and results are in 10⁻¹⁸. */
  public static final long ONE = 1_000_000_000_000_000_000L;

  private static final BigInteger DECIMAL_ONE = BigInteger.valueOf(ONE);

  /** Binary places carried inside. */
  private static final int PLACES = 128;

  private static final BigInteger BINARY_ONE = BigInteger.ONE.shiftLeft(PLACES);

  /** ⌊2¹²⁸ ln 2⌋. */
  private static final BigInteger LN_2 = new BigInteger("b17217f7d1cf79abc9e3b39803f2f6af", 16);

  private FixedMath() {}

  /**
   * eˣ in 10⁻¹⁸ for x in 10⁻¹⁸, every {@code long} allowed (|x| below 9.3). The error is less than
   * 0.5 + 10⁻¹² units of 10⁻¹⁸, so it is the nearest number but where two are as near.
   *
   * <p>Method: the classic argument reduction x = k ln 2 + r with 0 ≤ r &lt; ln 2, the Taylor
   * series of eʳ, and a shift by k (Muller, "Elementary Functions", ch. 5 and 11), in 128 binary
   * places. The argument and k ln 2 are off by at most 15 units of 2⁻¹²⁸, each of the at most 35
   * terms by two, and the shift multiplies that by at most 2¹³ (|k| ≤ 14): below 2⁻¹⁰⁷, far less
   * than 10⁻¹² × 10⁻¹⁸.
   */
  public static BigInteger exp(long x) {
    BigInteger argument =
        Fixed.quotient(BigInteger.valueOf(x).shiftLeft(PLACES), DECIMAL_ONE, Rounding.HALF_EVEN);
    BigInteger turns = Fixed.quotient(argument, LN_2, Rounding.DOWN);
    BigInteger series = series(argument.subtract(turns.multiply(LN_2)));
    BigInteger shifted = series.shiftLeft(turns.intValueExact());
    return Fixed.quotient(shifted.multiply(DECIMAL_ONE), BINARY_ONE, Rounding.HALF_EVEN);
  }

  /** {@code value × eˣ} for x in 10⁻¹⁸, rounded once after {@link #exp}. */
  public static long timesExp(long value, long x, Rounding rounding) {
    if (x == 0) {
      return value;
    }
    BigInteger product = BigInteger.valueOf(value).multiply(exp(x));
    return Fixed.toLong(Fixed.quotient(product, DECIMAL_ONE, rounding));
  }

  /** Σ rⁿ/n! in 2⁻¹²⁸ until a term is nothing. */
  private static BigInteger series(BigInteger r) {
    BigInteger sum = BINARY_ONE;
    BigInteger term = BINARY_ONE;
    for (int n = 1; term.signum() != 0; n++) {
      term = term.multiply(r).shiftRight(PLACES).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    return sum;
  }
}
