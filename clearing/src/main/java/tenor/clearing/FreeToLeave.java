package tenor.clearing;

import tenor.clearing.kernel.InitialCover;
import tenor.clearing.kernel.Reader;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Standing;

/** COL-04: what an account must be after cash has left it. */
enum FreeToLeave implements InitialCover {
  /** Standing, prices and margin together. */
  RULE;

  @Override
  public boolean covered(Reader state, long account, long nowMillis) {
    return isUncalled(state, account)
        && pricesAreFresh(state, account, nowMillis)
        && AccountMargin.of(state, account).coversInitial();
  }

  /** What a closed-out account has left is its own. */
  private static boolean isUncalled(Reader state, long account) {
    Standing standing = LiquidationKeys.STANDINGS.get(state, account).getStanding();
    return standing == Standing.STANDING_GOOD || standing == Standing.STANDING_CLOSED_OUT;
  }

  private static boolean pricesAreFresh(Reader state, long account, long nowMillis) {
    return Positions.of(state, account).stream()
        .map(Held::instrument)
        .allMatch(instrument -> Marks.isFresh(state, instrument, nowMillis));
  }
}
