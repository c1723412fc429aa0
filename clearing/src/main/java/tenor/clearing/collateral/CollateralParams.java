package tenor.clearing.collateral;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Rules;
import tenor.clearing.proto.Unit;

/** The parameters of this component. */
public final class CollateralParams {
  private static final long MOST_AMOUNT = 1L << 61;

  /** The smallest withdrawal of an asset; 0 leaves it to {@link #least}. */
  public static final Param MIN_WITHDRAWAL =
      new Param(
          Prefix.COLLATERAL,
          1,
          "minWithdrawal",
          Scope.ASSET,
          Unit.UNIT_AMOUNT,
          0,
          0,
          MOST_AMOUNT,
          "smallest withdrawal; 0 for what the version of the rules says");

  /** What must stay with the custodian in an asset. */
  public static final Param RESERVE =
      new Param(
          Prefix.COLLATERAL,
          2,
          "reserve",
          Scope.ASSET,
          Unit.UNIT_AMOUNT,
          0,
          0,
          MOST_AMOUNT,
          "held by the custodian beyond all withdrawals");

  /** How many requests of an account may wait. */
  public static final Param MAX_REQUESTS =
      new Param(
          Prefix.COLLATERAL,
          3,
          "maxRequests",
          Scope.HOUSE,
          Unit.UNIT_UNSPECIFIED,
          16,
          1,
          1024,
          "requests of an account that wait for a margin step");

  /** How many minutes of the rules a request waits before it lapses. */
  public static final Param REQUEST_MINUTES =
      new Param(
          Prefix.COLLATERAL,
          4,
          "requestMinutes",
          Scope.HOUSE,
          Unit.UNIT_UNSPECIFIED,
          7200,
          1,
          525_600,
          "minutes after which a request that could not be met lapses");

  /** All of them. */
  static final List<Param> ALL = List.of(MIN_WITHDRAWAL, RESERVE, MAX_REQUESTS, REQUEST_MINUTES);

  private CollateralParams() {}

  /**
   * COL-03: the smallest withdrawal of an asset at {@code height}: what governance set, else one
   * unit of 10⁻⁶, or one whole unit of the asset from version 2 of the rules on.
   */
  static long least(Reader state, int asset, long height) {
    long set = MIN_WITHDRAWAL.get(state, asset);
    if (set > 0) {
      return set;
    }
    return Rules.version(state, height) >= Rules.LEAST_WITHDRAWAL ? Fixed.AMOUNT_ONE : 1;
  }
}
