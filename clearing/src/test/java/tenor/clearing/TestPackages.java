package tenor.clearing;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Leg;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PackageTerms;

/** Listings of packages in one line. */
public final class TestPackages {
  private TestPackages() {}

  /** Lists a package with tick 0.01 and multiplier 100. */
  public static Operation of(String symbol, long... legs) {
    return list(terms(symbol, legs));
  }

  /** Terms with tick 0.01 and multiplier 100; instrument and ratio of each leg in turn. */
  public static ListInstrument.Builder terms(String symbol, long... legs) {
    PackageTerms.Builder terms = PackageTerms.newBuilder();
    for (int i = 0; i < legs.length; i += 2) {
      terms.addLegs(Leg.newBuilder().setInstrument((int) legs[i]).setRatio(legs[i + 1]));
    }
    return ListInstrument.newBuilder()
        .setSymbol(symbol)
        .setType(InstrumentType.INSTRUMENT_TYPE_PACKAGE)
        .setTick(Fixed.PRICE_ONE / 100)
        .setMultiplier(100 * Fixed.AMOUNT_ONE)
        .setPackage(terms);
  }

  /** The operation that lists. */
  public static Operation list(ListInstrument.Builder terms) {
    return Operation.newBuilder().setListInstrument(terms).build();
  }
}
