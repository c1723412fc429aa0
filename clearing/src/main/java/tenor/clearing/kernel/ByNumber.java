package tenor.clearing.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something of each of many instruments, asked for once per position: those numbered in their order
 * stand in a list by number, and only such as are far from it in a map.
 *
 * @param <T> what there is of each
 */
public final class ByNumber<T> {
  private static final int MOST = 1 << 16;

  private final List<@Nullable T> near = new ArrayList<>();
  private final SortedMap<Integer, T> far = new TreeMap<>();

  /** What there is under a number, or null. */
  public @Nullable T get(int number) {
    if (number >= 0 && number < near.size()) {
      return near.get(number);
    }
    return far.get(number);
  }

  /** Sets what there is under a number. */
  public void put(int number, T value) {
    if (number < 0 || number >= MOST) {
      far.put(number, value);
      return;
    }
    while (near.size() <= number) {
      near.add(null);
    }
    near.set(number, value);
  }

  /** What there is under a number, made and kept if there was nothing. */
  public T get(int number, IntFunction<T> make) {
    T known = get(number);
    if (known == null) {
      known = make.apply(number);
      put(number, known);
    }
    return known;
  }

  /** Everything, by number, negative ones last. */
  public List<T> values() {
    List<T> values = new ArrayList<>();
    for (T value : near) {
      if (value != null) {
        values.add(value);
      }
    }
    values.addAll(far.tailMap(0).values());
    values.addAll(far.headMap(0).values());
    return values;
  }
}
