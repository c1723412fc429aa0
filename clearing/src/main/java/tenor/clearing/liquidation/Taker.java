package tenor.clearing.liquidation;

import java.util.Comparator;
import java.util.SortedMap;

/**
 * A liquidator that may take of a slice.
 *
 * @param account its account
 * @param asked the least premium at which it takes, 10⁻⁹
 * @param capacity the most contracts it still takes in this block, by instrument of the slice
 */
record Taker(long account, long asked, SortedMap<Integer, Long> capacity) {
  /** The order of service (LIQ-09): who asks least first. */
  static final Comparator<Taker> ORDER =
      Comparator.comparingLong(Taker::asked).thenComparingLong(Taker::account);
}
