package tenor.clearing.fixed;

import java.util.SortedSet;
import java.util.TreeSet;

/** The log-moneyness at which a smile is judged, whatever its strikes. */
public final class SmileGrid {
  private static final int PARTS = 4;

  private SmileGrid() {}

  /** The knots and three points between each two, 2⁻⁵⁶, ascending. */
  public static SortedSet<Long> within(KnotSmile smile) {
    SortedSet<Long> points = new TreeSet<>();
    for (int i = -PARTS * smile.side(); i <= PARTS * smile.side(); i++) {
      long cells = i / PARTS;
      // A product beyond the widest could also be beyond 64 bits.
      if (cells == 0 || smile.width() <= UnitStrikes.WIDEST / Math.abs(cells)) {
        points.add(cells * smile.width() + i % PARTS * (smile.width() / PARTS));
      }
    }
    points.removeIf(k -> Math.abs(k) > UnitStrikes.WIDEST);
    return points;
  }

  /** As {@link #within}, and further out, in steps that double, to e^±3. */
  public static SortedSet<Long> beyond(KnotSmile smile) {
    SortedSet<Long> points = within(smile);
    for (long step = smile.width(), k = points.last() + step;
        k < UnitStrikes.WIDEST;
        step *= 2, k += step) {
      points.add(k);
      points.add(-k);
    }
    points.add(UnitStrikes.WIDEST);
    points.add(-UnitStrikes.WIDEST);
    return points;
  }
}
