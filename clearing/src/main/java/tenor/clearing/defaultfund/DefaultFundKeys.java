package tenor.clearing.defaultfund;

import java.util.List;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Covered;
import tenor.clearing.proto.FundTotals;

/** The tables of this component. */
public final class DefaultFundKeys {
  /** What the fund received and paid, by asset. */
  public static final Table<Integer, FundTotals> TOTALS =
      Table.byInt("fundTotals", Prefix.DEFAULT_FUND, 1, FundTotals.getDefaultInstance());

  /** What was paid for an account and not repaid, by account and asset. */
  public static final Table<AccountAsset, Covered> COVERED =
      Table.of(
          "covered",
          Prefix.DEFAULT_FUND,
          2,
          Covered.getDefaultInstance(),
          (start, row) -> start.u64(row.account()).u32(row.asset()),
          key -> new AccountAsset(key.u64At(2), key.u32At(10)));

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(TOTALS, COVERED);

  private DefaultFundKeys() {}
}
