package tenor.clearing.instruments;

import java.util.List;
import java.util.Optional;
import tenor.clearing.fixed.Fixed;
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
        Terms.expect(Fixed.modulo(terms.getStrike(), tick) == 0, InstrumentsReject.BAD_STRIKE));
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
    long last = Long.MIN_VALUE;
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

  /** What they must be for prices in {@code range} and what else is listed. */
  static Optional<Reject> listed(Reader state, ListInstrument terms, PriceRange range) {
    boolean delivers = terms.getOption().getFuture() == 0 || delivers(state, terms);
    return Terms.firstOf(
        range.holds(terms), Terms.expect(delivers, InstrumentsReject.BAD_DELIVERY));
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
}
