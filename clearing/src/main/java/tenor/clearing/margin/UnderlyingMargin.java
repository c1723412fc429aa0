package tenor.clearing.margin;

import java.util.List;

/**
 * The margin of an account's positions in one underlying; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param underlying its number
 * @param losses L[k], one per scenario, loss positive
 * @param worstScenario number from 1, 0 if no scenario loses
 * @param scan the loss under the worst scenario, at least 0
 * @param calendar charge for expiries that offset each other
 * @param concentration charge for the time it takes to trade out
 * @param total scan + calendar + concentration; never below the short option minimum, which linear
 *     instruments do not have
 */
public record UnderlyingMargin(
    int underlying,
    List<Long> losses,
    int worstScenario,
    long scan,
    long calendar,
    long concentration,
    long total) {
  /** Keeps its own copy. */
  public UnderlyingMargin {
    losses = List.copyOf(losses);
  }

  /** The loss under the worst common scenario; without pin scenarios it is the scan. */
  public long common() {
    return scan;
  }

  /** The least margin for options written; none of the listed types has one. */
  public long shortOptionMinimum() {
    return 0;
  }
}
