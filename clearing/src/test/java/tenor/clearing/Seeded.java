package tenor.clearing;

import java.util.Random;
import java.util.function.Consumer;

/** Runs random tests so that each run can be had again. */
public final class Seeded {
  private Seeded() {}

  /**
   * Runs {@code body} with seeds 1 to {@code rounds}, or with the one of {@code -Dtenor.seed=N}
   * alone; a failure names its seed.
   */
  public static void run(int rounds, Consumer<Random> body) {
    Long only = Long.getLong("tenor.seed");
    if (only != null) {
      run(only, body);
      return;
    }
    for (long seed = 1; seed <= rounds; seed++) {
      run(seed, body);
    }
  }

  private static void run(long seed, Consumer<Random> body) {
    try {
      body.accept(new Random(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("failed with -Dtenor.seed=" + seed, failure);
    }
  }
}
