package tenor.clearing.settlement;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Funding;
import tenor.clearing.proto.SettledMark;
import tenor.clearing.proto.SettlementAverage;
import tenor.clearing.proto.SettlementTotals;

/** The tables of this component. */
public final class SettlementKeys {
  /** The price to which variation margin was paid, by instrument. */
  public static final Table<Integer, SettledMark> SETTLED =
      Table.byInt(
          "settledMarks", Prefix.SETTLEMENT, 1, SettledMark.getDefaultInstance(), "instrument");

  /** The funding of a perpetual, by instrument. */
  public static final Table<Integer, Funding> FUNDING =
      Table.byInt("funding", Prefix.SETTLEMENT, 2, Funding.getDefaultInstance(), "instrument");

  /** What an expiring instrument will settle at, by instrument. */
  public static final Table<Integer, SettlementAverage> AVERAGES =
      Table.byInt(
          "settlementAverages",
          Prefix.SETTLEMENT,
          3,
          SettlementAverage.getDefaultInstance(),
          "instrument");

  /** Totals for reports. */
  public static final Table<Table.Singleton, SettlementTotals> TOTALS =
      Table.single("settlementTotals", Prefix.SETTLEMENT, 4, SettlementTotals.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(SETTLED, FUNDING, AVERAGES, TOTALS);

  private SettlementKeys() {}
}
