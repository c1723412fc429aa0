package tenor.clearing.liquidation;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * The part f of a portfolio that a slice offers, kept exact.
 *
 * @param numerator at least 0
 * @param denominator positive, at least the numerator
 */
record Portion(BigInteger numerator, BigInteger denominator) {
  /** The whole. */
  static final Portion ALL = new Portion(BigInteger.ONE, BigInteger.ONE);

  private static final BigInteger ONE = BigInteger.valueOf(Fixed.FRACTION_ONE);

  /** {@code min(1, numerator / denominator)}; the whole if the denominator is not positive. */
  static Portion of(BigInteger numerator, BigInteger denominator) {
    boolean all = denominator.signum() <= 0 || numerator.compareTo(denominator) >= 0;
    return all ? ALL : new Portion(numerator.max(BigInteger.ZERO), denominator);
  }

  /**
   * The largest slice that restores {@code equity = (1 + β) × maintenance} (LIQ-06): {@code min(1,
   * ((1 + β) M − E) / (M (1 + β − δ)))}.
   *
   * @param cushion β, 10⁻⁹
   * @param premium δ, 10⁻⁹
   */
  static Portion restoring(long equity, long maintenance, long cushion, long premium) {
    BigInteger margin = BigInteger.valueOf(maintenance);
    BigInteger aim = ONE.add(BigInteger.valueOf(cushion));
    BigInteger lacking = margin.multiply(aim).subtract(BigInteger.valueOf(equity).multiply(ONE));
    return of(lacking, margin.multiply(aim.subtract(BigInteger.valueOf(premium))));
  }

  /**
   * The slice of an account that is called for cash alone (LIQ-08): {@code min(1, −c / (V − δ M))},
   * the whole if {@code V ≤ δ M}.
   *
   * @param cash c, negative
   * @param optionValue V, the net option value, which a slice turns into cash
   */
  static Portion raising(long cash, long optionValue, long maintenance, long premium) {
    BigInteger cost = BigInteger.valueOf(maintenance).multiply(BigInteger.valueOf(premium));
    return of(
        BigInteger.valueOf(cash).negate().multiply(ONE),
        BigInteger.valueOf(optionValue).multiply(ONE).subtract(cost));
  }

  /** ⌈f × contracts⌉ for {@code contracts ≥ 0}. */
  long contracts(long contracts) {
    return Fixed.toLong(
        Fixed.quotient(
            numerator.multiply(BigInteger.valueOf(contracts)), denominator, Rounding.UP));
  }

  /** δ × f × M, rounded down (LIQ-07): {@code rate} in 10⁻⁹, {@code maintenance} an amount. */
  long premium(long rate, long maintenance) {
    BigInteger product =
        numerator.multiply(BigInteger.valueOf(rate)).multiply(BigInteger.valueOf(maintenance));
    return Fixed.toLong(Fixed.quotient(product, denominator.multiply(ONE), Rounding.DOWN));
  }

  /** f in 10⁻⁹, rounded down: for people. */
  long ppb() {
    return Fixed.toLong(Fixed.quotient(numerator.multiply(ONE), denominator, Rounding.DOWN));
  }
}
