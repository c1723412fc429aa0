package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * The smile of an expiry between two others, or after the last: at each log-moneyness total
 * variance is linear in time, so that it does not fall in time where it does not between the two.
 *
 * @param near the earlier smile
 * @param far the later one
 * @param share of the earlier one's variance, 2⁻⁶⁴ unsigned
 */
public record BlendedSmile(Smile near, Smile far, long share) implements Smile {
  /**
   * The smile at {@code time} with {@code nearTime < time < farTime}: total variance is linear
   * between the two.
   *
   * @throws RuleFailure if the times are not ascending and above 0
   */
  public static BlendedSmile between(
      Smile near, long nearTime, Smile far, long farTime, long time) {
    if (nearTime <= 0 || nearTime >= time || time >= farTime) {
      throw new RuleFailure("times " + nearTime + ", " + time + ", " + farTime);
    }
    // variance = (T₁ v₁ (T₂ − T) + T₂ v₂ (T − T₁)) ÷ (T (T₂ − T₁)): the shares add up to 1.
    BigInteger part = BigInteger.valueOf(nearTime).multiply(BigInteger.valueOf(farTime - time));
    BigInteger whole = BigInteger.valueOf(time).multiply(BigInteger.valueOf(farTime - nearTime));
    return new BlendedSmile(near, far, part.shiftLeft(Long.SIZE).divide(whole).longValue());
  }

  /**
   * The smile at {@code time}, after the last one's: from there on total variance grows at each
   * strike by what it has at the money.
   *
   * @throws RuleFailure if the times are not ascending and above 0
   */
  public static BlendedSmile after(Smile last, long lastTime, long time) {
    if (lastTime <= 0 || lastTime >= time) {
      throw new RuleFailure("times " + lastTime + ", " + time);
    }
    long atTheMoney = last.variance(0);
    BigInteger share =
        BigInteger.valueOf(lastTime).shiftLeft(Long.SIZE).divide(BigInteger.valueOf(time));
    return new BlendedSmile(last, k -> atTheMoney, share.longValue());
  }

  @Override
  public long variance(long k) {
    long later = far.variance(k);
    return later + Smile.part(near.variance(k) - later, share);
  }
}
