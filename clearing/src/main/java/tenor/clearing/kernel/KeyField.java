package tenor.clearing.kernel;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * A field of the keys of a table, and how people write it: a number in decimal, bytes in
 * hexadecimal.
 *
 * @param name in camelCase
 * @param bits of the number, or 8 for each byte
 * @param isNumber whether it is a number and not bytes
 */
public record KeyField(String name, int bits, boolean isNumber) {
  private static final int U7 = 7;
  private static final int U16 = 16;

  /** A number from 0 to 127. */
  public static KeyField u7(String name) {
    return new KeyField(name, U7, true);
  }

  /** A number of 16 bits. */
  public static KeyField u16(String name) {
    return new KeyField(name, U16, true);
  }

  /** A number of 32 bits. */
  public static KeyField u32(String name) {
    return new KeyField(name, Integer.SIZE, true);
  }

  /** A number of 64 bits. */
  public static KeyField u64(String name) {
    return new KeyField(name, Long.SIZE, true);
  }

  /** This many bytes. */
  public static KeyField bytes(String name, int length) {
    return new KeyField(name, Byte.SIZE * length, false);
  }

  /** Its type, such as {@code u32} or {@code 20 bytes}. */
  public String type() {
    return isNumber ? "u" + bits : bits / Byte.SIZE + " bytes";
  }

  /**
   * A key followed by this field.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  Key append(Key key, String text) {
    return isNumber ? number(key, text) : key.bytes(bytes(text));
  }

  private Key number(Key key, String text) {
    BigInteger end = BigInteger.TWO.pow(bits);
    // 20 digits are the longest number of 64 bits; only digits, since Java takes a sign and
    // others'.
    if (!text.matches("[0-9]{1,20}") || new BigInteger(text).compareTo(end) >= 0) {
      throw expected("a number from 0 to " + end.subtract(BigInteger.ONE), text);
    }
    long value = new BigInteger(text).longValue();
    return switch (bits) {
      case U7 -> key.u7(Integer.parseInt(text));
      case U16 -> key.u16(Integer.parseInt(text));
      case Integer.SIZE -> key.u32(Integer.parseUnsignedInt(text));
      default -> key.u64(value);
    };
  }

  private byte[] bytes(String text) {
    if (!text.matches("[0-9a-fA-F]{" + bits / 4 + "}")) {
      throw expected(bits / 4 + " hexadecimal digits", text);
    }
    return HexFormat.of().parseHex(text);
  }

  private IllegalArgumentException expected(String what, String found) {
    return new IllegalArgumentException(name + ": expected " + what + ", found '" + found + "'");
  }

  /** This field's value. */
  String read(KeyReader in) {
    if (!isNumber) {
      return HexFormat.of().formatHex(in.bytes(bits / Byte.SIZE));
    }
    return switch (bits) {
      case U7 -> Integer.toString(in.u7());
      case U16 -> Integer.toString(in.u16());
      case Integer.SIZE -> Integer.toUnsignedString(in.u32());
      default -> Long.toUnsignedString(in.u64());
    };
  }
}
