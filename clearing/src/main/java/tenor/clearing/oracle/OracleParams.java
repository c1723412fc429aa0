package tenor.clearing.oracle;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/**
 * The parameters of the oracle. Lengths of time are in minutes of the rules, a minute being day /
 * 1440, so that replays shorten all alike.
 */
public final class OracleParams {
  private static final long DAY = 1440;

  /** How old a report may be to count. */
  public static final Param MAX_REPORT_AGE =
      minutes(1, "maxReportAge", 2 * DAY, 1, 30 * DAY, "the oldest report that counts");

  /** How old an index may be to be fresh. */
  public static final Param MAX_PRICE_AGE =
      minutes(2, "maxPriceAge", 3 * DAY, 1, 30 * DAY, "the oldest index that counts as fresh");

  /** The largest move of an index in a block, as a fraction of it, for gaps up to a minute. */
  public static final Param MAX_MOVE =
      fraction(3, "maxMove", 10_000_000, 1, Fixed.FRACTION_ONE, "the largest move in a block");

  /** How far a mark may be from the carry value, as a fraction of it. */
  public static final Param MARK_BAND =
      fraction(4, "markBand", 20_000_000, 0, 250_000_000, "a mark's distance from carry");

  /** r: what money earns in a year. */
  public static final Param RATE =
      fraction(5, "rate", 0, -200_000_000, 500_000_000, "the interest rate r in a year");

  /** q: what the underlying yields in a year. */
  public static final Param YIELD =
      fraction(6, "yield", 0, -200_000_000, 500_000_000, "the underlying's yield q in a year");

  /** The step to which block time is floored before the time to expiry is measured. */
  public static final Param TENOR_STEP =
      minutes(7, "tenorStep", 1, 1, DAY, "the step of the time to expiry");

  /** The time constant of the moving average of a perpetual's premium. */
  public static final Param PREMIUM_SMOOTHING =
      minutes(8, "premiumSmoothing", 30, 1, DAY, "the time constant of a perpetual's premium");

  /** How old a surface may be to be fresh. */
  public static final Param MAX_SURFACE_AGE =
      minutes(9, "maxSurfaceAge", 3 * DAY, 1, 30 * DAY, "the oldest surface that counts as fresh");

  /** How many knots of a surface lie on each side of the middle one. */
  public static final Param SURFACE_KNOTS =
      new Param(
          Prefix.ORACLE,
          10,
          "surfaceKnots",
          Scope.UNDERLYING,
          Unit.UNIT_UNSPECIFIED,
          5,
          1,
          16,
          "knots of a surface on each side of the middle one");

  /** How far two knots of a surface are apart in z. */
  public static final Param SURFACE_STEP =
      fraction(
          11,
          "surfaceStep",
          500_000_000,
          100_000_000,
          2_000_000_000,
          "the step of z = ln(K/F) / (vol √T) between two knots of a surface");

  /** The largest move of a volatility in a block, as a fraction of it, for gaps up to a minute. */
  public static final Param MAX_VOL_MOVE =
      fraction(
          12,
          "maxVolMove",
          100_000_000,
          1,
          Fixed.FRACTION_ONE,
          "the largest move of a volatility in a block");

  /** How much of itself a volatility may be changed by to rule arbitrage out. */
  public static final Param SURFACE_REPAIR =
      fraction(
          13,
          "surfaceRepair",
          50_000_000,
          0,
          250_000_000,
          "the part of a volatility by which it may be changed to rule arbitrage out");

  /** All of them. */
  static final List<Param> ALL =
      List.of(
          MAX_REPORT_AGE,
          MAX_PRICE_AGE,
          MAX_MOVE,
          MARK_BAND,
          RATE,
          YIELD,
          TENOR_STEP,
          PREMIUM_SMOOTHING,
          MAX_SURFACE_AGE,
          SURFACE_KNOTS,
          SURFACE_STEP,
          MAX_VOL_MOVE,
          SURFACE_REPAIR);

  private OracleParams() {}

  private static Param minutes(
      int number, String name, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.ORACLE,
        number,
        name,
        Scope.UNDERLYING,
        Unit.UNIT_UNSPECIFIED,
        byDefault,
        least,
        most,
        meaning + ", in minutes (day / 1440)");
  }

  private static Param fraction(
      int number, String name, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.ORACLE,
        number,
        name,
        Scope.UNDERLYING,
        Unit.UNIT_FRACTION,
        byDefault,
        least,
        most,
        meaning);
  }
}
