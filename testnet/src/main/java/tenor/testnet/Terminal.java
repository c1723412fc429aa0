package tenor.testnet;

import java.io.PrintStream;

/** Where progress goes: plain lines, with colour only on a terminal. */
final class Terminal {
  private final PrintStream out;
  private final boolean isTerminal;

  Terminal(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Whether someone can watch a live screen. */
  static boolean onTerminal() {
    String term = System.getenv("TERM");
    return "1".equals(System.getenv("TENOR_TTY")) && term != null && !term.equals("dumb");
  }

  boolean isTerminal() {
    return isTerminal;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void raw(String text) {
    out.print(text);
    out.flush();
  }
}
