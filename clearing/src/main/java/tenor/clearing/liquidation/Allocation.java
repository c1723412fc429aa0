package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.Split;

/**
 * Shares a slice among takers who ask the same: pro rata to what each could take of it, every part
 * a vertical cut of the whole (LIQ-09).
 */
final class Allocation {
  private Allocation() {}

  /** One part per taker, in their order; together at most the slice, each within its capacity. */
  static List<Slice> among(Slice slice, List<Taker> takers) {
    List<Long> reaches = takers.stream().map(taker -> reach(slice, taker)).toList();
    long together = reaches.stream().reduce(0L, Fixed::plus);
    List<SortedMap<Integer, Long>> sizes = new ArrayList<>();
    takers.forEach(_ -> sizes.add(new TreeMap<>()));
    for (int instrument : together == 0 ? List.<Integer>of() : slice.instruments()) {
      long covered = Math.min(together, Fixed.FRACTION_ONE);
      long total = Fixed.mulDiv(slice.size(instrument), covered, Fixed.FRACTION_ONE, Rounding.UP);
      List<Long> parts = Split.largestRemainder(total, reaches);
      for (int i = 0; i < parts.size(); i++) {
        long capacity = takers.get(i).capacity().getOrDefault(instrument, 0L);
        sizes.get(i).put(instrument, Math.min(parts.get(i), capacity));
      }
    }
    return sizes.stream().map(slice::sized).toList();
  }

  /** The part of the slice that a taker could take of every instrument alike, 10⁻⁹. */
  private static long reach(Slice slice, Taker taker) {
    long reach = Fixed.FRACTION_ONE;
    for (int instrument : slice.instruments()) {
      long capacity = taker.capacity().getOrDefault(instrument, 0L);
      long part = Fixed.mulDiv(capacity, Fixed.FRACTION_ONE, slice.size(instrument), Rounding.DOWN);
      reach = Math.min(reach, part);
    }
    return reach;
  }
}
