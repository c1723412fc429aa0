package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.risk.Payoff;

/** What must hold for the terms of options and payoffs. */
final class Derivatives {
  private static final int MOST_KINKS = 16;

  /** A hundred units of the underlying per contract and multiplier. */
  private static final long STEEPEST = 100 * Fixed.FRACTION_ONE;

  /** No price is above it, so no jump is larger. */
  private static final long LARGEST_JUMP = 1_000_000_000_000_000_000L;

  private Derivatives() {}

  /** What they must be by themselves. */
  static Optional<Reject> terms(ListInstrument terms) {
    boolean option = terms.getType() == InstrumentType.INSTRUMENT_TYPE_OPTION;
    boolean payoff = terms.getType() == InstrumentType.INSTRUMENT_TYPE_PAYOFF;
    // INS-16
    if (option != terms.hasOption() || payoff != terms.hasPayoff() || terms.hasPackage()) {
      return Optional.of(InstrumentsReject.TERMS_MISPLACED);
    }
    if (option) {
      return option(terms.getOption(), terms.getTick());
    }
    return payoff ? payoff(terms.getPayoff()) : Optional.empty();
  }

  /** INS-16 and INS-17: the strike's worth is whole, as the mark's is. */
  private static Optional<Reject> option(OptionTerms terms, long tick) {
    boolean sided =
        terms.getSide() == OptionSide.OPTION_SIDE_CALL
            || terms.getSide() == OptionSide.OPTION_SIDE_PUT;
    return Terms.firstOf(
        Terms.expect(sided && styled(terms.getStyle()), InstrumentsReject.BAD_OPTION),
        Terms.expect(
            terms.getStrike() > 0 && Fixed.modulo(terms.getStrike(), tick) == 0,
            InstrumentsReject.BAD_STRIKE));
  }

  private static boolean styled(PremiumStyle style) {
    return style == PremiumStyle.PREMIUM_STYLE_UP_FRONT
        || style == PremiumStyle.PREMIUM_STYLE_FUTURES;
  }

  /** INS-19. */
  private static Optional<Reject> payoff(PayoffTerms terms) {
    boolean bounded =
        within(terms.getStart(), LARGEST_JUMP)
            && within(terms.getSlope(), STEEPEST)
            && terms.getKinksCount() > 0
            && terms.getKinksCount() <= MOST_KINKS;
    long last = 0;
    for (Kink kink : bounded ? terms.getKinksList() : List.<Kink>of()) {
      bounded &=
          kink.getStrike() > last
              && within(kink.getChange(), STEEPEST)
              && within(kink.getJump(), LARGEST_JUMP)
              && (kink.getChange() != 0 || kink.getJump() != 0);
      last = kink.getStrike();
    }
    return Terms.firstOf(
        Terms.expect(styled(terms.getStyle()), InstrumentsReject.BAD_OPTION),
        Terms.expect(bounded, InstrumentsReject.BAD_KINKS));
  }

  private static boolean within(long value, long most) {
    return value >= Fixed.negate(most) && value <= most;
  }

  /** What they must be for prices up to {@code maxPrice} and what else is listed. */
  static Optional<Reject> listed(Reader state, ListInstrument terms, long maxPrice) {
    if (terms.hasOption()) {
      OptionTerms option = terms.getOption();
      return Terms.firstOf(
          Terms.expect(option.getStrike() <= maxPrice, InstrumentsReject.BAD_STRIKE),
          Terms.expect(
              option.getFuture() == 0 || delivers(state, terms), InstrumentsReject.BAD_DELIVERY));
    }
    return terms.hasPayoff() ? shape(Payoffs.of(terms.getPayoff()), maxPrice) : Optional.empty();
  }

  /** INS-18: what is delivered lives at least as long, and one contract is one contract. */
  private static boolean delivers(Reader state, ListInstrument terms) {
    Instrument future = InstrumentsKeys.INSTRUMENTS.find(state, terms.getOption().getFuture());
    return future != null
        && future.getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE
        && Listings.isLive(future)
        && future.getUnderlying() == terms.getUnderlying()
        && future.getMultiplier() == terms.getMultiplier()
        && future.getExpiryMillis() >= terms.getExpiryMillis();
  }

  /** INS-20: whoever paid for it owes nothing, whatever the settlement price. */
  private static Optional<Reject> shape(Payoff payoff, long maxPrice) {
    return Terms.firstOf(
        Terms.expect(payoff.kinks().getLast().strike() <= maxPrice, InstrumentsReject.BAD_KINKS),
        Terms.expect(
            payoff.least(maxPrice).signum() >= 0 && payoff.most(maxPrice).signum() > 0,
            InstrumentsReject.BAD_PAYOFF));
  }

  /** The greatest price of what is listed, 10⁻⁸: the underlying's, or the most a payoff pays. */
  static BigInteger greatest(ListInstrument terms, long maxPrice) {
    return terms.hasPayoff()
        ? Fixed.quotient(
            Payoffs.of(terms.getPayoff()).most(maxPrice),
            BigInteger.valueOf(Payoff.FINE),
            Rounding.UP)
        : BigInteger.valueOf(maxPrice);
  }
}
