package tenor.clearing.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Clock;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.PendingParam;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.RulesVersion;
import tenor.clearing.proto.ScheduleRules;
import tenor.clearing.proto.SetParam;

/** Parameters, versions of the rules, the chain's clock. */
public final class GovernanceComponent implements Component {
  /**
   * Blocks of notice before a version of the rules: vote extensions of a height are checked by the
   * version that the block before it knew.
   */
  static final long NOTICE_BLOCKS = 2;

  private final ParamBook book;

  /** Governs its own parameters and those of {@code others}. */
  public GovernanceComponent(List<Component> others) {
    List<Component> all = new ArrayList<>(others);
    all.add(this);
    this.book = new ParamBook(all);
  }

  @Override
  public String name() {
    return "governance";
  }

  @Override
  public int prefix() {
    return Prefix.GOVERNANCE;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return GovernanceKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return BlockLimits.ALL;
  }

  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    return BlockLimits.objection(param, value, state);
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(Operation.KindCase.SET_PARAM, Operation.KindCase.SCHEDULE_RULES);
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    if (!context.authority().hasRole(Role.ROLE_ADMIN)) {
      return Outcome.rejected(GovernanceReject.NOT_ADMIN);
    }
    return operation.hasSetParam()
        ? setParam(operation.getSetParam(), context)
        : scheduleRules(operation.getScheduleRules(), context);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    TreeMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.BEGIN, GovernanceComponent::begin);
    phases.put(Phase.END, GovernanceComponent::tick);
    return phases;
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    GovernanceGenesis.write(genesis, book, context);
  }

  @Override
  public void carryOver(Genesis genesis, Reader books, Context context) {
    GovernanceGenesis.write(genesis, book, context);
    CarriedChain.write(genesis, books, context);
  }

  /** GOV-01: a value applies from the next block on; of several for one row the last stands. */
  private Outcome setParam(SetParam op, Context context) {
    ParamBook.Entry entry = book.find(op.getComponent(), op.getName()).orElse(null);
    if (entry == null) {
      return Outcome.rejected(
          GovernanceReject.UNKNOWN_PARAM, op.getComponent() + "." + op.getName());
    }
    if (!Scopes.exists(context.state(), entry.param().scope(), op.getScope())) {
      return Outcome.rejected(GovernanceReject.BAD_SCOPE, "scope " + op.getScope());
    }
    if (!entry.inBounds(op.getValue())) {
      return Outcome.rejected(GovernanceReject.OUT_OF_BOUNDS, entry.bounds());
    }
    String objection =
        entry.objection(op.getScope(), op.getValue(), toCome(context.state())).orElse(null);
    if (objection != null) {
      return Outcome.rejected(GovernanceReject.INCONSISTENT, objection);
    }
    GovernanceKeys.PENDING.put(
        context.state(),
        new PendingRow(Fixed.plus(context.block().height(), 1), entry.row(op.getScope())),
        PendingParam.newBuilder().setValue(op.getValue()).build());
    return Outcome.accepted();
  }

  /** GOV-03: with notice, in order of heights, one version at a time. */
  private static Outcome scheduleRules(ScheduleRules op, Context context) {
    Reader state = context.state();
    long soonest = Fixed.plus(context.block().height(), NOTICE_BLOCKS);
    if (op.getHeight() < soonest) {
      return Outcome.rejected(GovernanceReject.RULES_TOO_SOON, "from " + soonest);
    }
    List<Long> scheduled = Rules.VERSIONS.rows(state);
    if (scheduled.getLast() > op.getHeight()) {
      return Outcome.rejected(GovernanceReject.RULES_OUT_OF_ORDER, "from " + scheduled.getLast());
    }
    int before = Rules.version(state, Fixed.minus(op.getHeight(), 1));
    if (op.getVersion() != before && op.getVersion() != before + 1) {
      return Outcome.rejected(GovernanceReject.RULES_VERSION, "version " + before + " or the next");
    }
    Rules.VERSIONS.put(
        context.state(),
        op.getHeight(),
        RulesVersion.newBuilder().setVersion(op.getVersion()).build());
    return Outcome.accepted();
  }

  /** GOV-02: a value is judged beside those that will be in force with it. */
  public static Reader toCome(Reader state) {
    Overlay later = new Overlay(state);
    GovernanceKeys.PENDING.rows(state).forEach(row -> apply(row, later));
    return later;
  }

  private static void begin(Context context) {
    requireKnownRules(context.state(), context.block());
    for (PendingRow row : GovernanceKeys.PENDING.rows(context.state())) {
      if (row.height() <= context.block().height()) {
        apply(row, context.state());
      }
    }
  }

  private static void apply(PendingRow row, Writer state) {
    long value = GovernanceKeys.PENDING.require(state, row).getValue();
    Param.VALUES.put(state, row.param(), ParamValue.newBuilder().setValue(value).build());
    GovernanceKeys.PENDING.remove(state, row);
  }

  /** GOV-04: a release that does not know the rules in force stops rather than guess. */
  private static void requireKnownRules(Reader state, Block block) {
    int version = Rules.version(state, block.height());
    if (version > Rules.KNOWN) {
      throw new BrokenInvariant(
          "version "
              + version
              + " of the rules is in force at height "
              + block.height()
              + ", this release knows them up to "
              + Rules.KNOWN
              + ": install a newer release");
    }
  }

  /** GOV-05: the clock of the last block, for the rules and for the next block's gap. */
  private static void tick(Context context) {
    Clock last = ChainClock.last(context.state());
    ChainClock.CLOCK.put(
        context.state(),
        Table.Singleton.ROW,
        last.toBuilder()
            .setHeight(context.block().height())
            .setTimeMillis(context.block().timeMillis())
            .build());
  }
}
