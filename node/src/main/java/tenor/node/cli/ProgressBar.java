package tenor.node.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import tenor.state.Progress;
import tenor.state.StateCheck;

/**
 * How far a long piece of work is, on stderr: one line that is written anew on a terminal, a line
 * per tenth elsewhere.
 */
final class ProgressBar implements Progress {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000L;

  /** Work that is done before this is not worth a word. */
  private static final long SLOW_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final String what;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private long drawn;
  private int tenths;

  ProgressBar(PrintWriter err, String what) {
    this(err, what, onTerminal());
  }

  // It is null on Java 25 where nobody sits, whatever was planned for 22.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  ProgressBar(PrintWriter err, String what, boolean terminal) {
    this.err = err;
    this.what = what;
    this.terminal = terminal;
  }

  /** A bar for each piece of work that takes longer than two seconds. */
  static StateCheck.Watcher whereSlow(PrintWriter err) {
    return (what, unit) -> {
      ProgressBar bar = new ProgressBar(err, what);
      boolean[] shown = {false};
      return (done, total) -> {
        shown[0] |= done < total && System.nanoTime() - bar.begun > SLOW_NANOS;
        if (shown[0]) {
          bar.at(done, total);
        }
      };
    };
  }

  @Override
  public void at(long done, long total) {
    double part = total <= 0 ? 1 : Math.min(1, (double) done / total);
    if (terminal) {
      draw(part);
    } else if ((int) (part * 10) > tenths) {
      tenths = (int) (part * 10);
      err.printf(Locale.ROOT, "%s: %d %%, %d s%n", what, tenths * 10, seconds());
    }
    err.flush();
  }

  private void draw(double part) {
    long now = System.nanoTime();
    if (part < 1 && now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    int full = (int) (part * WIDTH);
    err.printf(
        Locale.ROOT,
        "\r%s [%s%s] %3d %%, %d s\033[K",
        what,
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        (int) (part * 100),
        seconds());
    if (part >= 1) {
      err.println();
    }
  }

  private long seconds() {
    return (System.nanoTime() - begun) / 1_000_000_000L;
  }
}
