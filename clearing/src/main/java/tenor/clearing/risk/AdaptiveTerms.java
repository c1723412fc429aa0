package tenor.clearing.risk;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;

/**
 * What governs an adaptive price scan range; all in 10⁻⁹.
 *
 * @param lambda weight of the past in the moving average, from 0 to 1
 * @param multiple z, standard deviations
 * @param floor the least volatility of an epoch
 * @param decay the most by which volatility falls in an epoch, a fraction of it
 * @param epochs margin period of risk in epochs
 */
public record AdaptiveTerms(long lambda, long multiple, long floor, long decay, long epochs) {
  /** λ 0.97, z 2.6, floor 0.5 %, decay 1 %, one epoch. */
  public static final AdaptiveTerms STANDARD =
      new AdaptiveTerms(970_000_000, 2_600_000_000L, 5_000_000, 10_000_000, 1_000_000_000);

  /** Refuses what no rule could use. */
  public AdaptiveTerms {
    if (lambda < 0 || lambda > Fixed.FRACTION_ONE || decay < 0 || decay > Fixed.FRACTION_ONE) {
      throw new RuleFailure("lambda and decay are from 0 to 1");
    }
    if (multiple <= 0 || floor <= 0 || epochs <= 0) {
      throw new RuleFailure("multiple, floor and epochs are above 0");
    }
  }
}
