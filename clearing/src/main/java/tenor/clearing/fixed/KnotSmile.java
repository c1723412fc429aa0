package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.List;

/**
 * ORA-22: a smile through knots that are equally far apart in z = ln(K ÷ F) ÷ (σ √T), σ being the
 * volatility of the middle knot, where z is 0.
 *
 * <p>Between knots the variance is a cubic whose slope at a knot is the mean of the two secants
 * beside, at most three times either of them, and 0 where they differ in sign: that is monotone
 * where the knots are, and leaves their range nowhere (Fritsch and Carlson, "Monotone piecewise
 * cubic interpolation", SIAM J. Numer. Anal. 17, 1980). In the outermost cells the cubic is a
 * parabola, unless its slope at the end would point inwards: then that is 0. Beyond, variance goes
 * on as a line with the slope at the end, to 400 % at most.
 *
 * <p>At a fixed time T total variance is variance × T: it has the same shape.
 */
public final class KnotSmile implements Smile {
  private static final BigInteger VARIANCE_UNIT = BigInteger.TEN.pow(18);

  private final int side;
  private final long width;
  private final Mantissa perWidth;
  private final long[] variances;
  private final long[] slopes;

  private KnotSmile(long[] variances, long width) {
    this.side = variances.length / 2;
    this.width = width;
    this.perWidth = Mantissa.inverse(BigInteger.valueOf(width));
    this.variances = variances;
    this.slopes = slopes(variances);
  }

  /**
   * A smile.
   *
   * @param vols an odd number of them, at least 3, from the lowest z to the greatest, 10⁻⁹, from 1
   *     % to 400 %
   * @param step of z between two knots, 10⁻⁹, above 0
   * @param time to expiry at which the z are meant, above 0
   * @param year how many units of that time make a year
   * @throws RuleFailure if one of them is out of its domain
   */
  public static KnotSmile of(List<Long> vols, long step, long time, long year) {
    if (vols.size() < 3 || vols.size() % 2 == 0 || step <= 0 || time <= 0 || year <= 0) {
      throw new RuleFailure(vols.size() + " knots, step " + step + ", time " + time + "/" + year);
    }
    long[] variances = new long[vols.size()];
    for (int i = 0; i < variances.length; i++) {
      variances[i] = varianceOf(vols.get(i));
    }
    return new KnotSmile(variances, width(vols.get(vols.size() / 2), step, time, year));
  }

  /** A volatility's square, 2⁻⁵⁴, to the nearest. */
  static long varianceOf(long vol) {
    if (vol < ImpliedVolatility.LEAST || vol > ImpliedVolatility.MOST) {
      throw new RuleFailure("volatility out of range: " + vol);
    }
    BigInteger square = BigInteger.valueOf(vol).pow(2).shiftLeft(PLACES);
    return Fixed.toLong(Fixed.quotient(square, VARIANCE_UNIT, Rounding.HALF_EVEN));
  }

  /** What two knots are apart in ln K: step × σ × √T, 2⁻⁵⁶, rounded down. */
  private static long width(long vol, long step, long time, long year) {
    BigInteger square =
        BigInteger.valueOf(vol)
            .multiply(BigInteger.valueOf(step))
            .pow(2)
            .multiply(BigInteger.valueOf(time))
            .shiftLeft(2 * MONEYNESS_PLACES);
    BigInteger unit = VARIANCE_UNIT.pow(2).multiply(BigInteger.valueOf(year));
    long width = Fixed.toLong(square.divide(unit).sqrt());
    if (width <= 0) {
      throw new RuleFailure("knots too near: " + vol + ", step " + step + ", time " + time);
    }
    return width;
  }

  private static long[] slopes(long[] variances) {
    int last = variances.length - 1;
    long[] slopes = new long[variances.length];
    for (int i = 1; i < last; i++) {
      slopes[i] = slope(variances[i] - variances[i - 1], variances[i + 1] - variances[i]);
    }
    slopes[0] = Math.min(0, 2 * (variances[1] - variances[0]) - slopes[1]);
    slopes[last] = Math.max(0, 2 * (variances[last] - variances[last - 1]) - slopes[last - 1]);
    return slopes;
  }

  private static long slope(long a, long b) {
    boolean sameSign = (a > 0 && b > 0) || (a < 0 && b < 0);
    long most = 3 * Math.min(Math.abs(a), Math.abs(b));
    return sameSign ? Fixed.clamp((a + b) / 2, -most, most) : 0;
  }

  @Override
  public long variance(long k) {
    long distance = Math.abs(k);
    long cells = distance / width;
    int sign = k < 0 ? -1 : 1;
    return cells >= side
        ? wing(side + sign * side, sign, distance - side * width)
        : inside(side + sign * (int) cells, sign, share(distance - cells * width));
  }

  /** Beyond the last knot by this much, 2⁻⁵⁶. */
  private long wing(int knot, int sign, long excess) {
    long slope = sign * slopes[knot];
    if (slope == 0) {
      return variances[knot];
    }
    BigInteger rise = BigInteger.valueOf(slope).multiply(BigInteger.valueOf(excess));
    BigInteger most = BigInteger.valueOf(MOST - variances[knot]);
    return variances[knot] + rise.divide(BigInteger.valueOf(width)).min(most).longValue();
  }

  /** From a knot outwards by a share of the way to the next, 2⁻⁶⁴ unsigned. */
  private long inside(int knot, int sign, long share) {
    int next = knot + sign;
    long start = variances[knot];
    long end = variances[next];
    long rise = end - start;
    long out = sign * slopes[knot];
    long in = sign * slopes[next];
    // start + t (out + t ((3 rise − 2 out − in) + t (out + in − 2 rise)))
    long sum = 3 * rise - 2 * out - in + Smile.part(out + in - 2 * rise, share);
    sum = out + Smile.part(sum, share);
    sum = start + Smile.part(sum, share);
    return Fixed.clamp(sum, Math.min(start, end), Math.max(start, end));
  }

  /** rest ÷ width in 2⁻⁶⁴, unsigned, for 0 ≤ rest &lt; width. */
  private long share(long rest) {
    // A rest of at least 1 in a width below 2⁶³ is shifted by less than 64; that of 0 is 0 anyway.
    int zeros = Long.numberOfLeadingZeros(rest);
    long product = Math.unsignedMultiplyHigh(rest << zeros, perWidth.digits());
    int shift = perWidth.exponent() + 2 * Long.SIZE - zeros;
    return shift >= 0 ? product << shift : product >>> -shift;
  }

  /**
   * Whether both wings admit no arbitrage. With total variance w and its slope s at the last knot,
   * k away from the forward, that is s &lt; 2 (Lee, "The moment formula for implied volatility at
   * extreme strikes", Mathematical Finance 14, 2004) and s (k + √(w + w²/4)) ≤ 2 w: there the
   * density of prices is at least 0, and then it is so further out (Gatheral and Jacquier,
   * "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14, 2014, (2.1)).
   *
   * @param time to expiry, of which {@code year} make a year
   */
  public boolean hasTameWings(long time, long year) {
    int last = slopes.length - 1;
    return isTame(variances[0], -slopes[0], time, year)
        && isTame(variances[last], slopes[last], time, year);
  }

  private boolean isTame(long variance, long slope, long time, long year) {
    BigInteger rise = total(slope, time, year);
    BigInteger w = total(variance, time, year);
    BigInteger cell = BigInteger.valueOf(width);
    BigInteger root = w.shiftLeft(MONEYNESS_PLACES).add(w.multiply(w).shiftRight(2)).sqrt();
    BigInteger reach = cell.multiply(BigInteger.valueOf(side)).add(root);
    BigInteger twice = w.multiply(cell).shiftLeft(1);
    return rise.compareTo(cell.shiftLeft(1)) < 0 && rise.multiply(reach).compareTo(twice) <= 0;
  }

  /** variance × T in 2⁻⁵⁶. */
  private static BigInteger total(long variance, long time, long year) {
    return BigInteger.valueOf(variance)
        .multiply(BigInteger.valueOf(time))
        .shiftLeft(MONEYNESS_PLACES - PLACES)
        .divide(BigInteger.valueOf(year));
  }

  /** What two knots are apart in log-moneyness, 2⁻⁵⁶. */
  public long width() {
    return width;
  }

  /** The knots on each side of the middle. */
  public int side() {
    return side;
  }
}
