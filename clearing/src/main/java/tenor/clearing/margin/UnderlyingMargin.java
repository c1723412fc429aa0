package tenor.clearing.margin;

import java.util.List;
import java.util.stream.IntStream;
import tenor.clearing.risk.UnderlyingRequirement;

/**
 * The margin of an account's positions in one underlying; amounts in 10⁻⁶ of the settlement asset.
 *
 * @param underlying its number
 * @param scenarios how many there are: the common ones, then pins
 * @param requirement what it requires
 */
public record UnderlyingMargin(int underlying, int scenarios, UnderlyingRequirement requirement) {
  /** L[k], one per scenario, loss positive. */
  public List<Long> losses() {
    return IntStream.range(0, scenarios).mapToObj(requirement.losses()::get).toList();
  }

  /** The scenario that loses most, from 1; 0 if none loses. */
  public int worstScenario() {
    return requirement.worst();
  }

  /** The loss under the worst scenario, at least 0. */
  public long scan() {
    return requirement.scan();
  }

  /** The loss under the worst common scenario, at least 0. */
  public long common() {
    return requirement.common();
  }

  /** The charge for expiries that offset each other. */
  public long calendar() {
    return requirement.calendar();
  }

  /** The charge for the time it takes to trade out. */
  public long concentration() {
    return requirement.concentration();
  }

  /** The least for options written. */
  public long shortOptionMinimum() {
    return requirement.shortOptionMinimum();
  }

  /** scan + calendar + concentration, at least the short option minimum. */
  public long total() {
    return requirement.total();
  }
}
