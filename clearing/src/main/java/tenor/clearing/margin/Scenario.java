package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;

/**
 * One move of the market under which every instrument is revalued (MRG-01).
 *
 * @param move the price move in price scan ranges, over {@link #MOVE_ONE}; up is positive
 * @param volSteps the volatility move in volatility scan ranges; nothing to a linear instrument
 * @param weight the part of the loss that counts, 10⁻⁹
 */
record Scenario(BigInteger move, int volSteps, long weight) {
  /** How many scenarios every risk array covers. */
  static final int COUNT = 16;

  /** Price moves are numerators over 3, so that a third is exact. */
  private static final long DENOMINATOR = 3;

  /** A move of one price scan range: 3 × 10⁹. */
  static final BigInteger MOVE_ONE =
      BigInteger.valueOf(DENOMINATOR).multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));

  private static final List<Integer> THIRDS = List.of(0, 1, -1, 2, -2, 3, -3);

  /**
   * The sixteen scenarios of an underlying, the first being number 1.
   *
   * @param extreme the move of the last two, in price scan ranges, 10⁻⁹
   * @param cover the weight of the last two, 10⁻⁹
   */
  static List<Scenario> standard(long extreme, long cover) {
    List<Scenario> all = new ArrayList<>();
    for (int third : THIRDS) {
      BigInteger move = BigInteger.valueOf(Fixed.times(third, Fixed.FRACTION_ONE));
      all.add(new Scenario(move, 1, Fixed.FRACTION_ONE));
      all.add(new Scenario(move, -1, Fixed.FRACTION_ONE));
    }
    BigInteger far = BigInteger.valueOf(Fixed.times(extreme, DENOMINATOR));
    all.add(new Scenario(far, 0, cover));
    all.add(new Scenario(far.negate(), 0, cover));
    return all;
  }
}
