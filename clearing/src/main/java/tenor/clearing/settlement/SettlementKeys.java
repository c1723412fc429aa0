package tenor.clearing.settlement;

import java.util.List;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.ExerciseIntention;
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

  /** What everything of an underlying that expires at a time will settle at. */
  public static final Table<Expiration, SettlementAverage> AVERAGES =
      Table.of(
          "settlementAverages",
          Prefix.SETTLEMENT,
          3,
          SettlementAverage.getDefaultInstance(),
          List.of(KeyField.u32("underlying"), KeyField.u64("expiryMillis")),
          (start, row) -> start.u32(row.underlying()).u64(row.expiryMillis()),
          in -> new Expiration(in.u32(), in.u64()));

  /** What accounts want other than automatic exercise, by instrument, then account. */
  public static final Table<Holder, ExerciseIntention> INTENTIONS =
      Table.of(
          "exerciseIntentions",
          Prefix.SETTLEMENT,
          5,
          ExerciseIntention.getDefaultInstance(),
          List.of(KeyField.u32("instrument"), KeyField.u64("account")),
          (start, row) -> start.u32(row.instrument()).u64(row.account()),
          in -> new Holder(in.u32(), in.u64()));

  /** Totals for reports. */
  public static final Table<Table.Singleton, SettlementTotals> TOTALS =
      Table.single("settlementTotals", Prefix.SETTLEMENT, 4, SettlementTotals.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(SETTLED, FUNDING, AVERAGES, TOTALS, INTENTIONS);

  private SettlementKeys() {}
}
