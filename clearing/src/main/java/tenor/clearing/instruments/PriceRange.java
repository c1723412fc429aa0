package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Underlying;
import tenor.clearing.risk.Payoff;

/**
 * The prices that an underlying may have: above −shift, at most the greatest.
 *
 * @param shift s, at least 0, 10⁻⁸
 * @param greatest 10⁻⁸
 */
record PriceRange(long shift, long greatest) {
  /** Of an underlying, by the shift of {@code state}. */
  static PriceRange of(Reader state, int number, Underlying underlying) {
    return new PriceRange(
        InstrumentsParams.PRICE_SHIFT.get(state, number), underlying.getMaxPrice());
  }

  /** INS-17, INS-19, INS-20: an option or payoff whose terms lie within. */
  Optional<Reject> holds(ListInstrument terms) {
    if (terms.hasOption()) {
      return Terms.expect(contains(terms.getOption().getStrike()), InstrumentsReject.BAD_STRIKE);
    }
    return terms.hasPayoff() ? shape(Payoffs.of(terms.getPayoff())) : Optional.empty();
  }

  private boolean contains(long price) {
    return price > Fixed.negate(shift) && price <= greatest;
  }

  /** INS-20: whoever paid for it owes nothing, whatever the settlement price. */
  private Optional<Reject> shape(Payoff payoff) {
    long least = Fixed.negate(shift);
    boolean within =
        contains(payoff.kinks().getFirst().strike()) && contains(payoff.kinks().getLast().strike());
    return Terms.firstOf(
        Terms.expect(within, InstrumentsReject.BAD_KINKS),
        Terms.expect(
            payoff.least(least, greatest).signum() >= 0
                && payoff.most(least, greatest).signum() > 0,
            InstrumentsReject.BAD_PAYOFF));
  }

  /** INS-14: nothing paid on what an account may hold of it can overflow. */
  Optional<Reject> safe(ListInstrument terms) {
    BigInteger exposure =
        Listings.exposure(terms.getPositionLimit(), span(terms), terms.getMultiplier());
    return Terms.expect(Terms.isSafe(exposure), InstrumentsReject.EXPOSURE_TOO_LARGE);
  }

  /** The most that the price of what is listed can move, 10⁻⁸. */
  BigInteger span(ListInstrument terms) {
    return terms.hasPayoff()
        ? Payoffs.most(Payoffs.of(terms.getPayoff()), shift, greatest)
        : BigInteger.valueOf(greatest).add(BigInteger.valueOf(shift));
  }
}
