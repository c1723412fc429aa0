package tenor.clearing.margin;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.adaptive.OffsetBounds;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.RiskArray;

/** Keeps the risk arrays; the margin of an account is computed from them by whoever asks. */
public final class MarginComponent implements Component {
  @Override
  public String name() {
    return "margin";
  }

  @Override
  public int prefix() {
    return Prefix.MARGIN;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return MarginKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return MarginParams.ALL;
  }

  /** An offset that correlations cannot justify is refused. */
  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    return OffsetBounds.objection(param, scope, value, state, MarginParams.OFFSET);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.ARRAYS, MarginComponent::arrays);
    return phases;
  }

  /**
   * Every array whose inputs changed (MRG-02). One that cannot be computed is removed: the margin
   * of those who hold it then fails, which restricts them.
   */
  private static void arrays(Context context) {
    for (int number : InstrumentsKeys.INSTRUMENTS.rows(context.state())) {
      if (context.isolated(work -> array(work.state(), number)) != null) {
        MarginKeys.ARRAYS.remove(context.state(), number);
      }
    }
  }

  private static void array(Overlay state, int number) {
    Instrument instrument = InstrumentsKeys.INSTRUMENTS.require(state, number);
    RiskArray old = MarginKeys.ARRAYS.find(state, number);
    Mark mark = OracleKeys.MARKS.find(state, number);
    if (instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_SETTLED) {
      if (old != null) {
        MarginKeys.ARRAYS.remove(state, number);
      }
    } else if (mark != null) {
      RiskArray inputs = RiskArrays.inputs(state, instrument, mark.getPrice());
      if (old == null || !inputs.equals(old.toBuilder().clearLosses().build())) {
        MarginKeys.ARRAYS.put(state, number, RiskArrays.of(instrument, inputs));
      }
    }
  }
}
