package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Param.Scope;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** Which assets count as collateral, and for how much. */
public final class HaircutParams {
  private static final long MOST_AMOUNT = 1L << 61;
  private static final long MOST_UNDERLYING = 1L << 31;

  /** What an asset is priced by. */
  public static final Param COLLATERAL_INDEX =
      new Param(
          Prefix.MARGIN,
          20,
          "collateralIndex",
          Scope.ASSET,
          Unit.UNIT_UNSPECIFIED,
          0,
          0,
          MOST_UNDERLYING,
          "the underlying whose index is the price of the asset, in the asset that its margin"
              + " class settles in; 0 for no collateral");

  /** What is taken off. */
  public static final Param HAIRCUT =
      new Param(
          Prefix.MARGIN,
          21,
          "haircut",
          Scope.ASSET,
          Unit.UNIT_FRACTION,
          200_000_000,
          0,
          Fixed.FRACTION_ONE,
          "the part of the value of collateral that does not count; twice as much on an old price");

  /** The most that counts. */
  public static final Param COLLATERAL_CAP =
      new Param(
          Prefix.MARGIN,
          22,
          "collateralCap",
          Scope.ASSET,
          Unit.UNIT_AMOUNT,
          0,
          0,
          MOST_AMOUNT,
          "the most that an account's holding of the asset counts for; 0 sets no cap");

  /** What must be cash. */
  public static final Param CASH_SHARE =
      new Param(
          Prefix.MARGIN,
          23,
          "cashShare",
          Scope.ASSET,
          Unit.UNIT_FRACTION,
          0,
          0,
          Fixed.FRACTION_ONE,
          "the share of maintenance in a settlement asset that is held in cash of it");

  /** All of them. */
  static final List<Param> ALL = List.of(COLLATERAL_INDEX, HAIRCUT, COLLATERAL_CAP, CASH_SHARE);

  private HaircutParams() {}
}
