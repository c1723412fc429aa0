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

  /**
   * The term of one position as open interest stands; an option's notional is at the index with the
   * shift, and so is one at a mark of 0. A notional has no sign.
   */
  static long of(Reader state, Market market, Book.Position position) {
    long cap = market.openInterestCap();
    if (cap == 0) {
      return 0;
    }
    Listed listed = position.listed();
    long price = listed.mark() == 0 ? market.terms().index() : Fixed.abs(listed.mark());
    BigInteger notional =
        BigInteger.valueOf(position.contracts())
            .abs()
            .multiply(BigInteger.valueOf(listed.multiplier()))
            .multiply(BigInteger.valueOf(price));
    return of(notional, Positions.openInterest(state, listed.instrument()), cap);
  }

  /** The term of a notional of contracts × multiplier × price, {@code cap} being above 0. */
  static long of(BigInteger notional, long openInterest, long cap) {
    // (OI / cap − 0.8) / 0.2 = (5 × OI − 4 × cap) / cap.
    long above = Fixed.minus(Fixed.times(5, openInterest), Fixed.times(4, cap));
    return Fixed.toLong(
        Fixed.quotient(
            notional.multiply(BigInteger.valueOf(Fixed.clamp(above, 0, cap))),
            SCALE.multiply(BigInteger.valueOf(cap)),
            Rounding.UP));
  }
}
