package tenor.clearing.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tenor.clearing.fixed.WideSum;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Balance;

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
    TreeMap<Integer, WideSum> sums = new TreeMap<>();
    for (Table.Entry<AccountAsset, Balance> balance : AccountsKeys.BALANCES.entries(state)) {
      int asset = balance.row().asset();
      sums.computeIfAbsent(asset, _ -> new WideSum()).add(balance.value().getCash());
    }
    List<String> wrong = new ArrayList<>();
    sums.forEach(
        (asset, sum) -> {
          if (!sum.isZero()) {
            wrong.add("balances of asset " + asset + " sum to " + sum.value() + ", not to 0");
          }
        });
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  /** ACC-02: what passes through clearing has passed when the block ends. */
  private static Optional<String> leftInClearing(Reader state) {
    List<String> wrong = new ArrayList<>();
    for (Table.Entry<AccountAsset, Balance> left : Ledger.balances(state, Ledger.CLEARING)) {
      long cash = left.value().getCash();
      if (cash != 0) {
        wrong.add("clearing holds " + cash + " of asset " + left.row().asset() + ", not 0");
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }
}
