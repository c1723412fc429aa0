package tenor.node.cli;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tenor.app.text.Decimals;
import tenor.clearing.proto.Unit;

/** Numbers as people write them. */
final class Numbers {
  private Numbers() {}

  /** A decimal number in the units of {@code unit}; {@code what} names it in the message. */
  static long parse(String what, String text, Unit unit) {
    try {
      return Decimals.parse(text, unit);
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + ": " + e.getMessage());
    }
  }

  /** Bytes from hex. */
  static byte[] hex(String what, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + ": expected hex digits in pairs, found '" + text + "'");
    }
  }

  /** One of the constants of an enum by the end of its Protobuf name, in lower case with dashes. */
  static <E extends Enum<E>> E choice(String what, String text, String prefix, List<E> values) {
    String wanted = prefix + text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E value : values) {
      if (value.name().equals(wanted) && !text.equals("unspecified")) {
        return value;
      }
    }
    List<String> names =
        values.stream()
            .map(value -> value.name().replaceFirst("^" + prefix, ""))
            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
            .filter(name -> !name.equals("unspecified") && !name.equals("unrecognized"))
            .toList();
    throw new UsageException(
        what + ": expected one of " + String.join(", ", names) + ", found '" + text + "'");
  }
}
