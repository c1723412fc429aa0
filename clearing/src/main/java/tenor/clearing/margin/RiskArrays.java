package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.RiskArray;

/**
 * Risk arrays: what one contract held long loses under each scenario (MRG-02). Everything an array
 * depends on is stored with it, so that anyone can recompute it.
 */
final class RiskArrays {
  /** The least a scenario leaves of a forward: a thousandth. */
  private static final long FLOOR_PART = 1000;

  private RiskArrays() {}

  /** What the array of an instrument depends on: its mark and the parameters of its underlying. */
  static RiskArray inputs(Reader state, Instrument instrument, long mark) {
    int underlying = instrument.getUnderlying();
    return RiskArray.newBuilder()
        .setMark(mark)
        .setMultiplier(instrument.getMultiplier())
        .setPriceScanRange(InForce.priceScanRange(state, underlying))
        .setExtreme(MarginParams.EXTREME.get(state, underlying))
        .setCover(MarginParams.COVER.get(state, underlying))
        .build();
  }

  /** The array of an instrument: its inputs and the losses that follow from them. */
  static RiskArray of(Instrument instrument, RiskArray inputs) {
    return inputs.toBuilder().addAllLosses(losses(instrument, inputs)).build();
  }

  private static List<Long> losses(Instrument instrument, RiskArray inputs) {
    return switch (instrument.getType()) {
      case INSTRUMENT_TYPE_FUTURE, INSTRUMENT_TYPE_PERPETUAL -> linear(inputs);
      case INSTRUMENT_TYPE_OPTION, INSTRUMENT_TYPE_PAYOFF ->
          throw new RuleFailure("no array of " + instrument.getSymbol());
      case INSTRUMENT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("instrument without a type: " + instrument.getSymbol());
    };
  }

  /** The losses of what is worth its forward, rounded up. */
  static List<Long> linear(RiskArray inputs) {
    List<Long> losses = new ArrayList<>(Scenario.COUNT);
    for (Scenario scenario : Scenario.standard(inputs.getExtreme(), inputs.getCover())) {
      losses.add(linear(scenario, inputs));
    }
    return losses;
  }

  /**
   * weight × (V(F) − V(max(F × (1 + move × psr), F / 1000))), where V(p) = p × multiplier. The
   * fraction of F that is lost is exact over {@code MOVE_ONE × 10⁹}; only the result is rounded.
   */
  private static long linear(Scenario scenario, RiskArray inputs) {
    BigInteger one = Scenario.MOVE_ONE.multiply(BigInteger.valueOf(Fixed.FRACTION_ONE));
    BigInteger most = one.subtract(one.divide(BigInteger.valueOf(FLOOR_PART)));
    BigInteger lost =
        scenario.move().negate().multiply(BigInteger.valueOf(inputs.getPriceScanRange())).min(most);
    BigInteger loss =
        lost.multiply(BigInteger.valueOf(scenario.weight()))
            .multiply(BigInteger.valueOf(inputs.getMark()))
            .multiply(BigInteger.valueOf(inputs.getMultiplier()));
    BigInteger unit =
        one.multiply(BigInteger.valueOf(Fixed.FRACTION_ONE))
            .multiply(BigInteger.valueOf(Fixed.PRICE_ONE));
    return Fixed.toLong(Fixed.quotient(loss, unit, Rounding.UP));
  }
}
