package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;

/**
 * The offset ω that a margin class earns by its correlation, epoch by epoch; all in 10⁻⁹.
 *
 * @param epochs of history
 * @param least the smallest correlation seen after the first 250 epochs; 1 before
 * @param omega granted now
 */
public record Offset(long epochs, long least, long omega) {
  /** No history, no offset. */
  public static final Offset NONE = new Offset(0, Fixed.FRACTION_ONE, 0);

  private static final long HISTORY = 250;

  /** The most by which ω rises in an epoch. */
  private static final long RISE = 10_000_000;

  /**
   * The bounds of an offset.
   *
   * @param most ω_max, at most 0.8
   * @param low the correlation at which nothing is granted
   * @param high the correlation at which all is
   */
  public record Bounds(long most, long low, long high) {
    private static final long LIMIT = 800_000_000;

    /** Refuses what governance must not set: high below 1 − 2 (1 − ω_max)². */
    public Bounds {
      long rest = Fixed.minus(Fixed.FRACTION_ONE, most);
      long square = Fixed.mulDiv(rest, rest, Fixed.FRACTION_ONE, Rounding.DOWN);
      if (most < 0 || most > LIMIT || low >= high || high > Fixed.FRACTION_ONE) {
        throw new RuleFailure("offset out of bounds: " + most);
      }
      if (high < Fixed.minus(Fixed.FRACTION_ONE, Fixed.times(2, square))) {
        throw new RuleFailure("an offset of " + most + " from " + high);
      }
    }
  }

  /**
   * The zero-mean correlation of two underlyings, rounded down.
   *
   * @param covariance exponentially weighted mean of the products of their returns, 10⁻¹⁸
   * @param one variance of the first, 10⁻¹⁸
   * @param other variance of the second, 10⁻¹⁸
   * @return from −1 to 1; 0 where one never moved
   */
  public static long correlation(long covariance, long one, long other) {
    BigInteger root = BigInteger.valueOf(one).multiply(BigInteger.valueOf(other)).sqrt();
    if (root.signum() == 0) {
      return 0;
    }
    BigInteger ratio =
        Fixed.quotient(
            BigInteger.valueOf(covariance).multiply(BigInteger.valueOf(Fixed.FRACTION_ONE)),
            root,
            Rounding.DOWN);
    BigInteger one9 = BigInteger.valueOf(Fixed.FRACTION_ONE);
    return Fixed.toLong(ratio.min(one9).max(one9.negate()));
  }

  /**
   * After an epoch (RSK-18): ρ_apc = min(ρ, ¾ ρ + ¼ ρ_min), ω = ω_max × clamp((ρ_apc − low) ÷ (high
   * − low), 0, 1), falling at once, rising at most 0.01, and 0 without 250 epochs of history.
   *
   * @param correlation ρ, the smallest of all pairs
   */
  public Offset next(long correlation, Bounds bounds) {
    long age = Fixed.plus(epochs, 1);
    if (age <= HISTORY) {
      return new Offset(age, Fixed.FRACTION_ONE, 0);
    }
    long smallest = Math.min(least, correlation);
    long weighted =
        Fixed.divide(Fixed.plus(Fixed.times(3, correlation), smallest), 4, Rounding.DOWN);
    long above = Fixed.minus(Math.min(correlation, weighted), bounds.low());
    long width = Fixed.minus(bounds.high(), bounds.low());
    long wanted = Fixed.mulDiv(bounds.most(), Fixed.clamp(above, 0, width), width, Rounding.DOWN);
    return new Offset(age, smallest, Math.min(wanted, Fixed.plus(omega, RISE)));
  }
}
