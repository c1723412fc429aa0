package tenor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** The threads that hash: one for each core, apart from the pool that others may fill. */
final class Cores {
  /** All cores. */
  static final ForkJoinPool ALL = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

  /** Works on {@code from} to before {@code to}. */
  @FunctionalInterface
  interface Part {
    void run(int from, int to);
  }

  private Cores() {}

  /**
   * Works on 0 to before {@code size} in parts of at most {@code grain}; returns when all is done.
   */
  static void split(ForkJoinPool pool, int size, int grain, Part part) {
    if (size <= grain) {
      part.run(0, size);
      return;
    }
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (int from = 0; from < size; from += grain) {
      int begin = from;
      tasks.add(pool.submit(() -> part.run(begin, Math.min(begin + grain, size))));
    }
    tasks.forEach(ForkJoinTask::join);
  }
}
