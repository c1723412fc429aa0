package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.Participants;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.Requirement;

/**
 * Looks at every account on one state, before anything is done about any of them (LIQ-01): the
 * margin of an account depends on its group, so the order must not matter.
 */
final class Review {
  private Review() {}

  /**
   * What accounts lack, by account. One whose margin cannot be computed is restricted; it is among
   * them only if it owes cash, which is a default whatever its margin.
   */
  static List<Shortfall> all(Context context, BlockRisk block) {
    List<Shortfall> shortfalls = new ArrayList<>();
    List<Long> failed = new ArrayList<>();
    LongFunction<AccountMargin> margins = AccountMargin.all(context.state(), block);
    for (long account : Participants.accounts(context.state())) {
      boolean computed =
          context.isolated(_ -> shortfalls.add(Shortfall.of(margins.apply(account)))) == null;
      if (!computed) {
        failed.add(account);
        debt(context.state(), account).ifPresent(shortfalls::add);
      }
    }
    Restrictions.update(context, failed);
    return shortfalls;
  }

  /** The asset in which an account owes most, its margin unknown. */
  private static Optional<Shortfall> debt(Reader state, long account) {
    Requirement worst = new Requirement(0, 0, 0, 0, 0, 0, 0);
    for (AccountAsset row :
        AccountsKeys.BALANCES.rows(state, AccountsKeys.BALANCES.prefix().u64(account))) {
      long cash = Ledger.cash(state, account, row.asset());
      if (cash < worst.cash()) {
        worst = new Requirement(row.asset(), cash, cash, 0, 0, 0, 0);
      }
    }
    return worst.cash() < 0
        ? Optional.of(new Shortfall(account, worst, worst.excess()))
        : Optional.empty();
  }
}
