package tenor.clearing.collateral;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.InitialCover;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.CollateralAssets;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.WithdrawalCounter;

/** Deposits and withdrawals: how cash enters and leaves through the custodian. */
public final class CollateralComponent implements Component {
  private final Withdrawals withdrawals;

  /** Lets go of cash that {@code cover} finds an account can do without. */
  public CollateralComponent(InitialCover cover) {
    this.withdrawals = new Withdrawals(cover);
  }

  @Override
  public String name() {
    return "collateral";
  }

  @Override
  public int prefix() {
    return Prefix.COLLATERAL;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return CollateralKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return CollateralParams.ALL;
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(
        Operation.KindCase.DEPOSIT,
        Operation.KindCase.REQUEST_WITHDRAWAL,
        Operation.KindCase.SETTLE_WITHDRAWAL,
        Operation.KindCase.RETURN_WITHDRAWAL,
        Operation.KindCase.SETTLE_CONVERSION);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return CollateralOperations.check(operation);
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return CollateralOperations.execute(operation, context);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("custody", (state, block) -> Custody.broken(state)),
        new Invariant("pending", (state, block) -> Withdrawals.broken(state)));
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    TreeMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.MARGIN, Conversions::run);
    phases.put(Phase.WITHDRAWALS, withdrawals::run);
    return phases;
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    CollateralKeys.COUNTER.put(
        context.state(), Table.Singleton.ROW, WithdrawalCounter.newBuilder().setNext(1).build());
    for (int i = 0; i < genesis.getDepositsCount(); i++) {
      deposit(genesis.getDeposits(i), "deposits[" + i + "]: ", context);
    }
  }

  private static void deposit(Deposit entry, String where, Context context) {
    Optional<Reject> fault =
        CollateralOperations.check(Operation.newBuilder().setDeposit(entry).build());
    if (fault.isPresent()) {
      throw new IllegalArgumentException(where + fault.get().message());
    }
    if (!CollateralOperations.takesDeposits(context.state(), entry.getAccount())) {
      throw new IllegalArgumentException(where + CollateralReject.UNKNOWN_ACCOUNT.message());
    }
    if (!InstrumentsKeys.ASSETS.contains(context.state(), entry.getAsset())) {
      throw new IllegalArgumentException(where + CollateralReject.UNKNOWN_ASSET.message());
    }
    if (CollateralAssets.isOwnIssue(context.state(), entry.getAccount(), entry.getAsset())) {
      throw new IllegalArgumentException(where + CollateralReject.OWN_ISSUE.message());
    }
    Custody.receive(context.state(), entry.getAccount(), entry.getAsset(), entry.getAmount());
  }
}
