package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.Arrays;

/** Makes short polynomials from long ones when tables are built. */
final class Polynomial {
  /** More coefficients than any series has. */
  private static final int LONGEST = 32;

  private static final BigInteger[][] CHEBYSHEV = chebyshev();

  private Polynomial() {}

  /**
   * The coefficients of a polynomial of a lower degree that differs little for |t| ≤ ½: Lanczos
   * economisation, which takes away the highest power by a multiple of the Chebyshev polynomial of
   * that degree, again and again (Lanczos, "Applied Analysis", ch. VII). What is neglected is at
   * most Σ |aₙ| 2⁻ⁿ 2¹⁻ⁿ over the degrees taken away, aₙ as they stand when they are.
   *
   * @param series coefficients of powers of t from the lowest, in 2⁻¹⁹²
   * @param places binary places of the result
   */
  static long[] economised(BigInteger[] series, int degree, int places) {
    BigInteger[] left = series.clone();
    for (int n = left.length - 1; n > degree; n--) {
      BigInteger[] chebyshev = CHEBYSHEV[n];
      BigInteger highest = left[n];
      for (int k = 0; k <= n; k++) {
        left[k] = left[k].subtract(highest.multiply(chebyshev[k]).divide(chebyshev[n]));
      }
    }
    return Arrays.stream(left, 0, degree + 1).mapToLong(c -> rounded(c, places)).toArray();
  }

  /** A number in 2⁻¹⁹² rounded to the nearest of these places; the lower 64 bits of it. */
  static long rounded(BigInteger number, int places) {
    return number
        .shiftRight(Exact.PLACES - places - 1)
        .add(BigInteger.ONE)
        .shiftRight(1)
        .longValue();
  }

  /** The Chebyshev polynomials Tₙ(2t), n from 0: their highest coefficients are 2²ⁿ⁻¹. */
  private static BigInteger[][] chebyshev() {
    BigInteger[][] all = new BigInteger[LONGEST][];
    all[0] = new BigInteger[] {BigInteger.ONE};
    all[1] = new BigInteger[] {BigInteger.ZERO, BigInteger.TWO};
    for (int n = 2; n < LONGEST; n++) {
      // Tₙ(2t) = 4t Tₙ₋₁(2t) − Tₙ₋₂(2t).
      all[n] = new BigInteger[n + 1];
      for (int k = 0; k <= n; k++) {
        BigInteger raised = k == 0 ? BigInteger.ZERO : all[n - 1][k - 1].shiftLeft(2);
        all[n][k] = k < n - 1 ? raised.subtract(all[n - 2][k]) : raised;
      }
    }
    return all;
  }
}
