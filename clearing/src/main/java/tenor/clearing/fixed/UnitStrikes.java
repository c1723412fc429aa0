package tenor.clearing.fixed;

/** Strikes at a log-moneyness, where no forward is given. */
final class UnitStrikes {
  /** The greatest log-moneyness, 3 in 2⁻⁵⁶: strikes up to e^±3 of the forward are in the domain. */
  static final long WIDEST = 3L << Smile.MONEYNESS_PLACES;

  /** The forward, in the unit of {@link #at}. */
  static final long FORWARD = at(0);

  private static final int SHIFT = Exponential.PLACES - Smile.MONEYNESS_PLACES;
  private static final int DROP = 20;

  private UnitStrikes() {}

  /** e^(k − 1) in 2⁻⁴⁰, for k in 2⁻⁵⁶ up to {@link #WIDEST} either way. */
  static long at(long k) {
    return Exponential.exp((k << SHIFT) - Exponential.ONE) >> DROP;
  }
}
