package tenor.clearing.collateral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.InitialCover;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Withdrawal;
import tenor.clearing.proto.WithdrawalStatus;

/** What becomes of requests after the margin step of a block. */
final class Withdrawals {
  private final InitialCover cover;

  Withdrawals(InitialCover cover) {
    this.cover = cover;
  }

  /**
   * COL-05: requests of earlier blocks, oldest first. One that a rule fails on is undone and tried
   * again in the next block.
   */
  void run(Context context) {
    for (long number : CollateralKeys.WITHDRAWALS.rows(context.state())) {
      Withdrawal request = CollateralKeys.WITHDRAWALS.require(context.state(), number);
      if (request.getStatus() == WithdrawalStatus.WITHDRAWAL_STATUS_REQUESTED
          && request.getRequestedHeight() < context.block().height()) {
        // A failure leaves the request as it was, as does cover that is missing.
        context.isolated(item -> moveIfCovered(number, request, item));
        lapseIfOld(number, context);
      }
    }
  }

  private void moveIfCovered(long number, Withdrawal request, Context context) {
    if (!isFree(request, context.state())) {
      return;
    }
    Context moved = context.nested();
    move(number, request, moved);
    long now = context.block().timeMillis();
    if (cover.covered(moved.state(), request.getAccount(), now)) {
      context.keep(moved);
    }
  }

  /** Whether the participant may, the cash is there, and the reserve of the asset stays. */
  private static boolean isFree(Withdrawal request, Reader state) {
    int asset = request.getAsset();
    long left =
        Fixed.minus(
            Fixed.minus(Custody.held(state, asset), Ledger.cash(state, Ledger.PENDING, asset)),
            request.getAmount());
    return Participants.isActive(state, Participants.participantOf(state, request.getAccount()))
        && Ledger.cash(state, request.getAccount(), asset) >= request.getAmount()
        && left >= CollateralParams.RESERVE.get(state, asset);
  }

  private static void move(long number, Withdrawal request, Context context) {
    Ledger.transfer(
        context.state(),
        request.getAccount(),
        Ledger.PENDING,
        request.getAsset(),
        request.getAmount(),
        Reason.WITHDRAWAL);
    CollateralKeys.WITHDRAWALS.put(
        context.state(),
        number,
        request.toBuilder().setStatus(WithdrawalStatus.WITHDRAWAL_STATUS_PENDING).build());
    context.emit(event("withdrawalPending", number, request));
  }

  /** COL-06: a request that could not be met for a governed time lapses; nothing had moved. */
  private static void lapseIfOld(long number, Context context) {
    Withdrawal request = CollateralKeys.WITHDRAWALS.require(context.state(), number);
    long patience =
        ChainClock.minutes(context.state(), CollateralParams.REQUEST_MINUTES.get(context.state()));
    long age = Fixed.minus(context.block().timeMillis(), request.getRequestedMillis());
    if (request.getStatus() == WithdrawalStatus.WITHDRAWAL_STATUS_REQUESTED && age > patience) {
      CollateralKeys.WITHDRAWALS.remove(context.state(), number);
      context.emit(event("withdrawalLapsed", number, request));
    }
  }

  /** What happened to a withdrawal. */
  static Event event(String type, long number, Withdrawal withdrawal) {
    return Event.of(type)
        .with("withdrawal", number)
        .with("account", withdrawal.getAccount())
        .with("asset", withdrawal.getAsset())
        .with("amount", withdrawal.getAmount());
  }

  /** COL-11: the pending account holds exactly the pending withdrawals, in every asset. */
  static Optional<String> broken(Reader state) {
    TreeMap<Integer, Long> expected = new TreeMap<>();
    for (long number : CollateralKeys.WITHDRAWALS.rows(state)) {
      Withdrawal withdrawal = CollateralKeys.WITHDRAWALS.require(state, number);
      if (withdrawal.getStatus() == WithdrawalStatus.WITHDRAWAL_STATUS_PENDING) {
        expected.merge(withdrawal.getAsset(), withdrawal.getAmount(), Fixed::plus);
      }
    }
    for (AccountAsset row :
        AccountsKeys.BALANCES.rows(state, AccountsKeys.BALANCES.prefix().u64(Ledger.PENDING))) {
      expected.putIfAbsent(row.asset(), 0L);
    }
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Integer, Long> entry : expected.entrySet()) {
      long cash = Ledger.cash(state, Ledger.PENDING, entry.getKey());
      if (cash != entry.getValue()) {
        wrong.add(
            "pending cash of asset "
                + entry.getKey()
                + " is "
                + cash
                + ", pending withdrawals are "
                + entry.getValue());
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }
}
