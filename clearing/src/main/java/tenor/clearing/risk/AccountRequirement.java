package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * What an account has and needs in one settlement asset, 10⁻⁶ of it (RSK-12).
 *
 * @param maintenance Σ over its margin classes
 * @param initial maintenance × initial factor × reputation, or the open-interest term if that is
 *     more
 * @param netOptionValue Σ q × value over options paid for up front: rounded down for longs, up for
 *     shorts
 * @param equity cash, net option value and collateral
 */
public record AccountRequirement(long maintenance, long initial, long netOptionValue, long equity) {
  private static final BigInteger FACTOR_ONE =
      BigInteger.valueOf(Fixed.FRACTION_ONE).multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));

  /**
   * What an account has and needs.
   *
   * @param classes of the asset
   * @param holdings all positions that settle in it
   * @param cash negative if owed
   * @param collateral the assets it has besides
   * @param initialFactor 10⁻⁹
   * @param reputation 10⁻⁹
   * @param openInterestTerm what opening costs where open interest nears its cap
   */
  public static AccountRequirement of(
      List<ClassRequirement> classes,
      List<Holding> holdings,
      long cash,
      List<Collateral> collateral,
      long initialFactor,
      long reputation,
      long openInterestTerm) {
    long maintenance = 0;
    for (ClassRequirement part : classes) {
      maintenance = Fixed.plus(maintenance, part.required());
    }
    long initial = scaled(maintenance, initialFactor, reputation);
    long options = netOptionValue(holdings);
    long equity = Fixed.plus(cash, options);
    for (Collateral asset : collateral) {
      equity = Fixed.plus(equity, asset.counts());
    }
    return new AccountRequirement(
        maintenance, Math.max(initial, openInterestTerm), options, equity);
  }

  /** maintenance × both factors, rounded up once. */
  private static long scaled(long maintenance, long initialFactor, long reputation) {
    if (reputation == Fixed.FRACTION_ONE) {
      return Fixed.mulDiv(maintenance, initialFactor, Fixed.FRACTION_ONE, Rounding.UP);
    }
    BigInteger product =
        BigInteger.valueOf(maintenance)
            .multiply(BigInteger.valueOf(initialFactor))
            .multiply(BigInteger.valueOf(reputation));
    return Fixed.toLong(Fixed.quotient(product, FACTOR_ONE, Rounding.UP));
  }

  private static long netOptionValue(List<Holding> holdings) {
    long sum = 0;
    for (Holding holding : holdings) {
      long value = holding.contract().value();
      // The value was rounded down; what is owed is rounded up.
      boolean owed = holding.contracts() < 0 && holding.contract().isPremium();
      long each = owed ? Fixed.plus(value, 1) : value;
      sum = Fixed.plus(sum, Fixed.times(holding.contracts(), each));
    }
    return sum;
  }

  /** equity − initial. */
  public long excessInitial() {
    return Fixed.minus(equity, initial);
  }

  /** equity − maintenance. */
  public long excessMaintenance() {
    return Fixed.minus(equity, maintenance);
  }
}
