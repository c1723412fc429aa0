package tenor.clearing.fixed;

/** Square roots in 64 bits, without allocation. */
public final class Root {
  /** Binary places of argument and result. */
  public static final int PLACES = 60;

  private Root() {}

  /**
   * √x, exact and rounded down.
   *
   * @param x in 2⁻⁶⁰, at least 0
   * @return in 2⁻⁶⁰, below 2.83: the greatest whose square is not above x
   * @throws RuleFailure if x is negative
   */
  public static long sqrt(long x) {
    if (x < 0) {
      throw new RuleFailure("square root of a negative number: " + x);
    }
    if (x == 0) {
      return 0;
    }
    // An even shift to between ¼ and 1 in 2⁻⁶⁴; 1/√ of that lies between 1 and 2.
    int shift = Long.numberOfLeadingZeros(x) & ~1;
    long v = x << shift;
    // √(v 2⁻⁶⁴) in 2⁻⁶², and v = x 2^shift: √x = root × 2^(2 − shift/2) in 2⁻⁶⁰ × 2⁻².
    long root = Math.unsignedMultiplyHigh(v, InverseRoot.of(v)) >>> (shift >> 1);
    return corrected(x, root);
  }

  /** The root next to one that is a few units off. */
  private static long corrected(long x, long root) {
    long r = root;
    while (isAbove(r, x)) {
      r--;
    }
    while (!isAbove(r + 1, x)) {
      r++;
    }
    return r;
  }

  /** Whether r² is above x × 2⁶⁰. */
  private static boolean isAbove(long r, long x) {
    long high = Math.multiplyHigh(r, r);
    long wanted = x >>> 4;
    return high > wanted || (high == wanted && Long.compareUnsigned(r * r, x << PLACES) > 0);
  }
}
