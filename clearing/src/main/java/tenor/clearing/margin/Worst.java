package tenor.clearing.margin;

import java.util.List;

/**
 * The worst of a list of losses.
 *
 * @param scenario its number from 1, the lowest of equals; 0 if nothing is lost under any
 * @param loss at least 0
 */
record Worst(int scenario, long loss) {
  /** The worst of these, the first being scenario 1. */
  static Worst of(List<Long> losses) {
    Worst worst = new Worst(0, 0);
    for (int k = 0; k < losses.size(); k++) {
      if (losses.get(k) > worst.loss()) {
        worst = new Worst(k + 1, losses.get(k));
      }
    }
    return worst;
  }
}
