package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Logarithm;
import tenor.clearing.fixed.Rounding;

/**
 * What an underlying's returns say of its volatility, epoch by epoch.
 *
 * @param variance v, the exponentially weighted mean square of returns, 10⁻¹⁸
 * @param stress the largest volatility of 20 epochs so far, or its governed start, 10⁻⁹
 * @param used the volatility in use, which falls slowly; 10⁻⁹
 * @param recent the last returns, at most 20, oldest first; 10⁻⁹
 */
public record Volatility(long variance, long stress, long used, List<Long> recent) {
  /** Returns that make a first variance, and among which the largest is left out of stress. */
  public static final int WINDOW = 20;

  private static final BigInteger LN_ONE = BigInteger.ONE.shiftLeft(Logarithm.PLACES);

  /** Keeps its own copy. */
  public Volatility {
    recent = List.copyOf(recent);
  }

  /** The log return from one price to the next, both above 0; 10⁻⁹, to the nearest. */
  public static long logReturn(long before, long after) {
    BigInteger logarithm =
        BigInteger.valueOf(Logarithm.ratio(after, before))
            .multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));
    return Fixed.toLong(Fixed.quotient(logarithm, LN_ONE, Rounding.HALF_EVEN));
  }

  /**
   * Where it begins (RSK-13): v is the mean square of the first 20 returns, stress the governed
   * start or √v if that is more.
   */
  public static Volatility of(List<Long> first, long stressStart, AdaptiveTerms terms) {
    BigInteger sum = squares(first);
    long variance =
        Fixed.toLong(Fixed.quotient(sum, BigInteger.valueOf(first.size()), Rounding.HALF_EVEN));
    long stress = Math.max(stressStart, Fixed.sqrt(variance));
    Volatility begun = new Volatility(variance, stress, 0, first);
    return new Volatility(variance, stress, begun.target(terms), first);
  }

  /** σ_apc = max(floor, √v, ¾ √v + ¼ σ_stress) (RSK-14), 10⁻⁹. */
  private long target(AdaptiveTerms terms) {
    long now = Fixed.sqrt(variance);
    long weighted = Fixed.divide(Fixed.plus(Fixed.times(3, now), stress), 4, Rounding.HALF_EVEN);
    return Math.max(terms.floor(), Math.max(now, weighted));
  }

  /** What it is after an epoch's return (RSK-13 to RSK-15), 10⁻⁹. */
  public Volatility next(long epochReturn, AdaptiveTerms terms) {
    List<Long> returns = new ArrayList<>(recent);
    returns.add(epochReturn);
    if (returns.size() > WINDOW) {
      returns.removeFirst();
    }
    long moved = averaged(epochReturn, terms);
    Volatility next = new Volatility(moved, Math.max(stress, trimmed(returns)), used, returns);
    long least =
        Fixed.mulDiv(
            used,
            Fixed.minus(Fixed.FRACTION_ONE, terms.decay()),
            Fixed.FRACTION_ONE,
            Rounding.HALF_EVEN);
    return new Volatility(moved, next.stress, Math.max(next.target(terms), least), next.recent);
  }

  /** λ v + (1 − λ) r², 10⁻¹⁸. */
  private long averaged(long epochReturn, AdaptiveTerms terms) {
    BigInteger old = BigInteger.valueOf(variance).multiply(BigInteger.valueOf(terms.lambda()));
    BigInteger square = BigInteger.valueOf(epochReturn).pow(2);
    BigInteger fresh =
        square.multiply(BigInteger.valueOf(Fixed.minus(Fixed.FRACTION_ONE, terms.lambda())));
    return Fixed.toLong(
        Fixed.quotient(old.add(fresh), BigInteger.valueOf(Fixed.FRACTION_ONE), Rounding.HALF_EVEN));
  }

  /**
   * The root mean square of 20 returns without the largest (RSK-14); 0 as long as there are less.
   */
  private static long trimmed(List<Long> returns) {
    if (returns.size() < WINDOW) {
      return 0;
    }
    BigInteger largest = BigInteger.ZERO;
    for (long one : returns) {
      largest = largest.max(BigInteger.valueOf(one).pow(2));
    }
    return Fixed.toLong(
        Fixed.sqrt(
            Fixed.quotient(
                squares(returns).subtract(largest),
                BigInteger.valueOf(WINDOW - 1),
                Rounding.HALF_EVEN)));
  }

  private static BigInteger squares(List<Long> returns) {
    BigInteger sum = BigInteger.ZERO;
    for (long one : returns) {
      sum = sum.add(BigInteger.valueOf(one).pow(2));
    }
    return sum;
  }

  /**
   * The price scan range (RSK-15): z × traffic light × σ_used × √MPOR, rounded up.
   *
   * @param light factor of {@link TrafficLight}, 10⁻⁹
   * @return a fraction, 10⁻⁹
   */
  public long scanRange(AdaptiveTerms terms, long light) {
    BigInteger product =
        BigInteger.valueOf(terms.multiple())
            .multiply(BigInteger.valueOf(light))
            .multiply(BigInteger.valueOf(used));
    // √(epochs × 10⁻⁹) in 10⁻¹⁸.
    BigInteger root = BigInteger.valueOf(terms.epochs()).multiply(BigInteger.TEN.pow(27)).sqrt();
    return Fixed.toLong(
        Fixed.quotient(product.multiply(root), BigInteger.TEN.pow(36), Rounding.UP));
  }

  /**
   * The range that the return of an epoch not yet over demands (RSK-16): never less than that of
   * its beginning.
   */
  public long raisedRange(long running, AdaptiveTerms terms, long light) {
    return Math.max(scanRange(terms, light), next(running, terms).scanRange(terms, light));
  }
}
