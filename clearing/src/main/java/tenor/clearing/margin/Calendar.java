package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/** The charge for expiries that offset each other in the scan though their prices may part. */
final class Calendar {
  /** matched (10⁻⁶) × charge (10⁻⁹) × index (10⁻⁸) over this is an amount (10⁻⁶). */
  private static final BigInteger SCALE = BigInteger.TEN.pow(17);

  private Calendar() {}

  /** The delta of each expiry, ascending, 10⁻⁶ units of the underlying. */
  static SortedMap<Long, Long> deltas(List<Holding> holdings) {
    SortedMap<Long, Long> deltas = new TreeMap<>();
    for (Holding holding : holdings) {
      deltas.merge(holding.expiryMillis(), holding.delta(), Fixed::plus);
    }
    return deltas;
  }

  /** The charge for the matched deltas, rounded up (MRG-04). */
  static long charge(List<Holding> holdings, UnderlyingTerms terms) {
    BigInteger product =
        BigInteger.valueOf(matched(deltas(holdings)))
            .multiply(BigInteger.valueOf(terms.calendarCharge()))
            .multiply(BigInteger.valueOf(terms.index()));
    return Fixed.toLong(Fixed.quotient(product, SCALE, Rounding.UP));
  }

  /** Expiries ascending, each matched with the nearest later ones of opposite sign. */
  static long matched(SortedMap<Long, Long> deltas) {
    long[] left = deltas.values().stream().mapToLong(Long::longValue).toArray();
    long matched = 0;
    for (int early = 0; early < left.length; early++) {
      for (int late = early + 1; late < left.length && left[early] != 0; late++) {
        if (Long.signum(left[early]) == -Long.signum(left[late])) {
          long size = Math.min(Fixed.abs(left[early]), Fixed.abs(left[late]));
          left[early] = towardsZero(left[early], size);
          left[late] = towardsZero(left[late], size);
          matched = Fixed.plus(matched, size);
        }
      }
    }
    return matched;
  }

  private static long towardsZero(long delta, long size) {
    return delta > 0 ? Fixed.minus(delta, size) : Fixed.plus(delta, size);
  }
}
