package tenor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;

/** The custodian's component, which fails where a test tells it to. */
final class Sabotage implements Component {
  private final Component inner;
  @Nullable Throwable inCheck;
  @Nullable Throwable inExecute;
  @Nullable Throwable inPhase;
  @Nullable Throwable inInvariant;
  Phase phase = Phase.EPOCH;

  private Sabotage(Component inner) {
    this.inner = inner;
  }

  /** All the rules, this one among them. */
  record House(ClearingHouse rules, Sabotage sabotage) {}

  static House house() {
    ClearingHouse standard = Application.rules();
    List<Component> parts = new ArrayList<>();
    Sabotage sabotage = null;
    for (Component component : standard.components()) {
      if (component.name().equals("collateral")) {
        sabotage = new Sabotage(component);
        parts.add(sabotage);
      } else if (!component.name().equals("governance")) {
        parts.add(component);
      }
    }
    return new House(
        ClearingHouse.of(parts, standard.admission()), Optional.ofNullable(sabotage).orElseThrow());
  }

  private static void fail(@Nullable Throwable failure) {
    switch (failure) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      case null -> {}
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int prefix() {
    return inner.prefix();
  }

  @Override
  public List<Table<?, ?>> tables() {
    return inner.tables();
  }

  @Override
  public List<Operation.KindCase> operations() {
    return inner.operations();
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    fail(inCheck);
    return inner.check(operation);
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    Outcome outcome = inner.execute(operation, context);
    fail(inExecute);
    return outcome;
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    inner.genesis(genesis, context);
  }

  @Override
  public List<Param> params() {
    return inner.params();
  }

  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    return inner.objection(param, scope, value, state);
  }

  @Override
  public List<Invariant> invariants() {
    List<Invariant> all = new ArrayList<>(inner.invariants());
    all.add(
        new Invariant(
            "sabotage",
            (state, block) -> {
              fail(inInvariant);
              return Optional.empty();
            }));
    return all;
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> all = new TreeMap<>();
    for (Phase at : Phase.values()) {
      Step own = inner.phases().get(at);
      all.put(
          at,
          context -> {
            if (own != null) {
              own.run(context);
            }
            if (at == phase) {
              fail(inPhase);
            }
          });
    }
    return all;
  }
}
