package tenor.clearing.adaptive;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** What governs the values that adapt, and the bounds that they never leave. */
public final class AdaptiveParams {
  /** How long an epoch is. */
  public static final Param EPOCH_MINUTES =
      new Param(
          Prefix.ADAPTIVE,
          1,
          "epochMinutes",
          Scope.HOUSE,
          Unit.UNIT_UNSPECIFIED,
          1440,
          1,
          14_400,
          "the length of an epoch in minutes (day / 1440)");

  /** λ. */
  public static final Param LAMBDA =
      fraction(
          2,
          "lambda",
          Scope.HOUSE,
          970_000_000,
          800_000_000,
          999_000_000,
          "the weight of the past in moving averages of squares and products of returns");

  /** 1 − the share of margins that may be breached. */
  public static final Param CONFIDENCE =
      fraction(
          3,
          "confidence",
          Scope.HOUSE,
          990_000_000,
          900_000_000,
          999_900_000,
          "the share of one-epoch margins that should not be breached; the traffic light counts");

  /** z. */
  public static final Param MULTIPLE =
      fraction(
          4,
          "multiple",
          Scope.UNDERLYING,
          2_600_000_000L,
          Fixed.FRACTION_ONE,
          10_000_000_000L,
          "z: standard deviations in a price scan range");

  /** σ_floor. */
  public static final Param VOLATILITY_FLOOR =
      fraction(
          5,
          "volatilityFloor",
          Scope.UNDERLYING,
          5_000_000,
          1_000,
          Fixed.FRACTION_ONE,
          "the least volatility of an epoch");

  /** The most by which volatility falls. */
  public static final Param DECAY =
      fraction(
          6,
          "decay",
          Scope.UNDERLYING,
          10_000_000,
          0,
          Fixed.FRACTION_ONE,
          "the most by which volatility falls in an epoch, as a fraction of it");

  /** Where σ_stress starts. */
  public static final Param STRESS_START =
      fraction(
          7,
          "stressStart",
          Scope.UNDERLYING,
          0,
          0,
          Fixed.FRACTION_ONE,
          "the least stress volatility of an epoch: the worst 20 days of reference history");

  /** What is remembered of stress at most. */
  public static final Param STRESS_MOST =
      fraction(
          8,
          "stressMost",
          Scope.UNDERLYING,
          Fixed.FRACTION_ONE,
          0,
          Fixed.FRACTION_ONE,
          "the most that is remembered of stress volatility; the only way in which it falls");

  /** The least price scan range. */
  public static final Param RANGE_LEAST =
      fraction(
          9,
          "rangeLeast",
          Scope.UNDERLYING,
          1_000_000,
          1_000_000,
          Fixed.FRACTION_ONE,
          "the least price scan range that adapts");

  /** The greatest price scan range. */
  public static final Param RANGE_MOST =
      fraction(
          10,
          "rangeMost",
          Scope.UNDERLYING,
          Fixed.FRACTION_ONE,
          1_000_000,
          Fixed.FRACTION_ONE,
          "the greatest price scan range that adapts");

  /** ρ_low. */
  public static final Param CORRELATION_LOW =
      fraction(
          11,
          "correlationLow",
          Scope.MARGIN_CLASS,
          500_000_000,
          -1_000_000_000,
          Fixed.FRACTION_ONE,
          "the correlation up to which a margin class earns no offset");

  /** ρ_high. */
  public static final Param CORRELATION_HIGH =
      fraction(
          12,
          "correlationHigh",
          Scope.MARGIN_CLASS,
          Fixed.FRACTION_ONE,
          -1_000_000_000,
          Fixed.FRACTION_ONE,
          "the correlation from which a margin class earns all of its offset; at least"
              + " 1 − 2 × (1 − offset)²");

  /** What a call met late adds to reputation. */
  public static final Param LATE_CALL =
      fraction(
          13,
          "lateCall",
          Scope.HOUSE,
          50_000_000,
          0,
          Fixed.FRACTION_ONE,
          "what a call not met within its grace adds to the factor of initial margin");

  /** What a liquidation adds to reputation. */
  public static final Param LIQUIDATION =
      fraction(
          14,
          "liquidation",
          Scope.HOUSE,
          150_000_000,
          0,
          Fixed.FRACTION_ONE,
          "what a liquidation in which positions were sold adds to the factor of initial margin");

  /** What a failed settlement adds to reputation. */
  public static final Param FAILED_SETTLEMENT =
      fraction(
          15,
          "failedSettlement",
          Scope.HOUSE,
          100_000_000,
          0,
          Fixed.FRACTION_ONE,
          "what a payment that left an account owing adds to the factor of initial margin");

  /** How fast conduct is forgotten. */
  public static final Param FORGETTING =
      fraction(
          16,
          "forgetting",
          Scope.HOUSE,
          20_000_000,
          1_000_000,
          Fixed.FRACTION_ONE,
          "the part of what conduct added that is forgotten in an epoch");

  /** The greatest factor. */
  public static final Param REPUTATION_MOST =
      fraction(
          17,
          "reputationMost",
          Scope.HOUSE,
          1_500_000_000,
          Fixed.FRACTION_ONE,
          1_500_000_000,
          "the greatest factor by which conduct multiplies initial margin");

  /** All of them. */
  static final List<Param> ALL =
      List.of(
          EPOCH_MINUTES,
          LAMBDA,
          CONFIDENCE,
          MULTIPLE,
          VOLATILITY_FLOOR,
          DECAY,
          STRESS_START,
          STRESS_MOST,
          RANGE_LEAST,
          RANGE_MOST,
          CORRELATION_LOW,
          CORRELATION_HIGH,
          LATE_CALL,
          LIQUIDATION,
          FAILED_SETTLEMENT,
          FORGETTING,
          REPUTATION_MOST);

  private AdaptiveParams() {}

  private static Param fraction(
      int number, String name, Scope scope, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.ADAPTIVE, number, name, scope, Unit.UNIT_FRACTION, byDefault, least, most, meaning);
  }
}
