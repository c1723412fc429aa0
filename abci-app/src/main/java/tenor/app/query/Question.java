package tenor.app.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.app.text.Decimals;
import tenor.clearing.proto.Unit;

/**
 * The path of a query: segments between slashes, then arguments after a question mark, both
 * percent-encoded.
 *
 * @param segments such as {@code account}, {@code 1001}
 * @param arguments such as {@code limit=10}
 */
record Question(List<String> segments, SortedMap<String, String> arguments) {

  static Question parse(String path) {
    if (!path.startsWith("/")) {
      throw QueryRefusal.argument(
          "expected a path that begins with a slash, such as /account/1001");
    }
    int mark = path.indexOf('?');
    String place = mark < 0 ? path : path.substring(0, mark);
    List<String> segments = new ArrayList<>();
    for (String segment : place.substring(1).split("/", -1)) {
      segments.add(decoded(segment));
    }
    return new Question(segments, mark < 0 ? new TreeMap<>() : arguments(path.substring(mark + 1)));
  }

  private static SortedMap<String, String> arguments(String text) {
    SortedMap<String, String> arguments = new TreeMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        arguments.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return arguments;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw QueryRefusal.argument("expected percent-encoded text, found " + text);
    }
  }

  /** The first segment: what is asked. */
  String what() {
    return segments.getFirst();
  }

  /** The one thing asked about. */
  String subject() {
    if (segments.size() != 2 || segments.get(1).isEmpty()) {
      throw QueryRefusal.argument("expected a path such as /" + what() + "/1");
    }
    return segments.get(1);
  }

  /** Whether nothing in particular is asked about. */
  boolean isGeneral() {
    return segments.size() == 1 || (segments.size() == 2 && segments.get(1).isEmpty());
  }

  /** The subject as a number. */
  long number() {
    return number(subject());
  }

  static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw QueryRefusal.argument("expected a number, found " + text);
    }
    return Long.parseLong(text);
  }

  /** An argument that must be there; {@code expected} says what it is. */
  String argument(String name, String expected) {
    String text = arguments.getOrDefault(name, "");
    if (text.isEmpty()) {
      throw QueryRefusal.argument(name + ": expected " + expected + ", found nothing");
    }
    return text;
  }

  /** An argument that is a decimal number. */
  long decimal(String name, Unit unit) {
    try {
      return Decimals.parse(argument(name, "a decimal number"), unit);
    } catch (IllegalArgumentException e) {
      throw QueryRefusal.argument(name + ": " + e.getMessage());
    }
  }

  /** An argument in hexadecimal; no bytes if it is missing. */
  byte[] hex(String name) {
    String text = arguments.getOrDefault(name, "");
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw QueryRefusal.argument(name + ": expected pairs of hexadecimal digits, found " + text);
    }
  }

  /** An argument as a number from 1 to {@code most}. */
  int count(String name, int byDefault, int most) {
    String text = arguments.get(name);
    if (text == null) {
      return byDefault;
    }
    long number = number(text);
    if (number < 1 || number > most) {
      throw QueryRefusal.argument(name + ": expected 1 to " + most + ", found " + text);
    }
    return (int) number;
  }
}
