package tenor.testnet;

import java.math.BigDecimal;
import java.util.Locale;

/** How the live screen writes: colours, and text in columns. */
final class Ink {
  static final String BOLD = "\u001b[1m";
  static final String DIM = "\u001b[2m";
  static final String RED = "\u001b[31m";
  static final String GREEN = "\u001b[32m";
  static final String YELLOW = "\u001b[33m";
  static final String CYAN = "\u001b[36m";
  static final String PLAIN = "\u001b[0m";

  private Ink() {}

  /** An amount to the hundredth. */
  static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** An amount to the whole unit, for columns. */
  static String whole(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.0f", amount);
  }

  /** A fraction in percent. */
  static String percent(BigDecimal fraction) {
    return String.format(Locale.ROOT, "%.1f", fraction.movePointRight(2));
  }

  /** Filled up with spaces. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Set to the right of its column. */
  static String left(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** At most this wide. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
