package tenor.clearing.systemic;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * What somebody has at stake in a settlement asset, 10⁻⁶ of it, of any size.
 *
 * @param notional what the positions control, at least 0
 * @param equity negative if more is owed than there is
 * @param maintenance required
 */
record Stake(BigInteger notional, BigInteger equity, BigInteger maintenance) {
  static final Stake NONE = new Stake(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  static Stake ofNotional(BigInteger notional) {
    return new Stake(notional, BigInteger.ZERO, BigInteger.ZERO);
  }

  static Stake ofMargin(long equity, long maintenance) {
    return new Stake(BigInteger.ZERO, BigInteger.valueOf(equity), BigInteger.valueOf(maintenance));
  }

  Stake plus(Stake other) {
    return new Stake(
        notional.add(other.notional), equity.add(other.equity), maintenance.add(other.maintenance));
  }

  boolean isNothing() {
    return equals(NONE);
  }

  /** SYS-02: notional over equity, 10⁻⁹, up; 0 where equity is not above 0. */
  long leverage() {
    if (equity.signum() <= 0) {
      return 0;
    }
    BigInteger ratio =
        Fixed.quotient(
            notional.multiply(BigInteger.valueOf(Fixed.FRACTION_ONE)), equity, Rounding.UP);
    return ratio.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
