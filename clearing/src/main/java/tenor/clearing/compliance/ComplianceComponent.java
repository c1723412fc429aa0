package tenor.clearing.compliance;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.KeyRule;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;

/** Participants, roles, keys, accounts' owners, and the nonces that transactions used. */
public final class ComplianceComponent implements Component {
  private final ComplianceChecks checks;
  private final ComplianceOperations operations = new ComplianceOperations();

  /** Registers the keys that {@code keyRule} finds no fault with. */
  public ComplianceComponent(KeyRule keyRule) {
    this.checks = new ComplianceChecks(keyRule);
  }

  @Override
  public String name() {
    return "compliance";
  }

  @Override
  public int prefix() {
    return Prefix.COMPLIANCE;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return ComplianceKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return ComplianceParams.ALL;
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(
        Operation.KindCase.REGISTER_PARTICIPANT,
        Operation.KindCase.REGISTER_KEY,
        Operation.KindCase.REVOKE_KEY,
        Operation.KindCase.OPEN_ACCOUNT,
        Operation.KindCase.SET_PARTICIPANT_STATUS);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return checks.check(operation);
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return operations.execute(operation, context);
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    ComplianceGenesis.write(genesis, checks, context.state());
  }

  /** CMP-17: nonces stay behind: they are of signatures for the other chain alone. */
  @Override
  public void carryOver(Genesis genesis, Reader books, Context context) {
    for (Table<?, ?> table : ComplianceKeys.OF_BOOKS) {
      table.copy(books, context.state());
    }
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    TreeMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.END, Nonces::forgetExpired);
    return phases;
  }
}
