package tenor.clearing.collateral;

import java.util.List;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Conversion;
import tenor.clearing.proto.CustodyTotals;
import tenor.clearing.proto.Withdrawal;
import tenor.clearing.proto.WithdrawalCounter;

/** The tables of this component. */
public final class CollateralKeys {
  /** What crossed the custodian's door, by asset. */
  public static final Table<Integer, CustodyTotals> TOTALS =
      Table.byInt(
          "custodyTotals", Prefix.COLLATERAL, 1, CustodyTotals.getDefaultInstance(), "asset");

  /** By withdrawal number. */
  public static final Table<Long, Withdrawal> WITHDRAWALS =
      Table.byLong(
          "withdrawals", Prefix.COLLATERAL, 2, Withdrawal.getDefaultInstance(), "withdrawal");

  /** The next withdrawal's number. */
  public static final Table<Table.Singleton, WithdrawalCounter> COUNTER =
      Table.single(
          "withdrawalCounter", Prefix.COLLATERAL, 3, WithdrawalCounter.getDefaultInstance());

  /** What the house took of an account for cash, by the asset taken. */
  public static final Table<AccountAsset, Conversion> CONVERSIONS =
      Table.of(
          "conversions",
          Prefix.COLLATERAL,
          4,
          Conversion.getDefaultInstance(),
          AccountAsset.FIELDS,
          (start, row) -> row.append(start),
          AccountAsset::read);

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(TOTALS, WITHDRAWALS, COUNTER, CONVERSIONS);

  private CollateralKeys() {}
}
