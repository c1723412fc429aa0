package tenor.clearing.fixed;

/** Division of 128 bits by 64 without allocation. */
final class LongDivision {
  private static final int HALF = 32;
  private static final long LOW = 0xffff_ffffL;

  private LongDivision() {}

  /**
   * ⌊(high × 2⁶⁴ + low) ÷ divisor⌋, all of them unsigned, high below divisor: schoolbook division
   * by two digits of 32 bits (Knuth, "The Art of Computer Programming", 4.3.1, algorithm D).
   */
  static long quotient(long high, long low, long divisor) {
    int shift = Long.numberOfLeadingZeros(divisor);
    long normal = divisor << shift;
    // A shift by 64 would be one by 0.
    long top = high << shift | low >>> 1 >>> (Long.SIZE - 1 - shift);
    long rest = low << shift;
    long first = digit(top, rest >>> HALF, normal);
    // What is left is below the divisor, so bits beyond 64 cancel.
    long left = (top << HALF | rest >>> HALF) - first * normal;
    return (first << HALF) + digit(left, rest & LOW, normal);
  }

  /** ⌊(top × 2³² + next) ÷ divisor⌋ below 2³², the divisor's highest bit being set. */
  private static long digit(long top, long next, long divisor) {
    long upper = divisor >>> HALF;
    long lower = divisor & LOW;
    long digit = Long.divideUnsigned(top, upper);
    long left = top - digit * upper;
    // The guess is at most two too great.
    while (left >>> HALF == 0
        && (digit >>> HALF != 0 || Long.compareUnsigned(digit * lower, left << HALF | next) > 0)) {
      digit--;
      left += upper;
    }
    return digit;
  }
}
