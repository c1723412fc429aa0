package tenor.clearing.instruments;

import java.util.Optional;
import java.util.OptionalLong;
import tenor.clearing.kernel.IndexPrices;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.Underlying;

/** INS-25: to what the price shift of an underlying may be set. */
final class PriceShift {
  private PriceShift() {}

  /** What stands against a value: an index or a listed instrument that it leaves out of range. */
  static Optional<String> objection(int scope, long value, Reader state, IndexPrices indices) {
    Overlay later = new Overlay(state);
    Param shift = InstrumentsParams.PRICE_SHIFT;
    Param.VALUES.put(
        later,
        new Param.Row(shift.prefix(), shift.number(), scope),
        ParamValue.newBuilder().setValue(value).build());
    for (int underlying : Listings.underlyings(state)) {
      OptionalLong index = indices.price(state, underlying);
      if (index.isPresent()
          && InstrumentsParams.shifted(later, underlying, index.getAsLong()) <= 0) {
        return Optional.of("expected priceShift above minus the index of " + underlying);
      }
    }
    for (int number : Listings.liveInstruments(state)) {
      if (!fits(later, Listings.instrument(state, number))) {
        return Optional.of("expected priceShift with which instrument " + number + " is sound");
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Reader later, Instrument listed) {
    int number = listed.getUnderlying();
    Underlying underlying = Listings.underlying(later, number);
    PriceRange range = PriceRange.of(later, number, underlying);
    ListInstrument terms = terms(listed);
    return range.holds(terms).isEmpty() && range.safe(terms).isEmpty();
  }

  /** What it was listed with, as far as the range of prices bears on it. */
  private static ListInstrument terms(Instrument listed) {
    ListInstrument.Builder terms =
        ListInstrument.newBuilder()
            .setMultiplier(listed.getMultiplier())
            .setPositionLimit(listed.getPositionLimit());
    return switch (listed.getTermsCase()) {
      case OPTION -> terms.setOption(listed.getOption()).build();
      case PAYOFF -> terms.setPayoff(listed.getPayoff()).build();
      case PACKAGE, TERMS_NOT_SET -> terms.build();
    };
  }
}
