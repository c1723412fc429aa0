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
      Table.byInt("fundTotals", Prefix.DEFAULT_FUND, 1, FundTotals.getDefaultInstance(), "asset");

  /** What was paid for an account and not repaid, by account and asset. */
  public static final Table<AccountAsset, Covered> COVERED =
      Table.of(
          "covered",
          Prefix.DEFAULT_FUND,
          2,
          Covered.getDefaultInstance(),
          AccountAsset.FIELDS,
          (start, row) -> row.append(start),
          AccountAsset::read);

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(TOTALS, COVERED);

  private DefaultFundKeys() {}
}
