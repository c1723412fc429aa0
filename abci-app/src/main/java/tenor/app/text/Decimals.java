package tenor.app.text;

import java.math.BigDecimal;
import tenor.clearing.proto.Unit;

/**
 * Fixed-point integers as decimal strings and back, exactly: nothing is ever rounded.
 *
 * <p>A string is an optional minus sign, digits without needless leading zeros, and a point
 * followed by digits without trailing zeros if there is a fraction: {@code 0}, {@code -0.5}, {@code
 * 1234.56}.
 */
public final class Decimals {
  /** Digits after the point of a price. */
  public static final int PRICE_DIGITS = 8;

  /** Digits after the point of an amount. */
  public static final int AMOUNT_DIGITS = 6;

  /** Digits after the point of a fraction. */
  public static final int FRACTION_DIGITS = 9;

  /** Digits after the point of a multiplier. */
  public static final int MULTIPLIER_DIGITS = 6;

  private static final int LONGEST = 64;

  private Decimals() {}

  /** The digits after the point that integers of {@code unit} carry; 0 for plain numbers. */
  public static int digits(Unit unit) {
    return switch (unit) {
      case UNIT_PRICE -> PRICE_DIGITS;
      case UNIT_AMOUNT -> AMOUNT_DIGITS;
      case UNIT_FRACTION -> FRACTION_DIGITS;
      case UNIT_MULTIPLIER -> MULTIPLIER_DIGITS;
      case UNIT_UNSPECIFIED, UNRECOGNIZED -> 0;
    };
  }

  /** {@code value} × 10^−digits as text. */
  public static String format(long value, int digits) {
    BigDecimal number = BigDecimal.valueOf(value, digits).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
  }

  /** A price as text. */
  public static String price(long value) {
    return format(value, PRICE_DIGITS);
  }

  /** An amount as text. */
  public static String amount(long value) {
    return format(value, AMOUNT_DIGITS);
  }

  /** A fraction as text. */
  public static String fraction(long value) {
    return format(value, FRACTION_DIGITS);
  }

  /** A value of {@code unit} as text. */
  public static String format(long value, Unit unit) {
    return format(value, digits(unit));
  }

  /**
   * The integer that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is not a decimal number, has more than {@code digits}
   *     digits after the point, or is out of range; the message says what was expected
   */
  public static long parse(String text, int digits) {
    if (text.length() > LONGEST || !isDecimal(text)) {
      throw new IllegalArgumentException(
          "expected a decimal number such as -12.5, found '" + text + "'");
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    if (number.scale() > digits) {
      throw new IllegalArgumentException(
          "expected at most " + digits + " digits after the point, found '" + text + "'");
    }
    try {
      return number.movePointRight(digits).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "expected a number from "
              + format(Long.MIN_VALUE, digits)
              + " to "
              + format(Long.MAX_VALUE, digits)
              + ", found '"
              + text
              + "'",
          e);
    }
  }

  /** The integer of {@code unit} that {@code text} stands for; see {@link #parse(String, int)}. */
  public static long parse(String text, Unit unit) {
    return parse(text, digits(unit));
  }

  /** Whether it is {@code -?digits(.digits)?} in ASCII. */
  private static boolean isDecimal(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    return point < 0
        ? isDigits(text.substring(at))
        : point > at && isDigits(text.substring(at, point)) && isDigits(text.substring(point + 1));
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
