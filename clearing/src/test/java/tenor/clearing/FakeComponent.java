package tenor.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.TradeCounter;
import tenor.clearing.proto.Unit;

/** A component that does what a test tells it; it owns the counter and the trades of trading. */
final class FakeComponent implements Component {
  static final Table<Table.Singleton, TradeCounter> COUNTER =
      Table.single("tradeCounter", Prefix.TRADING, 2, TradeCounter.getDefaultInstance());

  static final Param LIMIT =
      new Param(
          Prefix.TRADING, 1, "limit", Param.Scope.HOUSE, Unit.UNIT_UNSPECIFIED, 5, 0, 9, "a limit");

  final List<Invariant> invariants = new ArrayList<>();
  final SortedMap<Phase, Step> phases = new TreeMap<>();
  BiFunction<Operation, Context, Outcome> execute = (operation, context) -> Outcome.accepted();
  BiFunction<Long, Reader, Optional<String>> objection = (value, state) -> Optional.empty();

  /** Why it refuses. */
  enum FakeReject implements Reject {
    /** Because it was told to. */
    TOLD;

    @Override
    public int prefix() {
      return Prefix.TRADING;
    }

    @Override
    public int number() {
      return 7;
    }

    @Override
    public String message() {
      return "expected nothing";
    }
  }

  /** Counts one more, which a test can see in the state. */
  static void count(Context context) {
    long next = count(context.state()) + 1;
    COUNTER.put(
        context.state(), Table.Singleton.ROW, TradeCounter.newBuilder().setNext(next).build());
  }

  /** How often {@link #count} was kept. */
  static long count(Reader state) {
    return COUNTER.get(state, Table.Singleton.ROW).getNext();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public int prefix() {
    return Prefix.TRADING;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(COUNTER);
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(Operation.KindCase.REGISTER_TRADE);
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return execute.apply(operation, context);
  }

  @Override
  public List<Param> params() {
    return List.of(LIMIT);
  }

  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    return objection.apply(value, state);
  }

  @Override
  public List<Invariant> invariants() {
    return invariants;
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    return phases;
  }
}
