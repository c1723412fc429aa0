package tenor.clearing.kernel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/** Brings each operation to the component that executes it. */
public final class Router {
  private static final int MOST_OPERATIONS = 256;

  private final Map<Operation.KindCase, Component> owners = new EnumMap<>(Operation.KindCase.class);
  private final Admission admission;

  /** Routes to {@code components}, whose kinds of operations are disjoint. */
  public Router(List<Component> components, Admission admission) {
    this.admission = admission;
    for (Component component : components) {
      for (Operation.KindCase kind : component.operations()) {
        Component other = owners.put(kind, component);
        if (other != null) {
          throw new IllegalStateException(
              kind + " is executed by " + other.name() + " and by " + component.name());
        }
      }
    }
  }

  /** What can be refused without state: the reason and what it is about, or empty. */
  public Optional<Outcome.Rejected> check(Transaction transaction) {
    int count = transaction.getBody().getOperationsCount();
    if (count < 1 || count > MOST_OPERATIONS) {
      return refusal(TxReject.OPERATION_COUNT, "has " + count);
    }
    if (transaction.getBody().getAtomicity() == Atomicity.ATOMICITY_UNSPECIFIED) {
      return refusal(TxReject.ATOMICITY, "");
    }
    for (Operation operation : transaction.getBody().getOperationsList()) {
      Component owner = owners.get(operation.getKindCase());
      if (owner == null) {
        return refusal(TxReject.EMPTY_OPERATION, "");
      }
    }
    if (transaction.getBody().getAtomicity() == Atomicity.ATOMICITY_ALL) {
      return transaction.getBody().getOperationsList().stream()
          .map(this::early)
          .flatMap(Optional::stream)
          .findFirst()
          .flatMap(reason -> refusal(reason, ""));
    }
    return Optional.empty();
  }

  private static Optional<Outcome.Rejected> refusal(Reject reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail));
  }

  /**
   * Executes a transaction whose signatures verify. A refusal that is not final leaves nothing; any
   * other outcome consumes the nonces.
   */
  public TxResult execute(Transaction transaction, Context context) {
    Admission.Admitted admitted =
        admission.admit(transaction, context.state(), context.block().height());
    return switch (admitted) {
      case Admission.Admitted.Refused(TxReject reason, String detail) -> {
        if (reason.isFinal()) {
          admission.consume(transaction, context.state());
        }
        yield TxResult.refused(reason, detail);
      }
      case Admission.Admitted.Granted(Authority authority) -> {
        admission.consume(transaction, context.state());
        yield run(transaction, context, authority);
      }
    };
  }

  private TxResult run(Transaction transaction, Context context, Authority authority) {
    Optional<Outcome.Rejected> refused = check(transaction);
    if (refused.isPresent()) {
      return TxResult.refused(refused.get().reason(), refused.get().detail());
    }
    Context work = context.nested(authority);
    List<Operation> operations = transaction.getBody().getOperationsList();
    boolean all = transaction.getBody().getAtomicity() == Atomicity.ATOMICITY_ALL;
    for (int i = 0; i < operations.size(); i++) {
      Outcome outcome = attempt(operations.get(i), work);
      if (outcome instanceof Outcome.Rejected(Reject reason, String detail)) {
        if (all) {
          return TxResult.refused(
              reason, "operation " + i + (detail.isEmpty() ? "" : ": " + detail));
        }
        work.emit(
            Event.of("refused")
                .with("operation", i)
                .with("code", reason.code())
                .with("reason", TxResult.text(reason, detail)));
      }
    }
    work.state().applyTo(context.state());
    return new TxResult(0, "", work.events());
  }

  private Outcome attempt(Operation operation, Context work) {
    Component owner = owner(operation);
    Optional<Reject> early = early(operation);
    if (early.isPresent()) {
      return Outcome.rejected(early.get());
    }
    Context nested = work.nested();
    Outcome outcome;
    try {
      outcome = owner.execute(operation, nested);
    } catch (RuleFailure failure) {
      return Outcome.rejected(TxReject.RULE_FAILURE, String.valueOf(failure.getMessage()));
    }
    if (outcome instanceof Outcome.Accepted) {
      work.keep(nested);
    }
    return outcome;
  }

  /** What the operation's component refuses without state; a failure of it is a refusal too. */
  private Optional<Reject> early(Operation operation) {
    try {
      return owner(operation).check(operation);
    } catch (RuleFailure failure) {
      return Optional.of(TxReject.RULE_FAILURE);
    }
  }

  private Component owner(Operation operation) {
    return Objects.requireNonNull(owners.get(operation.getKindCase()));
  }
}
