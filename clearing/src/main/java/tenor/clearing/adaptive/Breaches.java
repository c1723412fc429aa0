package tenor.clearing.adaptive;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.risk.BreachCount;
import tenor.clearing.risk.TrafficLight;

/**
 * Which of the last margins were breached. The state has how many margins there were and the
 * numbers of those breached, which are few.
 */
final class Breaches {
  private Breaches() {}

  /** The last margins of an underlying. */
  static BreachCount of(AdaptiveRange range) {
    List<Boolean> last = new ArrayList<>();
    long first = firstOf(range.getMargins());
    for (long number = first; number <= range.getMargins(); number = Fixed.plus(number, 1)) {
      last.add(range.getBreachesList().contains(number));
    }
    return new BreachCount(last);
  }

  /** Counts one more margin. */
  static void put(AdaptiveRange.Builder range, boolean isBreach) {
    long number = Fixed.plus(range.getMargins(), 1);
    List<Long> kept = new ArrayList<>(range.getBreachesList());
    if (isBreach) {
      kept.add(number);
    }
    kept.removeIf(breach -> breach < firstOf(number));
    range.setMargins(number).clearBreaches().addAllBreaches(kept);
  }

  /** The number of the first of the last 250 margins of so many. */
  private static long firstOf(long margins) {
    return Math.max(1, Fixed.minus(margins, TrafficLight.WINDOW - 1));
  }
}
