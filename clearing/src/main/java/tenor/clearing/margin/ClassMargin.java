package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * The margin of an account in one margin class; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param marginClass its number
 * @param asset that everything in the class settles in
 * @param underlyings ascending by number
 * @param worstScenario of the class as a whole, 0 if no scenario loses
 * @param joint the loss under the worst scenario aligned across the class, at least 0
 * @param required the margin
 */
public record ClassMargin(
    int marginClass,
    int asset,
    List<UnderlyingMargin> underlyings,
    int worstScenario,
    long joint,
    long required) {
  /** Keeps its own copy. */
  public ClassMargin {
    underlyings = List.copyOf(underlyings);
  }

  /**
   * The margin of a class (MRG-06): Σ S − ω × (Σ common − joint), not below Σ of the short option
   * minima; the offset granted is rounded down.
   *
   * @param offset ω, 10⁻⁹
   */
  static ClassMargin of(
      int marginClass, int asset, List<UnderlyingMargin> underlyings, long offset) {
    long total = 0;
    long common = 0;
    long least = 0;
    for (UnderlyingMargin margin : underlyings) {
      total = Fixed.plus(total, margin.total());
      common = Fixed.plus(common, margin.common());
      least = Fixed.plus(least, margin.shortOptionMinimum());
    }
    Worst joint = Worst.of(together(underlyings));
    long gain = Fixed.minus(common, joint.loss());
    long granted = Fixed.mulDiv(gain, offset, Fixed.FRACTION_ONE, Rounding.DOWN);
    long required = Math.max(least, Fixed.minus(total, granted));
    return new ClassMargin(
        marginClass, asset, underlyings, joint.scenario(), joint.loss(), required);
  }

  private static List<Long> together(List<UnderlyingMargin> underlyings) {
    List<Long> losses = new ArrayList<>(Scenario.COUNT);
    for (int k = 0; k < Scenario.COUNT; k++) {
      long loss = 0;
      for (UnderlyingMargin margin : underlyings) {
        loss = Fixed.plus(loss, margin.losses().get(k));
      }
      losses.add(loss);
    }
    return losses;
  }
}
