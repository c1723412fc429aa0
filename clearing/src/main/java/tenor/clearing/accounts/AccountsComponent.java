package tenor.clearing.accounts;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;

/**
 * The ledger as a part of the state. It executes nothing: others move value through {@link Ledger}.
 */
public final class AccountsComponent implements Component {
  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public int prefix() {
    return Prefix.ACCOUNTS;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return AccountsKeys.ALL;
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("conservation", (state, block) -> unbalanced(state)),
        new Invariant("clearing", (state, block) -> leftInClearing(state)));
  }

  /** ACC-01: over all accounts, the custodian's included, every asset sums to zero. */
  private static Optional<String> unbalanced(Reader state) {
    TreeMap<Integer, BigInteger> sums = new TreeMap<>();
    for (AccountAsset row : AccountsKeys.BALANCES.rows(state)) {
      BigInteger cash = BigInteger.valueOf(Ledger.cash(state, row.account(), row.asset()));
      sums.merge(row.asset(), cash, BigInteger::add);
    }
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Integer, BigInteger> sum : sums.entrySet()) {
      if (sum.getValue().signum() != 0) {
        wrong.add("balances of asset " + sum.getKey() + " sum to " + sum.getValue() + ", not to 0");
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  /** ACC-02: what passes through clearing has passed when the block ends. */
  private static Optional<String> leftInClearing(Reader state) {
    List<String> wrong = new ArrayList<>();
    for (AccountAsset row :
        AccountsKeys.BALANCES.rows(state, AccountsKeys.BALANCES.prefix().u64(Ledger.CLEARING))) {
      long cash = Ledger.cash(state, row.account(), row.asset());
      if (cash != 0) {
        wrong.add("clearing holds " + cash + " of asset " + row.asset() + ", not 0");
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }
}
