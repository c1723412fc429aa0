package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** The governed parameters of margin. */
public final class MarginParams {
  /** How far a price is expected to move within the margin period of risk. */
  public static final Param PRICE_SCAN_RANGE =
      param(
          1,
          "priceScanRange",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          100_000_000,
          1_000_000,
          1_000_000_000,
          "price scan range while too few returns were seen: the fraction of its forward that a"
              + " price moves in scenarios 11 to 14");

  /** The move of scenarios 15 and 16. */
  public static final Param EXTREME =
      param(
          2,
          "extreme",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          3_000_000_000L,
          1_000_000_000,
          5_000_000_000L,
          "the move of scenarios 15 and 16, in price scan ranges");

  /** The weight of scenarios 15 and 16. */
  public static final Param COVER =
      param(
          3,
          "cover",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          330_000_000,
          0,
          1_000_000_000,
          "the part of the loss under scenarios 15 and 16 that margin covers");

  /** The charge for positions that offset each other over expiries. */
  public static final Param CALENDAR_CHARGE =
      param(
          4,
          "calendarCharge",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          5_000_000,
          0,
          1_000_000_000,
          "charge per matched unit of delta over expiries, as a fraction of the index");

  /** How much trades in a day. */
  public static final Param DAILY_CAPACITY =
      param(
          5,
          "dailyCapacity",
          Scope.UNDERLYING,
          Unit.UNIT_MULTIPLIER,
          1_000_000_000_000_000L,
          0,
          1_000_000_000_000_000_000L,
          "units of the underlying that can be traded out of in a day; 0 refuses opening");

  /** The margin period of risk. */
  public static final Param MPOR_DAYS =
      param(
          6,
          "mporDays",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          2_000_000_000L,
          1_000_000_000,
          10_000_000_000L,
          "margin period of risk in days");

  /** ω_max, the most of the cross-underlying offset ω. */
  public static final Param OFFSET =
      param(
          7,
          "offset",
          Scope.MARGIN_CLASS,
          Unit.UNIT_FRACTION,
          0,
          0,
          800_000_000,
          "the most that a margin class may earn by correlation: the part of the gain from"
              + " offsetting underlyings that is granted");

  /** From maintenance to initial margin. */
  public static final Param INITIAL_FACTOR =
      param(
          8,
          "initialFactor",
          Scope.HOUSE,
          Unit.UNIT_FRACTION,
          1_250_000_000,
          1_000_000_000,
          3_000_000_000L,
          "initial margin as a multiple of maintenance margin");

  /** Where open interest makes opening dear. */
  public static final Param OPEN_INTEREST_CAP =
      param(
          9,
          "openInterestCap",
          Scope.UNDERLYING,
          Unit.UNIT_UNSPECIFIED,
          0,
          0,
          1_000_000_000_000L,
          "contracts of one instrument above whose 80 % initial margin rises to the full value;"
              + " 0 sets no cap");

  /** How far a volatility is expected to move. */
  public static final Param VOL_SCAN_RANGE =
      param(
          10,
          "volScanRange",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          350_000_000,
          0,
          2_000_000_000L,
          "vol scan range: the relative move of a volatility 30 days from expiry");

  /** How much more volatilities of short expiries move. */
  public static final Param VOL_TERM_SHORT =
      param(
          11,
          "volTermShort",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          300_000_000,
          0,
          1_000_000_000,
          "the power of 30 / days by which volatilities up to 30 days move more");

  /** How much less volatilities of long expiries move. */
  public static final Param VOL_TERM_LONG =
      param(
          12,
          "volTermLong",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          130_000_000,
          0,
          1_000_000_000,
          "the power of 30 / days by which volatilities beyond 30 days move less");

  /** The least volatility of a scenario. */
  public static final Param VOL_FLOOR =
      param(
          13,
          "volFloor",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          50_000_000,
          10_000_000,
          1_000_000_000,
          "the least volatility under a scenario");

  /** How much nearer to expiry options are revalued. */
  public static final Param LOOK_AHEAD =
      param(
          14,
          "lookAhead",
          Scope.UNDERLYING,
          Unit.UNIT_UNSPECIFIED,
          1440,
          0,
          14_400,
          "how much nearer to expiry options are revalued, in minutes (day / 1440)");

  /** The charge for vegas that offset each other over expiries. */
  public static final Param VEGA_CHARGE =
      param(
          15,
          "vegaCharge",
          Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          10_000_000,
          0,
          1_000_000_000,
          "charge per matched unit of vega over expiries, in volatility");

  /** The least margin of an option written. */
  public static final Param SHORT_OPTION_MINIMUM =
      param(
          16,
          "shortOptionMinimum",
          Scope.UNDERLYING,
          Unit.UNIT_AMOUNT,
          0,
          0,
          1_000_000_000_000L,
          "the least margin per vanilla option written");

  /** All of them. */
  static final List<Param> ALL =
      List.of(
          PRICE_SCAN_RANGE,
          EXTREME,
          COVER,
          CALENDAR_CHARGE,
          DAILY_CAPACITY,
          MPOR_DAYS,
          OFFSET,
          INITIAL_FACTOR,
          OPEN_INTEREST_CAP,
          VOL_SCAN_RANGE,
          VOL_TERM_SHORT,
          VOL_TERM_LONG,
          VOL_FLOOR,
          LOOK_AHEAD,
          VEGA_CHARGE,
          SHORT_OPTION_MINIMUM);

  private MarginParams() {}

  private static Param param(
      int number,
      String name,
      Scope scope,
      Unit unit,
      long byDefault,
      long least,
      long most,
      String meaning) {
    return new Param(Prefix.MARGIN, number, name, scope, unit, byDefault, least, most, meaning);
  }
}
