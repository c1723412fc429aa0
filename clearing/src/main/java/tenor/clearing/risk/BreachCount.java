package tenor.clearing.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the last margins were breached.
 *
 * @param last true where the return was larger than the margin; oldest first, at most {@link
 *     TrafficLight#WINDOW}
 */
public record BreachCount(List<Boolean> last) {
  /** None yet. */
  public static final BreachCount NONE = new BreachCount(List.of());

  /** Keeps its own copy. */
  public BreachCount {
    last = List.copyOf(last);
  }

  /** After one more margin. */
  public BreachCount with(boolean isBreach) {
    List<Boolean> next = new ArrayList<>(last);
    next.add(isBreach);
    if (next.size() > TrafficLight.WINDOW) {
      next.removeFirst();
    }
    return new BreachCount(next);
  }

  /** How many were. */
  public int count() {
    int count = 0;
    for (boolean one : last) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
