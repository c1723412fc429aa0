package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.Requirement;
import tenor.clearing.proto.Balance;

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
    SortedSet<Long> failed = new TreeSet<>();
    for (AccountMargin.Due due : AccountMargin.all(context.state(), block)) {
      boolean computed =
          context.isolated(_ -> shortfalls.add(Shortfall.of(due.margin().get()))) == null;
      if (!computed) {
        failed.add(due.account());
        debt(context.state(), due.account()).ifPresent(shortfalls::add);
      }
    }
    Restrictions.update(context, failed);
    return shortfalls;
  }

  /** The asset in which an account owes most, its margin unknown. */
  private static Optional<Shortfall> debt(Reader state, long account) {
    Requirement worst = new Requirement(0, 0, 0, 0, 0, 0, 0);
    for (Table.Entry<AccountAsset, Balance> balance : Ledger.balances(state, account)) {
      long cash = balance.value().getCash();
      if (cash < worst.cash()) {
        worst = new Requirement(balance.row().asset(), cash, cash, 0, 0, 0, 0);
      }
    }
    return worst.cash() < 0
        ? Optional.of(new Shortfall(account, worst, worst.excess()))
        : Optional.empty();
  }
}
