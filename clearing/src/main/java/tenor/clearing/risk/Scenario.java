package tenor.clearing.risk;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;

/**
 * One move of the market under which everything in an underlying is revalued (RSK-01).
 *
 * @param move the price move in price scan ranges, in 10⁻⁹ thirds; up is positive
 * @param volSteps +1, −1 or 0 volatility scan ranges
 * @param weight the part of the loss that counts, 10⁻⁹
 */
public record Scenario(long move, int volSteps, long weight) {
  /** How many every risk array begins with. */
  public static final int COMMON = 16;

  /** Moves are numerators over this, so that a third is exact. */
  static final long DENOMINATOR = 3;

  /** A move of one price scan range. */
  static final long MOVE_ONE = 3_000_000_000L;

  private static final List<Integer> THIRDS = List.of(0, 1, -1, 2, -2, 3, -3);

  /**
   * The sixteen scenarios of an underlying, the first being number 1.
   *
   * @param extreme the move of the last two, in price scan ranges, 10⁻⁹
   * @param cover the weight of the last two, 10⁻⁹
   */
  public static List<Scenario> standard(long extreme, long cover) {
    List<Scenario> all = new ArrayList<>();
    for (int third : THIRDS) {
      long move = Fixed.times(third, Fixed.FRACTION_ONE);
      all.add(new Scenario(move, 1, Fixed.FRACTION_ONE));
      all.add(new Scenario(move, -1, Fixed.FRACTION_ONE));
    }
    long far = Fixed.times(extreme, DENOMINATOR);
    all.add(new Scenario(far, 0, cover));
    all.add(new Scenario(Fixed.negate(far), 0, cover));
    return all;
  }
}
