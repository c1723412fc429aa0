package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * ORA-29: the model-free implied variance of a smile: what a strip of options out of the money says
 * of the mean variance until they expire, whatever the process (Demeterfi, Derman, Kamal and Zou,
 * "A guide to volatility and variance swaps", Journal of Derivatives 6, 1999; also Carr and Madan,
 * 1998): w = 2 ∫ o(k) e⁻ᵏ dk, o being their price over the forward, k their log-moneyness.
 *
 * <p>The integral is Simpson's sum at every eighth of σ√T, σ being the volatility at the money, to
 * twelve of them on each side, or to k = ±3 where that is nearer. That sum is the rule; for a level
 * smile up to 100 % and 30 days it is off by less than 3 × 10⁻⁷ of the variance.
 */
public final class ModelFree {
  /** Variance in percent squared, 10⁻⁸: a volatility of 1 is 10⁴. */
  private static final BigInteger PERCENT_SQUARED = BigInteger.TEN.pow(12);

  private static final int PARTS = 8;
  private static final int REACH = 12;
  private static final int PRICE_PLACES = 16;
  private static final int RATIO_PLACES = 40;

  private final Black76 model = Black76.fast();

  /** A calculator, to be used again and again by one thread. */
  public ModelFree() {}

  /**
   * The variance a year.
   *
   * @param time to expiry, above 0, of which {@code year} make a year
   * @return in percent squared, 10⁻⁸: 20 % is 400
   */
  public long variance(Smile smile, long time, long year) {
    model.expiry(time, year);
    long step = step(smile, time, year);
    // Even, so that Simpson's parabolas end at the kink at the money and at both ends.
    long most = Math.min(PARTS * REACH, UnitStrikes.WIDEST / step) & ~1L;
    BigInteger sum = BigInteger.ZERO;
    for (long i = -most; i <= most; i++) {
      boolean end = i == -most || i == most;
      long weight = end ? 1 : i % 2 == 0 ? 2 : 4;
      sum = sum.add(part(smile, i * step).multiply(BigInteger.valueOf(weight)));
    }
    // 2 × step ÷ 3 × sum × year ÷ time
    BigInteger top =
        sum.multiply(BigInteger.valueOf(step))
            .multiply(BigInteger.valueOf(year))
            .multiply(PERCENT_SQUARED)
            .shiftLeft(1);
    BigInteger bottom =
        BigInteger.valueOf(time)
            .multiply(BigInteger.valueOf(3))
            .shiftLeft(Smile.MONEYNESS_PLACES + PRICE_PLACES + RATIO_PLACES);
    return Fixed.toLong(Fixed.quotient(top, bottom, Rounding.HALF_EVEN));
  }

  /** An eighth of σ√T, 2⁻⁵⁶, at least 1. */
  private static long step(Smile smile, long time, long year) {
    BigInteger total =
        BigInteger.valueOf(smile.variance(0))
            .multiply(BigInteger.valueOf(time))
            .shiftLeft(2 * Smile.MONEYNESS_PLACES - Smile.PLACES)
            .divide(BigInteger.valueOf(year));
    return Math.max(1, total.sqrt().longValue() / PARTS);
  }

  /** o(k) e⁻ᵏ: the price of what is out of the money at a strike, over the strike. */
  private BigInteger part(Smile smile, long k) {
    long strike = UnitStrikes.at(k);
    long vol = Smile.fineVolOf(smile.variance(k));
    model.value(k >= 0, UnitStrikes.FORWARD, strike, vol, Black76.ONE, PRICE_PLACES);
    return BigInteger.valueOf(model.forwardPrice())
        .shiftLeft(RATIO_PLACES)
        .divide(BigInteger.valueOf(strike));
  }
}
