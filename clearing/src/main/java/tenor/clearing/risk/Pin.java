package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.fixed.Fixed;

/**
 * A pin scenario (RSK-04): shortly before an expiry its price moves to a listed kink.
 *
 * @param timeMillis of the expiry
 * @param forwardMillis of the forward that settles it, the same where the index does
 * @param strike the kink, 10⁻⁸
 * @param isBelow whether the price stops just short of it: a jump there does not happen
 */
public record Pin(long timeMillis, long forwardMillis, long strike, boolean isBelow) {
  /** An expiry is pinned from this many look-aheads before it. */
  private static final long LOOK_AHEADS = 2;

  private static final Comparator<Pin> ORDER =
      Comparator.comparingLong(Pin::timeMillis)
          .thenComparingLong(Pin::forwardMillis)
          .thenComparingLong(Pin::strike)
          .thenComparing(pin -> !pin.isBelow());

  /** All of them, by expiry, then strike; below a jump comes before the jump. */
  static List<Pin> of(RiskTerms terms, Forwards forwards, List<Contract> contracts) {
    SortedSet<Pin> pins = new TreeSet<>(ORDER);
    for (Contract contract : contracts) {
      if (contract.timeMillis() <= Fixed.times(LOOK_AHEADS, terms.lookAheadMillis())) {
        for (Payoff.Kink kink : contract.kinks()) {
          add(pins, contract, kink, isWithin(terms, forwards, contract, kink));
        }
      }
    }
    return new ArrayList<>(pins);
  }

  private static void add(
      SortedSet<Pin> pins, Contract contract, Payoff.Kink kink, boolean isWithin) {
    if (isWithin) {
      long time = contract.timeMillis();
      pins.add(new Pin(time, contract.forwardMillis(), kink.strike(), false));
      if (kink.jump() != 0) {
        pins.add(new Pin(time, contract.forwardMillis(), kink.strike(), true));
      }
    }
  }

  /** Whether |strike − forward| ≤ psr × forward. */
  private static boolean isWithin(
      RiskTerms terms, Forwards forwards, Contract contract, Payoff.Kink kink) {
    long forward = forwards.at(contract.forwardMillis());
    BigInteger away = BigInteger.valueOf(Fixed.minus(forwards.fine(kink.strike()), forward));
    BigInteger range =
        BigInteger.valueOf(forward).multiply(BigInteger.valueOf(terms.priceScanRange()));
    return away.abs().multiply(BigInteger.valueOf(Fixed.FRACTION_ONE)).compareTo(range) <= 0;
  }

  /** Whether this is the expiry of a contract: it is worth its payoff then. */
  boolean expires(Contract contract) {
    return contract.timeMillis() == timeMillis && contract.forwardMillis() == forwardMillis;
  }
}
