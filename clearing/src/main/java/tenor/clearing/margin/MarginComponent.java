package tenor.clearing.margin;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tenor.clearing.adaptive.OffsetBounds;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;

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
    return Stream.concat(MarginParams.ALL.stream(), HaircutParams.ALL.stream()).toList();
  }

  /** An offset that correlations cannot justify is refused, and one price for all assets. */
  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    if (param.equals(HaircutParams.COLLATERAL_INDEX) && scope == 0 && value != 0) {
      return Optional.of("expected the scope of an asset: each has its own price");
    }
    return OffsetBounds.objection(param, scope, value, state, MarginParams.OFFSET);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.ARRAYS, ArrayUpdate::run);
    return phases;
  }
}
