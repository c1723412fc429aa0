package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * Turns prices of a contract into amounts with as many binary places as fit in 64 bits, without
 * allocation: price × multiplier ÷ 10⁸ by one multiplication. The relative error is below 2⁻⁶¹ of
 * the greatest price.
 */
public final class ValueScale {
  /** The weight 1 of a scenario, 10⁻⁹. */
  public static final long WEIGHT_ONE = Fixed.FRACTION_ONE;

  private static final int MOST_PLACES = 62;

  private final long factor;
  private final int up;
  private final int places;

  private ValueScale(long factor, int up, int places) {
    this.factor = factor;
    this.up = up;
    this.places = places;
  }

  /**
   * The scale of a contract.
   *
   * @param multiplier 10⁻⁶ units of the underlying, above 0
   * @param pricePlaces binary places of prices after 10⁻⁸, up to 36
   * @param mostPrice no price is above it
   * @throws RuleFailure if the contract can be worth 2⁶² amount units or more
   */
  public static ValueScale of(long multiplier, int pricePlaces, long mostPrice) {
    BigInteger unit = BigInteger.valueOf(Fixed.PRICE_ONE).shiftLeft(pricePlaces);
    int shift = 64 + unit.bitLength() - BigInteger.valueOf(multiplier).bitLength();
    BigInteger digits = BigInteger.valueOf(multiplier).shiftLeft(shift).divide(unit);
    if (digits.bitLength() > 64) {
      digits = digits.shiftRight(1);
      shift--;
    }
    // digits × 2^−shift is multiplier ÷ unit.
    int up = Long.numberOfLeadingZeros(mostPrice) - 1;
    int places = up - 64 + shift;
    if (places < 0 || multiplier <= 0 || mostPrice <= 0) {
      throw new RuleFailure("contract of too great a value: " + mostPrice + " * " + multiplier);
    }
    int spare = Math.max(0, places - MOST_PLACES);
    return new ValueScale(digits.longValue(), up - spare, places - spare);
  }

  /** The value of a contract at a price of at least 0, in 2^−places of an amount unit. */
  public long fine(long price) {
    return Math.unsignedMultiplyHigh(price << up, factor);
  }

  /** A fine value in amount units, rounded down. */
  public long down(long fine) {
    return fine >> places;
  }

  /** weight × (now − then) in amount units, rounded up; values are fine, the weight 10⁻⁹, ≤ 1. */
  public long loss(long now, long then, long weight) {
    long lost = now - then;
    if (weight != WEIGHT_ONE) {
      lost = Math.multiplyHigh(lost, share(weight)) << 1;
    }
    return -(-lost >> places);
  }

  /** A weight from 0 to 1 in 2⁻⁶³. */
  private static long share(long weight) {
    // 2⁶³ ÷ 10⁹ = 9223372036.854…: the whole part and the rest, so that nothing overflows.
    return weight * 9_223_372_036L + weight * 854_775_808L / WEIGHT_ONE;
  }
}
