package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import tenor.clearing.fixed.Fixed;

/** ORA-02: the smallest value whose cumulative power is at least half of the power. */
final class WeightedMedian {
  private WeightedMedian() {}

  /**
   * The median of what {@code value} says of the items, weighted by {@code power}; at least one
   * item.
   */
  static <T> long of(List<T> items, ToLongFunction<T> value, ToLongFunction<T> power) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingLong(value));
    long total = power(items, power);
    long cumulative = 0;
    for (T item : sorted) {
      cumulative = Fixed.plus(cumulative, power.applyAsLong(item));
      if (Fixed.times(2, cumulative) >= total) {
        return value.applyAsLong(item);
      }
    }
    throw new IllegalStateException("a median of nothing");
  }

  /** The power of all items. */
  static <T> long power(List<T> items, ToLongFunction<T> power) {
    long sum = 0;
    for (T item : items) {
      sum = Fixed.plus(sum, power.applyAsLong(item));
    }
    return sum;
  }
}
