package tenor.testnet.faults;

import tenor.testnet.Terminal;

/** What a script found: a line per check on stdout, progress on stderr, and the exit code. */
public final class Report {
  private final String script;
  private final long started = System.nanoTime();
  private int passed;
  private int failed;

  /** A report of this script, which has found nothing yet. */
  public Report(String script) {
    this.script = script;
  }

  /** Says what goes on. */
  public synchronized void progress(String text) {
    Terminal.ERR.printf(java.util.Locale.ROOT, "      %s [%d s] %s%n", script, seconds(), text);
  }

  /** A check that holds or not. */
  public synchronized boolean check(boolean holds, String what, String otherwise) {
    if (holds) {
      passed++;
      Terminal.OUT.println("pass  " + script + ": " + what);
    } else {
      failed++;
      Terminal.OUT.println("FAIL  " + script + ": " + what + ": " + otherwise);
    }
    return holds;
  }

  /** A check that could not be made. */
  public void fail(String what, String why) {
    check(false, what, why);
  }

  /** The last line; 0 if every check held and there was one, else 1. */
  public synchronized int finish() {
    Terminal.OUT.printf(
        java.util.Locale.ROOT,
        "%s: %d passed, %d failed, %d s%n",
        script,
        passed,
        failed,
        seconds());
    return failed == 0 && passed > 0 ? 0 : 1;
  }

  private long seconds() {
    return (System.nanoTime() - started) / 1_000_000_000L;
  }
}
