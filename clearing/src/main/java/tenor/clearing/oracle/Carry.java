package tenor.clearing.oracle;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;

/** What an underlying costs at a later time if it is bought now and carried there. */
public final class Carry {
  private static final long DAYS_A_YEAR = 365;

  private Carry() {}

  /**
   * ORA-08: {@code (index + s) × exp((r − q) T) − s} in units of 10⁻⁸, rounded half to even. T is
   * measured from {@code nowMillis} floored to {@code tenorStep}, and is zero from expiry on.
   *
   * @throws RuleFailure if the result is out of range
   */
  public static long price(
      Reader state, int underlying, long index, long expiryMillis, long nowMillis) {
    long rate =
        Fixed.minus(
            OracleParams.RATE.get(state, underlying), OracleParams.YIELD.get(state, underlying));
    if (rate == 0) {
      return index;
    }
    long tenor = tenorMillis(state, underlying, expiryMillis, nowMillis);
    long year = Fixed.times(DAYS_A_YEAR, ChainClock.dayMillis(state));
    long exponent =
        Fixed.mulDiv(Fixed.times(rate, Fixed.FRACTION_ONE), tenor, year, Rounding.HALF_EVEN);
    long shift = InstrumentsParams.PRICE_SHIFT.get(state, underlying);
    return Fixed.minus(
        FixedMath.timesExp(Fixed.plus(index, shift), exponent, Rounding.HALF_EVEN), shift);
  }

  /** The time to expiry in milliseconds, from the floored block time; at least zero. */
  public static long tenorMillis(Reader state, int underlying, long expiryMillis, long nowMillis) {
    long step = ChainClock.minutes(state, OracleParams.TENOR_STEP.get(state, underlying));
    long floored = Fixed.minus(nowMillis, Fixed.modulo(nowMillis, step));
    return nowMillis >= expiryMillis ? 0 : Fixed.minus(expiryMillis, floored);
  }
}
