package tenor.clearing.systemic;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.Instrument;

/** SYS-02: what one contract controls, 10⁻⁶ of the settlement asset, rounded up. */
final class Notional {
  private Notional() {}

  /**
   * At the mark of a future or perpetual, at the index of anything else, without their sign; 0
   * while there is none.
   */
  static BigInteger of(Reader state, int number) {
    Instrument instrument = Listings.instrument(state, number);
    long price =
        switch (instrument.getType()) {
          case INSTRUMENT_TYPE_FUTURE, INSTRUMENT_TYPE_PERPETUAL ->
              Marks.price(state, number).orElse(0);
          default -> Indices.price(state, instrument.getUnderlying()).orElse(0);
        };
    return Fixed.quotient(
        BigInteger.valueOf(price).abs().multiply(BigInteger.valueOf(instrument.getMultiplier())),
        BigInteger.valueOf(Fixed.PRICE_ONE),
        Rounding.UP);
  }
}
