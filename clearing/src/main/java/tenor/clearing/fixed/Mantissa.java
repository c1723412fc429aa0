package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * A positive number as digits × 2^exponent.
 *
 * @param digits unsigned, the highest bit set
 */
record Mantissa(long digits, int exponent) {
  /** 1 ÷ n, to the nearest. */
  static Mantissa inverse(BigInteger n) {
    int shift = 63 + n.bitLength();
    BigInteger digits = Fixed.quotient(BigInteger.ONE.shiftLeft(shift), n, Rounding.HALF_EVEN);
    // A power of two gives 2⁶⁴ here.
    return digits.bitLength() > 64
        ? new Mantissa(digits.shiftRight(1).longValue(), 1 - shift)
        : new Mantissa(digits.longValue(), -shift);
  }
}
