package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.fixed.Fixed;

/**
 * A pin scenario (RSK-04): shortly before an expiry its price moves to a listed kink.
 *
 * @param timeMillis of the expiry
 * @param strike the kink, 10⁻⁸
 */
public record Pin(long timeMillis, long strike) {
  /** An expiry is pinned from this many look-aheads before it. */
  private static final long LOOK_AHEADS = 2;

  /** All of them, by expiry, then strike. */
  static List<Pin> of(RiskTerms terms, Forwards forwards, List<Contract> contracts) {
    SortedSet<Pin> pins =
        new TreeSet<>(
            java.util.Comparator.comparingLong(Pin::timeMillis).thenComparingLong(Pin::strike));
    for (Contract contract : contracts) {
      if (contract instanceof Contract.Option option
          && option.timeMillis() <= Fixed.times(LOOK_AHEADS, terms.lookAheadMillis())
          && isWithin(terms, forwards, option)) {
        pins.add(new Pin(option.timeMillis(), option.strike()));
      }
    }
    return new ArrayList<>(pins);
  }

  /** Whether |strike − forward| ≤ psr × forward. */
  private static boolean isWithin(RiskTerms terms, Forwards forwards, Contract.Option option) {
    long forward = forwards.at(option.timeMillis());
    BigInteger away = BigInteger.valueOf(Fixed.minus(forwards.fine(option.strike()), forward));
    BigInteger range =
        BigInteger.valueOf(forward).multiply(BigInteger.valueOf(terms.priceScanRange()));
    return away.abs().multiply(BigInteger.valueOf(Fixed.FRACTION_ONE)).compareTo(range) <= 0;
  }
}
