package tenor.clearing.accounts;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.Brought;

/** The tables of this component. */
public final class AccountsKeys {
  /** Cash of an account in an asset, negative if owed. */
  public static final Table<AccountAsset, Balance> BALANCES =
      Table.of(
          "balances",
          Prefix.ACCOUNTS,
          1,
          Balance.getDefaultInstance(),
          AccountAsset.FIELDS,
          (start, row) -> row.append(start),
          AccountAsset::read);

  /** What an account's owner brought in of an asset, less what it took out; absent if nothing. */
  public static final Table<AccountAsset, Brought> BROUGHT =
      Table.of(
          "brought",
          Prefix.ACCOUNTS,
          2,
          Brought.getDefaultInstance(),
          AccountAsset.FIELDS,
          (start, row) -> row.append(start),
          AccountAsset::read);

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(BALANCES, BROUGHT);

  private AccountsKeys() {}
}
