package tenor.node.risk;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.Payoff;

/**
 * Reads a payoff that is piecewise linear in the settlement price, within the bounds of a listing.
 */
final class PayoffReader {
  private static final long STEEPEST = 100_000_000_000L;
  private static final int MOST_KINKS = 16;

  private PayoffReader() {}

  static Contract read(Place place, long timeMillis, long multiplier) {
    place.only(
        "id", "type", "underlying", "expiry", "multiplier", "start", "slope", "kinks", "style");
    List<Payoff.Kink> kinks = new ArrayList<>();
    List<Long> vols = new ArrayList<>();
    for (Place kink : place.list("kinks")) {
      kinks.add(kink(kink, kinks.isEmpty() ? 0 : kinks.getLast().strike()));
      vols.add(kink.number("vol", 9, 1, ContractReader.MOST_VOL));
    }
    if (kinks.isEmpty() || kinks.size() > MOST_KINKS) {
      throw place.field("kinks").fault("expected 1 to " + MOST_KINKS + ", found " + kinks.size());
    }
    long most = ContractReader.MOST_PRICE;
    Payoff payoff =
        new Payoff(
            place.number("start", 8, -most, most, 0),
            place.number("slope", 9, -STEEPEST, STEEPEST, 0),
            kinks);
    if (payoff.least(most).signum() < 0) {
      throw place.fault("expected a payoff that is nowhere below 0");
    }
    return new Contract.Structured(
        timeMillis, multiplier, payoff, vols, ContractReader.isPaidUpFront(place));
  }

  private static Payoff.Kink kink(Place place, long before) {
    place.only("strike", "change", "jump", "vol");
    long strike = place.number("strike", 8, 1, ContractReader.MOST_PRICE);
    if (strike <= before) {
      throw place.field("strike").fault("expected strikes in ascending order");
    }
    Payoff.Kink kink =
        new Payoff.Kink(
            strike,
            place.number("change", 9, -STEEPEST, STEEPEST, 0),
            place.number("jump", 8, -ContractReader.MOST_PRICE, ContractReader.MOST_PRICE, 0));
    if (kink.change() == 0 && kink.jump() == 0) {
      throw place.fault("expected a change of slope, a jump, or both");
    }
    return kink;
  }
}
