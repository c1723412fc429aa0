package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Exponential;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Logarithm;
import tenor.clearing.fixed.Rounding;

/**
 * Volatilities under scenarios (RSK-03): σ′ = max(volFloor, σ (1 ± vsr × m(T))), from 1 % to 400 %,
 * with m(T) = (30 ÷ max(days, 1))^p.
 *
 * @param floor 10⁻¹⁸
 * @param step vsr × m(T), 10⁻¹⁸
 */
record VolMoves(long floor, long step) {
  /** 400 %, 10⁻¹⁸. */
  private static final long MOST = 4 * FixedMath.ONE;

  /** 1 %, 10⁻¹⁸. */
  private static final long LEAST = FixedMath.ONE / 100;

  private static final long TERM_DAYS = 30;
  private static final long FINE = FixedMath.ONE / Fixed.FRACTION_ONE;

  /** The moves at an expiry. */
  static VolMoves of(RiskTerms terms, long timeMillis) {
    long month = Fixed.times(terms.dayMillis(), TERM_DAYS);
    long power = timeMillis <= month ? terms.volTermShort() : terms.volTermLong();
    long logarithm = Logarithm.ratio(month, Math.max(timeMillis, terms.dayMillis()));
    long term =
        Exponential.exp(Fixed.mulDiv(logarithm, power, Fixed.FRACTION_ONE, Rounding.HALF_EVEN));
    BigInteger step =
        BigInteger.valueOf(terms.volScanRange())
            .multiply(BigInteger.valueOf(FINE))
            .multiply(BigInteger.valueOf(term));
    return new VolMoves(
        Fixed.times(terms.volFloor(), FINE),
        Fixed.toLong(
            Fixed.quotient(step, BigInteger.valueOf(Exponential.ONE), Rounding.HALF_EVEN)));
  }

  /** A volatility of 10⁻⁹ as it stands, 10⁻¹⁸, from 1 % to 400 %. */
  static long standing(long vol) {
    return Fixed.clamp(Fixed.times(vol, FINE), LEAST, MOST);
  }

  /** A volatility of 10⁻⁹ under a scenario, 10⁻¹⁸. */
  long moved(long vol, int steps) {
    long change =
        Fixed.mulDiv(Fixed.times(vol, steps), step, Fixed.FRACTION_ONE, Rounding.HALF_EVEN);
    long moved = Math.max(floor, Fixed.plus(Fixed.times(vol, FINE), change));
    return Fixed.clamp(moved, LEAST, MOST);
  }
}
