package tenor.clearing.accounts;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Balance;

/** The tables of this component. */
public final class AccountsKeys {
  /** Cash of an account in an asset, negative if owed. */
  public static final Table<AccountAsset, Balance> BALANCES =
      Table.of(
          "balances",
          Prefix.ACCOUNTS,
          1,
          Balance.getDefaultInstance(),
          (start, row) -> start.u64(row.account()).u32(row.asset()),
          key -> new AccountAsset(key.u64At(2), key.u32At(10)));

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(BALANCES);

  private AccountsKeys() {}
}
