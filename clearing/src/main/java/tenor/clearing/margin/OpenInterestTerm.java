package tenor.clearing.margin;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Reader;
import tenor.clearing.positions.Positions;

/**
 * What opening costs where open interest nears its cap (MRG-08): notional × clamp((OI / cap − 0.8)
 * / 0.2, 0, 1), rounded up.
 */
final class OpenInterestTerm {
  /** contracts × multiplier (10⁻⁶) × price (10⁻⁸) over this is an amount (10⁻⁶). */
  private static final BigInteger SCALE = BigInteger.valueOf(Fixed.PRICE_ONE);

  private OpenInterestTerm() {}

  /** The term of one holding as open interest stands. */
  static long of(Reader state, int underlying, Holding holding) {
    long cap = MarginParams.OPEN_INTEREST_CAP.get(state, underlying);
    return of(holding, Positions.openInterest(state, holding.instrument()), cap);
  }

  /** The term of one holding; {@code cap} 0 sets none. */
  static long of(Holding holding, long openInterest, long cap) {
    if (cap == 0) {
      return 0;
    }
    // (OI / cap − 0.8) / 0.2 = (5 × OI − 4 × cap) / cap.
    long above = Fixed.minus(Fixed.times(5, openInterest), Fixed.times(4, cap));
    BigInteger notional =
        BigInteger.valueOf(Fixed.abs(holding.delta())).multiply(BigInteger.valueOf(holding.mark()));
    return Fixed.toLong(
        Fixed.quotient(
            notional.multiply(BigInteger.valueOf(Fixed.clamp(above, 0, cap))),
            SCALE.multiply(BigInteger.valueOf(cap)),
            Rounding.UP));
  }
}
