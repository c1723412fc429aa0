package tenor.clearing.adaptive;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.risk.Offset;

/** ADP-09: between which correlations a margin class earns its offset. */
public final class OffsetBounds {
  private OffsetBounds() {}

  /**
   * The bounds of a margin class.
   *
   * @param most the parameter that is ω_max
   * @throws RuleFailure if they contradict each other
   */
  static Offset.Bounds of(Reader state, int marginClass, Param most) {
    return new Offset.Bounds(
        most.get(state, marginClass),
        AdaptiveParams.CORRELATION_LOW.get(state, marginClass),
        AdaptiveParams.CORRELATION_HIGH.get(state, marginClass));
  }

  /**
   * What stands against setting one of the three parameters to a value: {@code ρ_low < ρ_high} and
   * {@code ρ_high ≥ 1 − 2 (1 − ω_max)²} hold for every class that it is set for.
   *
   * @param most the parameter that is ω_max
   */
  public static Optional<String> objection(
      Param param, int scope, long value, Reader state, Param most) {
    if (!List.of(most, AdaptiveParams.CORRELATION_LOW, AdaptiveParams.CORRELATION_HIGH)
        .contains(param)) {
      return Optional.empty();
    }
    Overlay later = new Overlay(state);
    Param.VALUES.put(
        later,
        new Param.Row(param.prefix(), param.number(), scope),
        ParamValue.newBuilder().setValue(value).build());
    TreeSet<Integer> classes = new TreeSet<>(List.of(scope));
    if (scope == 0) {
      classes.addAll(InstrumentsKeys.MARGIN_CLASSES.rows(state));
    }
    for (int marginClass : classes) {
      try {
        of(later, marginClass, most);
      } catch (RuleFailure failure) {
        return Optional.of(
            "expected correlationLow < correlationHigh and correlationHigh at least"
                + " 1 - 2 (1 - offset)^2, for margin class "
                + marginClass);
      }
    }
    return Optional.empty();
  }
}
