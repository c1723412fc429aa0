package tenor.testnet;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where progress goes: plain lines, with colour only on a terminal. */
public final class Terminal {
  /** Data. */
  public static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  /** Messages. */
  public static final PrintStream ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private static final int DEFAULT_ROWS = 50;

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

  /** How many rows there are, as the script that started us found them. */
  int rows() {
    String rows = System.getenv("TENOR_ROWS");
    return rows != null && rows.matches("[0-9]{2,3}") ? Integer.parseInt(rows) : DEFAULT_ROWS;
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
