package tenor.clearing.systemic;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.adaptive.Epochs;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.SystemicView;

/**
 * The house as a regulator looks at it, in state and provable: what is at stake, how it is
 * concentrated, and how often margin was not enough.
 */
public final class SystemicComponent implements Component {
  @Override
  public String name() {
    return "systemic";
  }

  @Override
  public int prefix() {
    return Prefix.SYSTEMIC;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return SystemicKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return SystemicParams.ALL;
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    stamp(context);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.EPOCH, SystemicComponent::epoch);
    return phases;
  }

  private static void epoch(Context context) {
    boolean ended = Epochs.endedWith(context.state(), context.block());
    if (!ended && !isDue(context.state(), context.block())) {
      return;
    }
    SortedMap<Long, AccountMargin> margins = margins(context);
    if (ended) {
      Losses.close(context, margins);
    }
    if (context.isolated(work -> Exposures.of(work.state(), margins).put(work.state())) == null) {
      stamp(context);
    } else {
      context.emit(Event.of("viewFailed"));
    }
  }

  /** SYS-01: a governed time has passed since the last view. */
  private static boolean isDue(Reader state, Block block) {
    long age =
        Fixed.minus(
            block.timeMillis(), SystemicKeys.VIEW.get(state, Table.Singleton.ROW).getTimeMillis());
    return age >= ChainClock.minutes(state, SystemicParams.VIEW_MINUTES.get(state));
  }

  private static void stamp(Context context) {
    SystemicKeys.VIEW.put(
        context.state(),
        Table.Singleton.ROW,
        SystemicView.newBuilder()
            .setHeight(context.block().height())
            .setTimeMillis(context.block().timeMillis())
            .build());
  }

  /** The margin of every account by its number; those that cannot be computed are left out. */
  private static SortedMap<Long, AccountMargin> margins(Context context) {
    SortedMap<Long, AccountMargin> margins = new TreeMap<>();
    BlockRisk block = BlockRisk.of(context.state());
    for (AccountMargin.Due due : AccountMargin.all(context.state(), block)) {
      context.isolated(_ -> margins.put(due.account(), due.margin().get()));
    }
    return margins;
  }
}
