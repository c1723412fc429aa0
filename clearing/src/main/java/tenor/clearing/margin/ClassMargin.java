package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.risk.ClassRequirement;

/**
 * The margin of an account in one margin class; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param marginClass its number
 * @param asset that everything in the class settles in
 * @param underlyings ascending by number
 * @param requirement what the class requires
 */
public record ClassMargin(
    int marginClass, int asset, List<UnderlyingMargin> underlyings, ClassRequirement requirement) {
  /** Keeps its own copy. */
  public ClassMargin {
    underlyings = List.copyOf(underlyings);
  }

  /** The margin of a class (MRG-06), {@code offset} being ω, 10⁻⁹. */
  static ClassMargin of(
      int marginClass, int asset, List<UnderlyingMargin> underlyings, long offset) {
    return new ClassMargin(
        marginClass,
        asset,
        underlyings,
        ClassRequirement.of(
            underlyings.stream().map(UnderlyingMargin::requirement).toList(), offset));
  }

  /** The worst common scenario of the class as a whole, from 1; 0 if none loses. */
  public int worstScenario() {
    return requirement.worst();
  }

  /** The loss under it, at least 0. */
  public long joint() {
    return requirement.joint();
  }

  /** The margin. */
  public long required() {
    return requirement.required();
  }
}
