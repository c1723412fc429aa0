package tenor.clearing.instruments;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Leg;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.PackageTerms;

/**
 * Linear combinations of instruments that trade as one and clear as their legs. Nobody holds a
 * package: it has no mark, no margin and no settlement, and a block does nothing for it.
 */
public final class Packages {
  private static final int FEWEST_LEGS = 2;
  private static final int MOST_LEGS = 8;
  private static final long GREATEST_RATIO = 1000;

  private Packages() {}

  /** Whether an instrument is a package. */
  public static boolean isPackage(Instrument instrument) {
    return instrument.getType() == InstrumentType.INSTRUMENT_TYPE_PACKAGE;
  }

  /** Whether what is to be listed is a package. */
  static boolean isPackage(ListInstrument terms) {
    return terms.getType() == InstrumentType.INSTRUMENT_TYPE_PACKAGE;
  }

  /** INS-23: what its terms must be by themselves. */
  static Optional<Reject> terms(ListInstrument terms) {
    boolean bare =
        terms.hasPackage()
            && terms.getUnderlying() == 0
            && terms.getExpiryMillis() == 0
            && terms.getPositionLimit() == 0;
    return Terms.firstOf(
        Terms.expect(bare, InstrumentsReject.TERMS_MISPLACED),
        Terms.multiplier(terms),
        Terms.expect(
            terms.getTick() > 0 && terms.getTick() <= Terms.GREATEST_PRICE,
            InstrumentsReject.BAD_TICK),
        Terms.wholeTick(terms),
        Terms.expect(shaped(terms.getPackage()), InstrumentsReject.BAD_LEGS));
  }

  private static boolean shaped(PackageTerms terms) {
    int count = terms.getLegsCount();
    if (count < FEWEST_LEGS || count > MOST_LEGS) {
      return false;
    }
    Set<Integer> seen = new TreeSet<>();
    for (Leg leg : terms.getLegsList()) {
      boolean sized =
          leg.getRatio() != 0
              && leg.getRatio() >= Fixed.negate(GREATEST_RATIO)
              && leg.getRatio() <= GREATEST_RATIO;
      if (!sized || !seen.add(leg.getInstrument())) {
        return false;
      }
    }
    return true;
  }

  /** INS-24: what its legs must be, of terms whose shape is sound. */
  static Optional<Reject> listed(Reader state, PackageTerms terms, long nowMillis) {
    int asset = 0;
    BigInteger greatest = BigInteger.ZERO;
    for (Leg leg : terms.getLegsList()) {
      Instrument instrument = InstrumentsKeys.INSTRUMENTS.find(state, leg.getInstrument());
      if (instrument == null || !isTradable(instrument, nowMillis)) {
        return Optional.of(InstrumentsReject.BAD_LEG);
      }
      int settles = Listings.assetOf(state, leg.getInstrument());
      if (asset != 0 && settles != asset) {
        return Optional.of(InstrumentsReject.BAD_LEG);
      }
      asset = settles;
      BigInteger span = Payoffs.span(state, instrument);
      greatest =
          greatest.add(
              Listings.exposure(Fixed.abs(leg.getRatio()), span, instrument.getMultiplier()));
    }
    return Terms.expect(Terms.isSafe(greatest), InstrumentsReject.EXPOSURE_TOO_LARGE);
  }

  private static boolean isTradable(Instrument instrument, long nowMillis) {
    return !isPackage(instrument)
        && instrument.getStatus() == InstrumentStatus.INSTRUMENT_STATUS_LISTED
        && (instrument.getExpiryMillis() == 0 || instrument.getExpiryMillis() > nowMillis);
  }

  /** When the first of its legs expires, milliseconds; 0 if none does. */
  static long expiryMillis(Reader state, PackageTerms terms) {
    return terms.getLegsList().stream()
        .mapToLong(leg -> Listings.instrument(state, leg.getInstrument()).getExpiryMillis())
        .filter(expiry -> expiry != 0)
        .min()
        .orElse(0);
  }

  /**
   * The greatest value of a contract of it that prices of its legs can come to, in 10⁻¹⁴ of the
   * settlement asset: those bought at their greatest price, those sold at their least.
   */
  public static BigInteger greatestValue(Reader state, Instrument listed) {
    return value(state, listed, 1);
  }

  /** The least value of a contract of it that prices of its legs can come to, 10⁻¹⁴. */
  public static BigInteger leastValue(Reader state, Instrument listed) {
    return value(state, listed, -1);
  }

  /** Legs bought are at their greatest price if {@code side} is 1, those sold if it is −1. */
  private static BigInteger value(Reader state, Instrument listed, int side) {
    BigInteger sum = BigInteger.ZERO;
    for (Leg leg : listed.getPackage().getLegsList()) {
      Instrument instrument = Listings.instrument(state, leg.getInstrument());
      long price =
          Long.signum(leg.getRatio()) == side
              ? Payoffs.greatestPrice(state, instrument)
              : Payoffs.leastPrice(state, instrument);
      sum =
          sum.add(
              BigInteger.valueOf(price)
                  .multiply(BigInteger.valueOf(leg.getRatio()))
                  .multiply(BigInteger.valueOf(instrument.getMultiplier())));
    }
    return sum;
  }
}
