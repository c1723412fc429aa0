package tenor.clearing.systemic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * How a whole is spread over its parts (SYS-03), 10⁻⁹.
 *
 * @param index the sum of the squares of the shares (Herfindahl and Hirschman): 1 if one has all
 * @param topFive the share of the five largest
 */
record Concentration(long index, long topFive) {
  private static final int TOP = 5;

  /** Of parts that are at least 0, rounded down; nothing of nothing. */
  static Concentration of(Collection<BigInteger> parts) {
    BigInteger total = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (total.signum() == 0) {
      return new Concentration(0, 0);
    }
    BigInteger squares = BigInteger.ZERO;
    for (BigInteger part : parts) {
      squares = squares.add(part.pow(2));
    }
    List<BigInteger> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.reverseOrder());
    BigInteger largest = sorted.stream().limit(TOP).reduce(BigInteger.ZERO, BigInteger::add);
    return new Concentration(share(squares, total.pow(2)), share(largest, total));
  }

  private static long share(BigInteger part, BigInteger whole) {
    return Fixed.toLong(
        Fixed.quotient(
            part.multiply(BigInteger.valueOf(Fixed.FRACTION_ONE)), whole, Rounding.DOWN));
  }
}
