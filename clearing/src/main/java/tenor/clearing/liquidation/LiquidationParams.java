package tenor.clearing.liquidation;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Unit;

/**
 * The governed parameters of liquidation. Durations are in minutes of the rules (day / 1440). Grace
 * and ramp are at most half a day each, so that together they stay within the least margin period
 * of risk.
 */
public final class LiquidationParams {
  /** Grace of an account that holds futures. */
  public static final Param GRACE_FUTURE =
      minutes(1, "graceFuture", 60, "from a call to liquidation for who holds futures only");

  /** Grace of an account that holds a perpetual. */
  public static final Param GRACE_PERPETUAL =
      minutes(2, "gracePerpetual", 0, "from a call to liquidation for who holds a perpetual");

  /** How long the premium rises. */
  public static final Param RAMP =
      minutes(3, "ramp", 240, "in which a slice's premium rises from its start to its end");

  /** The premium at which an auction starts. */
  public static final Param PREMIUM_START =
      fraction(
          4,
          "premiumStart",
          50_000_000,
          500_000_000,
          "the premium at the start of an auction, as a fraction of the slice's maintenance");

  /** The premium at which an auction ends. */
  public static final Param PREMIUM_END =
      fraction(
          5,
          "premiumEnd",
          300_000_000,
          500_000_000,
          "the premium at the end of an auction, as a fraction of the slice's maintenance");

  /** What a slice leaves above maintenance: β. */
  public static final Param CUSHION =
      fraction(
          6,
          "cushion",
          100_000_000,
          1_000_000_000,
          "what equity exceeds maintenance by after a slice, as a fraction of maintenance");

  /** The fund's share of a premium. */
  public static final Param FUND_SHARE =
      fraction(
          7, "fundShare", 100_000_000, 1_000_000_000, "the insurance fund's share of a premium");

  /** Accounts acted on in a block. */
  public static final Param MAX_STEPS =
      new Param(
          Prefix.LIQUIDATION,
          8,
          "maxSteps",
          Scope.HOUSE,
          Unit.UNIT_UNSPECIFIED,
          64,
          1,
          100_000,
          "accounts that are acted on in a block, the worst first; the rest follow in the next");

  /** How long marks must have been fresh again before liquidation goes on. */
  public static final Param RESUME_GRACE =
      minutes(9, "resumeGrace", 60, "from when old marks are fresh again to liquidation");

  /** All of them. */
  static final List<Param> ALL =
      List.of(
          GRACE_FUTURE,
          GRACE_PERPETUAL,
          RAMP,
          PREMIUM_START,
          PREMIUM_END,
          CUSHION,
          FUND_SHARE,
          MAX_STEPS,
          RESUME_GRACE);

  private LiquidationParams() {}

  /** The grace of who holds an instrument of this type, in minutes of the rules. */
  static long graceMinutes(Reader state, InstrumentType type) {
    return type == InstrumentType.INSTRUMENT_TYPE_PERPETUAL
        ? GRACE_PERPETUAL.get(state)
        : GRACE_FUTURE.get(state);
  }

  private static Param minutes(int number, String name, long byDefault, String meaning) {
    return new Param(
        Prefix.LIQUIDATION,
        number,
        name,
        Scope.HOUSE,
        Unit.UNIT_UNSPECIFIED,
        byDefault,
        0,
        720,
        "minutes (day / 1440) " + meaning);
  }

  private static Param fraction(
      int number, String name, long byDefault, long most, String meaning) {
    return new Param(
        Prefix.LIQUIDATION,
        number,
        name,
        Scope.HOUSE,
        Unit.UNIT_FRACTION,
        byDefault,
        0,
        most,
        meaning);
  }
}
