package tenor.clearing.settlement;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** The parameters of settlement. Lengths of time are in minutes of the rules, day / 1440. */
public final class SettlementParams {
  private static final long DAY = 1440;

  /** How often funding of a perpetual is paid. */
  public static final Param FUNDING_INTERVAL =
      param(
          1,
          "fundingInterval",
          Unit.UNIT_UNSPECIFIED,
          480,
          1,
          DAY,
          "the time between payments of funding, in minutes (day / 1440)");

  /** The greatest rate of funding. */
  public static final Param FUNDING_CAP =
      param(
          2,
          "fundingCap",
          Unit.UNIT_FRACTION,
          7_500_000,
          0,
          100_000_000,
          "the greatest funding rate of an interval, either way");

  /** Over how long the settlement price is averaged. */
  public static final Param SETTLEMENT_WINDOW =
      param(
          3,
          "settlementWindow",
          Unit.UNIT_UNSPECIFIED,
          30,
          1,
          DAY,
          "the time before expiry over which the index is averaged, in minutes (day / 1440)");

  /** How long settlement waits for an index that was stale. */
  public static final Param SETTLEMENT_WAIT =
      param(
          4,
          "settlementWait",
          Unit.UNIT_UNSPECIFIED,
          DAY,
          0,
          10 * DAY,
          "how long settlement waits after expiry for half a window of fresh index,"
              + " in minutes (day / 1440)");

  /** Until when an account may say what to exercise. */
  public static final Param EXERCISE_CUTOFF =
      param(
          5,
          "exerciseCutoff",
          Unit.UNIT_UNSPECIFIED,
          60,
          0,
          DAY,
          "how long before expiry exercise intentions are no longer taken,"
              + " in minutes (day / 1440)");

  /** All of them. */
  static final List<Param> ALL =
      List.of(FUNDING_INTERVAL, FUNDING_CAP, SETTLEMENT_WINDOW, SETTLEMENT_WAIT, EXERCISE_CUTOFF);

  private SettlementParams() {}

  private static Param param(
      int number, String name, Unit unit, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.SETTLEMENT,
        number,
        name,
        Param.Scope.UNDERLYING,
        unit,
        byDefault,
        least,
        most,
        meaning);
  }
}
