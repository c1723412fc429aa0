package tenor.clearing.fixed;

import java.math.BigInteger;

/** Black-76 in wide integers: decides the last digit where 64 bits cannot. */
final class Black76Exact {
  private static final BigInteger VARIANCE_ONE = BigInteger.TEN.pow(36);

  private Black76Exact() {}

  /**
   * The undiscounted value of the option that is out of the money, to the nearest multiple of
   * 2^−places. The value is known to 2⁻¹⁰⁰, so a tie that is not told apart would need that many
   * equal digits; it goes up.
   *
   * @param forward above 0, in any unit
   * @param strike above 0, in the same unit
   * @param vol 10⁻¹⁸
   * @param time to expiry, of which {@code year} make a year; vol × √time at least 10⁻⁵
   */
  static long outOfTheMoney(long forward, long strike, long vol, long time, long year, int places) {
    BigInteger f = BigInteger.valueOf(forward);
    BigInteger k = BigInteger.valueOf(strike);
    BigInteger variance =
        Exact.ratio(
            BigInteger.valueOf(vol).pow(2).multiply(BigInteger.valueOf(time)),
            VARIANCE_ONE.multiply(BigInteger.valueOf(year)));
    BigInteger deviation = Exact.sqrt(variance);
    BigInteger half = deviation.shiftRight(1);
    BigInteger middle = ratio(Exact.lnRatio(f, k), deviation);
    BigInteger upper = middle.add(half);
    BigInteger lower = middle.subtract(half);
    BigInteger value =
        strike < forward
            ? weighted(k, lower.negate()).subtract(weighted(f, upper.negate()))
            : weighted(f, upper).subtract(weighted(k, lower));
    int drop = Exact.PLACES - places;
    return Fixed.toLong(value.shiftRight(drop - 1).add(BigInteger.ONE).shiftRight(1));
  }

  private static BigInteger ratio(BigInteger a, BigInteger b) {
    return Fixed.quotient(a.shiftLeft(Exact.PLACES), b, Rounding.DOWN);
  }

  private static BigInteger weighted(BigInteger amount, BigInteger z) {
    return amount.multiply(Exact.distribution(z));
  }
}
