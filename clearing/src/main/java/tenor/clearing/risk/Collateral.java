package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;

/**
 * One asset of an account's collateral.
 *
 * @param amount 10⁻⁶ of the asset, at least 0
 * @param price in the settlement asset, 10⁻⁸, at least 0
 * @param haircut from 0 to 1, 10⁻⁹
 * @param cap the most that counts, 10⁻⁶ of the settlement asset; {@link Long#MAX_VALUE} sets none
 * @param isStale whether its price is older than allowed
 * @param isOwnIssue whether the account's entity group issued it
 */
public record Collateral(
    long amount, long price, long haircut, long cap, boolean isStale, boolean isOwnIssue) {
  /** amount (10⁻⁶) × price (10⁻⁸) × fraction (10⁻⁹) over this is an amount (10⁻⁶). */
  private static final BigInteger SCALE = BigInteger.TEN.pow(17);

  /** Refuses what no rule could use. */
  public Collateral {
    if (amount < 0 || price < 0 || haircut < 0 || haircut > Fixed.FRACTION_ONE || cap < 0) {
      throw new RuleFailure("collateral of " + amount + " at " + price + " less " + haircut);
    }
  }

  /**
   * What it counts for, rounded down (RSK-11): min(cap, amount × price × (1 − haircut)), with twice
   * the haircut on a stale price, and nothing for an own issue.
   */
  public long counts() {
    if (isOwnIssue) {
      return 0;
    }
    BigInteger value = BigInteger.valueOf(amount).multiply(each());
    BigInteger whole = Fixed.quotient(value, SCALE, Rounding.DOWN);
    return Fixed.toLong(whole.min(BigInteger.valueOf(cap)));
  }

  /** price × (1 − haircut) of one unit, over {@link #SCALE}. */
  private BigInteger each() {
    long taken = Math.min(Fixed.FRACTION_ONE, isStale ? Fixed.times(2, haircut) : haircut);
    return BigInteger.valueOf(price)
        .multiply(BigInteger.valueOf(Fixed.minus(Fixed.FRACTION_ONE, taken)));
  }

  /** The same without a cap: what it counts for when it is taken. */
  public Collateral uncapped() {
    return new Collateral(amount, price, haircut, Long.MAX_VALUE, isStale, isOwnIssue);
  }

  /**
   * The least amount of the asset that counts for {@code credit}, which is above 0 and at most what
   * all of it counts for.
   */
  public long amountFor(long credit) {
    return Fixed.toLong(
        Fixed.quotient(BigInteger.valueOf(credit).multiply(SCALE), each(), Rounding.UP));
  }
}
