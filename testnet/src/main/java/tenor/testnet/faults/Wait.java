package tenor.testnet.faults;

import java.io.IOException;

/** Waits for something that another process does. */
final class Wait {
  private static final long POLL_MILLIS = 200;
  private static final long WORD_MILLIS = 10_000;

  private final Report report;
  private final int patienceSeconds;

  Wait(Report report, int patienceSeconds) {
    this.report = report;
    this.patienceSeconds = patienceSeconds;
  }

  /** What is waited for; an unreachable node is one that is not there yet. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Whether {@code condition} came to hold in time. */
  boolean until(String what, Condition condition) throws InterruptedException {
    long start = System.nanoTime();
    long nextWord = WORD_MILLIS;
    while (true) {
      if (holds(condition)) {
        return true;
      }
      long waited = (System.nanoTime() - start) / 1_000_000L;
      if (waited > patienceSeconds * 1000L) {
        return false;
      }
      if (waited > nextWord) {
        nextWord += WORD_MILLIS;
        report.progress("waiting until " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (IOException e) {
      return false;
    }
  }
}
