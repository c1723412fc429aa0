package tenor.node.cli;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import tenor.clearing.proto.Unit;

/** Numbers as people write them. */
final class Numbers {
  private Numbers() {}

  /** How many decimals a unit has. */
  static int decimals(Unit unit) {
    return switch (unit) {
      case UNIT_PRICE -> 8;
      case UNIT_AMOUNT, UNIT_MULTIPLIER -> 6;
      case UNIT_FRACTION -> 9;
      case UNIT_UNSPECIFIED, UNRECOGNIZED -> 0;
    };
  }

  /** A decimal number in the units of {@code unit}. */
  static long parse(String what, String text, Unit unit) {
    try {
      if (text.length() > 40) {
        throw new NumberFormatException();
      }
      return new BigDecimal(text).movePointRight(decimals(unit)).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UsageException(
          what
              + ": expected a decimal number with at most "
              + decimals(unit)
              + " decimals, found '"
              + text
              + "'");
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
    String wanted = prefix + text.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    for (E value : values) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    throw new UsageException(what + ": found '" + text + "', expected another");
  }
}
