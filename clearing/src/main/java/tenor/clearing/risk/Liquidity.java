package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * The charge for what takes longer to trade out of than the margin period of risk (RSK-09): (scan +
 * calendar) × (√(1 + d / MPOR) − 1) with d = max(0, N / dailyCapacity + 0.3 − MPOR).
 */
final class Liquidity {
  /** Units to trade out of are carried at 10⁻¹⁸: this many to the 10⁻⁹ of a delta. */
  private static final BigInteger FINE = BigInteger.TEN.pow(9);

  /** And this many to the 10⁻⁶ of a capacity. */
  private static final BigInteger CAPACITY_FINE = BigInteger.TEN.pow(12);

  /** scan (10⁻⁶) over psr (10⁻⁹) × index (10⁻⁸), in 10⁻¹⁸ units. */
  private static final BigInteger SCAN_SCALE = BigInteger.TEN.pow(29);

  /** The square root is carried at 10⁻²⁴. */
  private static final BigInteger ROOT_ONE = BigInteger.TEN.pow(24);

  /** What it takes to get to market, 0.3 days, 10⁻⁹. */
  private static final BigInteger DELAY_DAYS = BigInteger.valueOf(300_000_000);

  private Liquidity() {}

  /** n: the units of the underlying to trade out of, 10⁻¹⁸, rounded up. */
  static BigInteger units(BigInteger grossDelta, long scan, RiskTerms terms) {
    BigInteger range =
        BigInteger.valueOf(terms.priceScanRange()).multiply(BigInteger.valueOf(terms.index()));
    BigInteger risk =
        Fixed.quotient(BigInteger.valueOf(scan).multiply(SCAN_SCALE), range, Rounding.UP);
    return grossDelta.multiply(FINE).max(risk);
  }

  /**
   * The charge, rounded up.
   *
   * @param base scan and calendar of the account
   * @param groupUnits N: the units of the whole entity group, 10⁻¹⁸
   */
  static long charge(long base, BigInteger groupUnits, RiskTerms terms) {
    if (terms.dailyCapacity() == 0) {
      return 0;
    }
    // 1 + d / MPOR = (N / capacity + 0.3) / MPOR, as a fraction of whole numbers.
    BigInteger capacity = BigInteger.valueOf(terms.dailyCapacity()).multiply(CAPACITY_FINE);
    BigInteger days =
        groupUnits
            .multiply(BigInteger.valueOf(Fixed.FRACTION_ONE))
            .add(capacity.multiply(DELAY_DAYS));
    BigInteger period = capacity.multiply(BigInteger.valueOf(terms.mporDays()));
    if (days.compareTo(period) <= 0) {
      return 0;
    }
    BigInteger square =
        Fixed.quotient(days.multiply(ROOT_ONE.multiply(ROOT_ONE)), period, Rounding.UP);
    BigInteger excess = rootUp(square).subtract(ROOT_ONE);
    return Fixed.toLong(
        Fixed.quotient(BigInteger.valueOf(base).multiply(excess), ROOT_ONE, Rounding.UP));
  }

  private static BigInteger rootUp(BigInteger square) {
    BigInteger root = Fixed.sqrt(square);
    return root.multiply(root).equals(square) ? root : root.add(BigInteger.ONE);
  }
}
