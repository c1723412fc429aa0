package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reject;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListUnderlying;

/** What must hold for the terms of a listing, whatever the state. */
final class Terms {
  private static final int LONGEST_SYMBOL = 32;

  /** No price is above it, 10⁻⁸. */
  static final long GREATEST_PRICE = 1_000_000_000_000_000_000L;

  private static final long GREATEST_MULTIPLIER = 1_000_000_000_000_000L;
  private static final BigInteger EXPOSURE_LIMIT = BigInteger.TWO.pow(62);

  private Terms() {}

  /** INS-01: symbols are short and plain, so that they print alike everywhere. */
  static Optional<Reject> symbol(String symbol) {
    boolean good =
        !symbol.isEmpty()
            && symbol.length() <= LONGEST_SYMBOL
            && symbol.chars().allMatch(Terms::plain);
    return good ? Optional.empty() : Optional.of(InstrumentsReject.BAD_SYMBOL);
  }

  private static boolean plain(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "._-/".indexOf(character) >= 0;
  }

  /** INS-06: the bound that proves work outside of transactions cannot overflow. */
  static Optional<Reject> underlying(ListUnderlying terms) {
    return firstOf(
        symbol(terms.getSymbol()),
        expect(
            terms.getMaxPrice() > 0 && terms.getMaxPrice() <= GREATEST_PRICE,
            InstrumentsReject.BAD_MAX_PRICE));
  }

  /** What an instrument's terms must be by themselves. */
  static Optional<Reject> instrument(ListInstrument terms) {
    Optional<Reject> unnamed = symbol(terms.getSymbol());
    if (unnamed.isPresent()) {
      return unnamed;
    }
    return Packages.isPackage(terms) ? Packages.terms(terms) : single(terms);
  }

  private static Optional<Reject> single(ListInstrument terms) {
    boolean future = terms.getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE;
    boolean dated =
        future
            || terms.getType() == InstrumentType.INSTRUMENT_TYPE_OPTION
            || terms.getType() == InstrumentType.INSTRUMENT_TYPE_PAYOFF;
    boolean perpetual = terms.getType() == InstrumentType.INSTRUMENT_TYPE_PERPETUAL;
    return firstOf(
        expect(dated || perpetual, InstrumentsReject.BAD_TYPE),
        expect(terms.getTick() > 0, InstrumentsReject.BAD_TICK),
        multiplier(terms),
        expect(
            dated ? terms.getExpiryMillis() > 0 : terms.getExpiryMillis() == 0,
            InstrumentsReject.BAD_EXPIRY),
        expect(terms.getPositionLimit() > 0, InstrumentsReject.BAD_POSITION_LIMIT),
        terms.getTick() > 0 ? Derivatives.terms(terms) : Optional.empty());
  }

  /** INS-09. */
  static Optional<Reject> multiplier(ListInstrument terms) {
    return expect(
        terms.getMultiplier() > 0 && terms.getMultiplier() <= GREATEST_MULTIPLIER,
        InstrumentsReject.BAD_MULTIPLIER);
  }

  /**
   * What they must be for prices in {@code range}, given the price at which a contract's worth is
   * judged.
   */
  static Optional<Reject> scale(ListInstrument terms, PriceRange range, long price) {
    BigInteger judged = terms.hasPayoff() ? range.span(terms) : BigInteger.valueOf(price);
    return firstOf(
        expect(terms.getTick() <= range.greatest(), InstrumentsReject.BAD_TICK),
        wholeTick(terms),
        expect(
            Listings.exposure(1, judged, terms.getMultiplier())
                    .compareTo(BigInteger.valueOf(Fixed.AMOUNT_ONE))
                >= 0,
            InstrumentsReject.CONTRACT_TOO_SMALL),
        range.safe(terms));
  }

  /** INS-12: a tick's worth is whole, so variation margin needs no rounding. */
  static Optional<Reject> wholeTick(ListInstrument terms) {
    BigInteger worth =
        BigInteger.valueOf(terms.getTick()).multiply(BigInteger.valueOf(terms.getMultiplier()));
    return expect(
        worth.mod(BigInteger.valueOf(Fixed.PRICE_ONE)).signum() == 0,
        InstrumentsReject.TICK_NOT_WHOLE);
  }

  /** INS-14: nothing paid on what is worth so many amount units can overflow. */
  static boolean isSafe(BigInteger exposure) {
    return exposure.compareTo(EXPOSURE_LIMIT) < 0;
  }

  static Optional<Reject> expect(boolean holds, Reject otherwise) {
    return holds ? Optional.empty() : Optional.of(otherwise);
  }

  @SafeVarargs
  static Optional<Reject> firstOf(Optional<Reject>... reasons) {
    for (Optional<Reject> reason : reasons) {
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }
}
