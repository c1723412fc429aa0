package tenor.node.feed;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices as sources write them. */
final class PriceText {
  private static final int DIGITS = 8;
  private static final int LONGEST = 40;

  private PriceText() {}

  /** A decimal number as a price in 10⁻⁸, rounded to the nearest. */
  static long parse(String text, String where) throws IOException {
    try {
      if (text.length() > LONGEST) {
        throw new NumberFormatException("longer than " + LONGEST + " characters");
      }
      BigDecimal number = new BigDecimal(text.strip());
      if (Math.abs((long) number.scale()) > LONGEST) {
        throw new NumberFormatException("exponent out of range");
      }
      return number
          .setScale(DIGITS, RoundingMode.HALF_EVEN)
          .movePointRight(DIGITS)
          .longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IOException(
          where + ": expected a price as a decimal number, found '" + text + "'", e);
    }
  }
}
