package tenor.clearing.adaptive;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.OpenCalls;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Genesis;

/** Values that follow the market and conduct: at the end of every epoch, within governed bounds. */
public final class AdaptiveComponent implements Component {
  private final SortedMap<Phase, Step> phases = new TreeMap<>();
  private final Ranges ranges;
  private final Offsets offsets;
  private final OpenCalls calls;
  private final Param offset;

  /**
   * Epochs.
   *
   * @param mporDays the parameter that is the margin period of risk in days
   * @param offset the parameter that is the greatest offset of a margin class
   * @param calls who has a call to answer
   */
  public AdaptiveComponent(Param mporDays, Param offset, OpenCalls calls) {
    this.ranges = new Ranges(mporDays);
    this.offsets = new Offsets(offset);
    this.calls = calls;
    this.offset = offset;
    phases.put(Phase.INDEX, ranges::raise);
    phases.put(Phase.EPOCH, this::close);
  }

  @Override
  public String name() {
    return "adaptive";
  }

  @Override
  public int prefix() {
    return Prefix.ADAPTIVE;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return AdaptiveKeys.ALL;
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    Epochs.begin(context, 0);
  }

  @Override
  public List<Param> params() {
    return AdaptiveParams.ALL;
  }

  /** ADP-06, ADP-09: bounds that contradict each other are refused. */
  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    if (param.equals(AdaptiveParams.RANGE_LEAST)) {
      return ordered(value, AdaptiveParams.RANGE_MOST.get(state, scope), "rangeLeast", "rangeMost");
    }
    if (param.equals(AdaptiveParams.RANGE_MOST)) {
      return ordered(
          AdaptiveParams.RANGE_LEAST.get(state, scope), value, "rangeLeast", "rangeMost");
    }
    return OffsetBounds.objection(param, scope, value, state, offset);
  }

  private static Optional<String> ordered(
      long least, long most, String leastName, String mostName) {
    return least <= most
        ? Optional.empty()
        : Optional.of("expected " + leastName + " " + least + " at most " + mostName + " " + most);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    return phases;
  }

  /** What follows from an epoch applies from the next block on. */
  private void close(Context context) {
    if (!Epochs.endsWith(context.state(), context.block())) {
      return;
    }
    long ended = Epochs.turn(context);
    ranges.close(context, ended);
    offsets.close(context, ended);
    Reputation.close(context, calls);
  }
}
