package tenor.clearing.collateral;

import java.util.Optional;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.CollateralAssets;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.Withdrawal;
import tenor.clearing.proto.WithdrawalCounter;
import tenor.clearing.proto.WithdrawalStatus;

/** What collateral executes; each is one list of checks, then one move. */
final class CollateralOperations {
  private static final int LONGEST_REFERENCE = 64;

  private CollateralOperations() {}

  /** What is refused whatever the state is. */
  static Optional<Reject> check(Operation operation) {
    return switch (operation.getKindCase()) {
      case DEPOSIT ->
          amount(operation.getDeposit().getAmount())
              .or(() -> reference(operation.getDeposit().getReference()));
      case REQUEST_WITHDRAWAL ->
          amount(operation.getRequestWithdrawal().getAmount())
              .or(() -> reference(operation.getRequestWithdrawal().getReference()));
      case SETTLE_WITHDRAWAL -> reference(operation.getSettleWithdrawal().getReference());
      case RETURN_WITHDRAWAL -> reference(operation.getReturnWithdrawal().getReason());
      case SETTLE_CONVERSION -> Conversions.check(operation.getSettleConversion());
      default -> Optional.empty();
    };
  }

  static Outcome execute(Operation operation, Context context) {
    return switch (operation.getKindCase()) {
      case DEPOSIT -> deposit(operation.getDeposit(), context);
      case REQUEST_WITHDRAWAL -> request(operation.getRequestWithdrawal(), context);
      case SETTLE_WITHDRAWAL ->
          finish(operation.getSettleWithdrawal().getWithdrawal(), true, context);
      case RETURN_WITHDRAWAL ->
          finish(operation.getReturnWithdrawal().getWithdrawal(), false, context);
      case SETTLE_CONVERSION -> Conversions.settle(operation.getSettleConversion(), context);
      default -> throw new IllegalStateException("not of collateral: " + operation.getKindCase());
    };
  }

  /** COL-01, COL-12: the custodian's word is enough for what arrived and is no own issue. */
  private static Outcome deposit(Deposit op, Context context) {
    if (!isCustodian(context)) {
      return Outcome.rejected(CollateralReject.NOT_CUSTODIAN);
    }
    if (!takesDeposits(context.state(), op.getAccount())) {
      return Outcome.rejected(CollateralReject.UNKNOWN_ACCOUNT, "account " + op.getAccount());
    }
    if (!InstrumentsKeys.ASSETS.contains(context.state(), op.getAsset())) {
      return Outcome.rejected(CollateralReject.UNKNOWN_ASSET, "asset " + op.getAsset());
    }
    if (CollateralAssets.isOwnIssue(context.state(), op.getAccount(), op.getAsset())) {
      return Outcome.rejected(CollateralReject.OWN_ISSUE, "asset " + op.getAsset());
    }
    Custody.receive(context.state(), op.getAccount(), op.getAsset(), op.getAmount());
    context.emit(
        Event.of("deposit")
            .with("account", op.getAccount())
            .with("asset", op.getAsset())
            .with("amount", op.getAmount())
            .with("reference", op.getReference()));
    return Outcome.accepted();
  }

  /** Whether an account may be credited by the custodian: a participant's, or the house's. */
  static boolean takesDeposits(Reader state, long account) {
    return account == Ledger.HOUSE || Participants.participantOf(state, account) != 0;
  }

  /** COL-02: a request moves nothing; it waits for the margin step of a later block. */
  private static Outcome request(RequestWithdrawal op, Context context) {
    Reader state = context.state();
    if (!context.authority().actsFor(op.getAccount())) {
      return Outcome.rejected(CollateralReject.NOT_ACCOUNT);
    }
    if (!InstrumentsKeys.ASSETS.contains(state, op.getAsset())) {
      return Outcome.rejected(CollateralReject.UNKNOWN_ASSET, "asset " + op.getAsset());
    }
    long least = CollateralParams.least(state, op.getAsset(), context.block().height());
    if (op.getAmount() < least) {
      return Outcome.rejected(CollateralReject.BELOW_MINIMUM, "at least " + least);
    }
    Waiting waiting = Waiting.of(state, op.getAccount(), op.getAsset());
    long most = CollateralParams.MAX_REQUESTS.get(state);
    if (waiting.requests() >= most) {
      return Outcome.rejected(CollateralReject.TOO_MANY_REQUESTS, "at most " + most);
    }
    long free = Fixed.minus(Ledger.cash(state, op.getAccount(), op.getAsset()), waiting.amount());
    if (op.getAmount() > free) {
      return Outcome.rejected(CollateralReject.INSUFFICIENT_CASH, "at most " + Math.max(0, free));
    }
    return open(op, context);
  }

  private static Outcome open(RequestWithdrawal op, Context context) {
    long number = CollateralKeys.COUNTER.require(context.state(), Table.Singleton.ROW).getNext();
    CollateralKeys.COUNTER.put(
        context.state(),
        Table.Singleton.ROW,
        WithdrawalCounter.newBuilder().setNext(Fixed.plus(number, 1)).build());
    Withdrawal withdrawal =
        Withdrawal.newBuilder()
            .setAccount(op.getAccount())
            .setAsset(op.getAsset())
            .setAmount(op.getAmount())
            .setStatus(WithdrawalStatus.WITHDRAWAL_STATUS_REQUESTED)
            .setRequestedHeight(context.block().height())
            .setRequestedMillis(context.block().timeMillis())
            .setReference(op.getReference())
            .build();
    CollateralKeys.WITHDRAWALS.put(context.state(), number, withdrawal);
    context.emit(Withdrawals.event("withdrawalRequested", number, withdrawal));
    return Outcome.accepted();
  }

  /** COL-07, COL-08: the custodian paid a pending withdrawal out, or could not. */
  private static Outcome finish(long number, boolean paid, Context context) {
    if (!isCustodian(context)) {
      return Outcome.rejected(CollateralReject.NOT_CUSTODIAN);
    }
    Withdrawal withdrawal = CollateralKeys.WITHDRAWALS.find(context.state(), number);
    if (withdrawal == null) {
      return Outcome.rejected(CollateralReject.UNKNOWN_WITHDRAWAL, "withdrawal " + number);
    }
    if (withdrawal.getStatus() != WithdrawalStatus.WITHDRAWAL_STATUS_PENDING) {
      return Outcome.rejected(CollateralReject.NOT_PENDING, "withdrawal " + number);
    }
    if (paid) {
      Custody.pay(context.state(), withdrawal.getAsset(), withdrawal.getAmount());
    } else {
      Ledger.transfer(
          context.state(),
          Ledger.PENDING,
          withdrawal.getAccount(),
          withdrawal.getAsset(),
          withdrawal.getAmount(),
          Reason.WITHDRAWAL_RETURNED);
    }
    CollateralKeys.WITHDRAWALS.remove(context.state(), number);
    String type = paid ? "withdrawalSettled" : "withdrawalReturned";
    context.emit(Withdrawals.event(type, number, withdrawal));
    return Outcome.accepted();
  }

  static boolean isCustodian(Context context) {
    return context.authority().hasRole(Role.ROLE_CUSTODIAN);
  }

  static Optional<Reject> amount(long amount) {
    return amount > 0 ? Optional.empty() : Optional.of(CollateralReject.BAD_AMOUNT);
  }

  static Optional<Reject> reference(String text) {
    boolean printable =
        text.length() <= LONGEST_REFERENCE && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return printable ? Optional.empty() : Optional.of(CollateralReject.BAD_REFERENCE);
  }

  /** The requests of an account that wait, and what they ask of one asset. */
  private record Waiting(long requests, long amount) {
    static Waiting of(Reader state, long account, int asset) {
      long requests = 0;
      long amount = 0;
      for (long number : CollateralKeys.WITHDRAWALS.rows(state)) {
        Withdrawal row = CollateralKeys.WITHDRAWALS.require(state, number);
        if (row.getAccount() == account
            && row.getStatus() == WithdrawalStatus.WITHDRAWAL_STATUS_REQUESTED) {
          requests = Fixed.plus(requests, 1);
          amount = row.getAsset() == asset ? Fixed.plus(amount, row.getAmount()) : amount;
        }
      }
      return new Waiting(requests, amount);
    }
  }
}
