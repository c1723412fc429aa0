package tenor.clearing.defaultfund;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.FundTotals;

/** The tables of this component. */
public final class DefaultFundKeys {
  /** What the fund received and paid, by asset. */
  public static final Table<Integer, FundTotals> TOTALS =
      Table.byInt("fundTotals", Prefix.DEFAULT_FUND, 1, FundTotals.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(TOTALS);

  private DefaultFundKeys() {}
}
