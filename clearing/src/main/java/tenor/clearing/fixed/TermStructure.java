package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.Collection;
import java.util.OptionalLong;

/** ORA-19: whether total variance falls in time anywhere between two expiries. */
public final class TermStructure {
  /** What rounding may make of an equality, in units of a variance's last place. */
  private static final long DOUBT = 2;

  private TermStructure() {}

  /**
   * The first log-moneyness at which the later expiry has less total variance than the earlier;
   * empty if there is none.
   *
   * @param nearTime the time to the earlier expiry
   * @param farTime the time to the later one, from the same moment, in the same unit
   * @param points 2⁻⁵⁶
   */
  public static OptionalLong fall(
      Smile near, long nearTime, Smile far, long farTime, Collection<Long> points) {
    for (long k : points) {
      BigInteger before = total(near.variance(k), nearTime);
      BigInteger after = total(far.variance(k) + DOUBT, farTime);
      if (after.compareTo(before) < 0) {
        return OptionalLong.of(k);
      }
    }
    return OptionalLong.empty();
  }

  private static BigInteger total(long variance, long time) {
    return BigInteger.valueOf(variance).multiply(BigInteger.valueOf(time));
  }
}
