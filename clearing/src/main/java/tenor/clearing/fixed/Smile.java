package tenor.clearing.fixed;

/**
 * Implied volatility of one expiry as a function of log-moneyness k = ln(K ÷ F). Variances are
 * squares of volatilities, so that total variance is variance × time to expiry.
 */
public interface Smile {
  /** Binary places of a variance. */
  int PLACES = 54;

  /** Binary places of a log-moneyness. */
  int MONEYNESS_PLACES = 56;

  /** The greatest variance, that of a volatility of 400 %. */
  long MOST = 16L << PLACES;

  /** Beyond this log-moneyness a smile is read at it: 7, well outside of e^±3. */
  long FARTHEST = 7L << MONEYNESS_PLACES;

  /**
   * The variance at a log-moneyness.
   *
   * @param k 2⁻⁵⁶, from −{@link #FARTHEST} to {@link #FARTHEST}
   * @return 2⁻⁵⁴ a year, above 0, at most {@link #MOST}
   */
  long variance(long k);

  /** The volatility at a strike, 10⁻⁹, to the nearest. */
  default long vol(long strike, long forward) {
    return volOf(variance(moneyness(strike, forward)));
  }

  /**
   * ln(K ÷ F) in 2⁻⁵⁶, with an error below 1.1 units, at most {@link #FARTHEST} either way.
   *
   * @throws RuleFailure if one of them is not above 0
   */
  static long moneyness(long strike, long forward) {
    if (strike <= 0 || forward <= 0) {
      throw new RuleFailure("moneyness of strike " + strike + ", forward " + forward);
    }
    long k = Logarithm.ratioOrNone(strike, forward);
    if (k == Long.MIN_VALUE) {
      return strike > forward ? FARTHEST : -FARTHEST;
    }
    return Fixed.clamp(k >> (Logarithm.PLACES - MONEYNESS_PLACES), -FARTHEST, FARTHEST);
  }

  /** √variance in 10⁻⁹, to the nearest. */
  static long volOf(long variance) {
    return (Math.unsignedMultiplyHigh(half(variance), Fixed.FRACTION_ONE << 4) + 1) >> 1;
  }

  /** √variance in 10⁻¹⁸, for those who compare prices; the error is below 10⁻¹⁴ from 1 % on. */
  static long fineVolOf(long variance) {
    return Math.unsignedMultiplyHigh(half(variance), FixedMath.ONE << 3);
  }

  /** √variance ÷ 2 in 2⁻⁶², unsigned. */
  private static long half(long variance) {
    // A quarter of the variance in 2⁻⁶⁰ is in the root's domain.
    return Root.sqrt(variance << (Root.PLACES - PLACES - 2)) << 2;
  }

  /** ⌊value × share⌋, share unsigned in 2⁻⁶⁴. */
  static long part(long value, long share) {
    return Math.multiplyHigh(value, share) + ((share >> 63) & value);
  }
}
