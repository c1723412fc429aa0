package tenor.clearing.risk;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.LossSum;
import tenor.clearing.fixed.Rounding;

/**
 * What an account's positions in one margin class require; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param joint the loss under the worst scenario aligned across the class, at least 0
 * @param worst that scenario, from 1; 0 if no scenario loses
 * @param required Σ S − ω (Σ common − joint), not below Σ of the short option minima
 */
public record ClassRequirement(long joint, int worst, long required) {
  /**
   * What a class requires (RSK-10); the offset granted is rounded down.
   *
   * @param offset ω, 10⁻⁹
   */
  public static ClassRequirement of(List<UnderlyingRequirement> underlyings, long offset) {
    LossSum together = new LossSum(Scenario.COMMON);
    together.clear(Scenario.COMMON);
    long total = 0;
    long common = 0;
    long least = 0;
    for (UnderlyingRequirement part : underlyings) {
      together.add(part.losses());
      total = Fixed.plus(total, part.total());
      common = Fixed.plus(common, part.common());
      least = Fixed.plus(least, part.shortOptionMinimum());
    }
    int worst = together.worst(0, Scenario.COMMON);
    long joint = worst < 0 ? 0 : together.get(worst);
    long granted =
        Fixed.mulDiv(Fixed.minus(common, joint), offset, Fixed.FRACTION_ONE, Rounding.DOWN);
    return new ClassRequirement(joint, worst + 1, Math.max(least, Fixed.minus(total, granted)));
  }
}
