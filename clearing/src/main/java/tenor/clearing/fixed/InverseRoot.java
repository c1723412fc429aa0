package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * 1 ÷ √v by a table of 9 bits and two steps of third order, the series of (1 − e)^−½ to e² with e =
 * 1 − v y² (Markstein, "IA-64 and Elementary Functions", ch. 9).
 */
final class InverseRoot {
  private static final int INDEX_BITS = 9;
  private static final long[] STARTS = new long[1 << INDEX_BITS];

  /** The number 1 in 2⁻⁶². */
  private static final long ONE = 1L << 62;

  static {
    for (int i = 1 << (INDEX_BITS - 2); i < STARTS.length; i++) {
      // The middle of the interval is (2i + 1) / 2¹⁰; 2³¹ / √ of it is √(2⁷² / (2i + 1)).
      STARTS[i] = BigInteger.TWO.pow(72).divide(BigInteger.valueOf(2 * i + 1)).sqrt().longValue();
    }
  }

  private InverseRoot() {}

  /**
   * 1 ÷ √v, in 2⁻⁶² unsigned.
   *
   * @param v in 2⁻⁶⁴ unsigned, at least ¼
   * @return from 1 to 2; the error is below 3 units of 2⁻⁶²
   */
  static long of(long v) {
    long start = STARTS[(int) (v >>> (64 - INDEX_BITS))];
    long y = (start << 32) + (Math.multiplyHigh(start << 31, step(v, start * start)) << 1);
    long half = y >>> 1;
    return half + Math.multiplyHigh(half, step(v, Math.unsignedMultiplyHigh(y, y)));
  }

  /** What is to be added to y relative to y, 2⁻⁶⁴, its square being given in 2⁻⁶². */
  private static long step(long v, long square) {
    long e = (ONE - Math.unsignedMultiplyHigh(v, square)) << 2;
    return (e >> 1) + 3 * (Math.multiplyHigh(e, e) >> 3);
  }
}
