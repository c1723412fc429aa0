package tenor.clearing.collateral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.CustodyTotals;

/** The custodian's door: the only way in which cash enters and leaves the house. */
public final class Custody {
  private Custody() {}

  /**
   * COL-01: cash arrived for an account.
   *
   * @param amount zero does nothing; a negative one is a rule failure
   */
  public static void receive(Writer state, long account, int asset, long amount) {
    if (amount == 0) {
      return;
    }
    Ledger.transfer(state, Ledger.CUSTODY, account, asset, amount, Reason.DEPOSIT);
    CustodyTotals totals = CollateralKeys.TOTALS.get(state, asset);
    long deposited = Fixed.plus(totals.getDeposited(), amount);
    CollateralKeys.TOTALS.put(state, asset, totals.toBuilder().setDeposited(deposited).build());
  }

  /** COL-07: cash that was pending was paid out. */
  static void pay(Writer state, int asset, long amount) {
    leave(state, Ledger.PENDING, asset, amount, Reason.WITHDRAWAL_SETTLED);
  }

  /** COL-14: collateral that was the house's was sold. */
  static void sold(Writer state, int asset, long amount) {
    leave(state, Ledger.HOUSE, asset, amount, Reason.CONVERSION);
  }

  private static void leave(Writer state, long from, int asset, long amount, Reason reason) {
    Ledger.transfer(state, from, Ledger.CUSTODY, asset, amount, reason);
    CustodyTotals totals = CollateralKeys.TOTALS.require(state, asset);
    long withdrawn = Fixed.plus(totals.getWithdrawn(), amount);
    CollateralKeys.TOTALS.put(state, asset, totals.toBuilder().setWithdrawn(withdrawn).build());
  }

  /** What the custodian holds of an asset, pending withdrawals included. */
  public static long held(Reader state, int asset) {
    CustodyTotals totals = CollateralKeys.TOTALS.get(state, asset);
    return Fixed.minus(totals.getDeposited(), totals.getWithdrawn());
  }

  /** COL-10: the custodian's account is minus what crossed the door, in every asset. */
  static Optional<String> broken(Reader state) {
    TreeSet<Integer> assets = new TreeSet<>(CollateralKeys.TOTALS.rows(state));
    for (AccountAsset row :
        AccountsKeys.BALANCES.rows(state, AccountsKeys.BALANCES.prefix().u64(Ledger.CUSTODY))) {
      assets.add(row.asset());
    }
    List<String> wrong = new ArrayList<>();
    for (int asset : assets) {
      long cash = Ledger.cash(state, Ledger.CUSTODY, asset);
      long held = held(state, asset);
      if (cash != Fixed.negate(held)) {
        wrong.add(
            "the custodian's account of asset "
                + asset
                + " is "
                + cash
                + ", deposits less withdrawals are "
                + held);
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }
}
