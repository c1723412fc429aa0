package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** Text for people, line by line, the same in every locale. */
final class Lines {
  private final PrintWriter out;

  Lines(PrintWriter out) {
    this.out = out;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is not among the dependencies
  void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  void flush() {
    out.flush();
  }

  /** A field as text; empty if it is not there. */
  static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }
}
