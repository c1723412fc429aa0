package tenor.clearing.fixed;

/**
 * The volatility at which {@link Black76} gives a price. Prices of an exact calculator never fall
 * when volatility rises, so that the answer is one number, whatever way it is found: by Newton's
 * steps, kept between bounds that are known to lie on either side and halved when a step leads out
 * of them or they close too slowly. Nothing is allocated.
 */
public final class ImpliedVolatility {
  /** The least answer, 1 %, in 10⁻⁹. */
  public static final long LEAST = 10_000_000L;

  /** The greatest answer, 400 %, in 10⁻⁹. */
  public static final long MOST = 4_000_000_000L;

  /** From the 10⁻⁹ of an answer to the 10⁻¹⁸ of the calculator. */
  private static final long FINE = 1_000_000_000L;

  private static final long START = 300_000_000L;
  private static final int PATIENCE = 3;

  private final Black76 model = Black76.exact();
  private int valuations;

  /** A calculator, to be used again and again by one thread. */
  public ImpliedVolatility() {}

  /** The time to expiry of what follows, as {@link Black76#expiry}. */
  public void expiry(long time, long year) {
    model.expiry(time, year);
  }

  /**
   * The least volatility at which the option is worth at least this.
   *
   * @param call or put
   * @param forward above 0, in any unit
   * @param strike above 0, in the same unit
   * @param price undiscounted, in 2^−places of that unit
   * @param places as {@link Black76#places(long)} says, or fewer
   * @return 10⁻⁹, from {@link #LEAST} to {@link #MOST}; exact: one unit less gives a lower price,
   *     but at {@link #LEAST}
   * @throws RuleFailure if the price is below the intrinsic value, or above that at {@link #MOST}
   */
  public long of(boolean call, long forward, long strike, long price, int places) {
    valuations = 0;
    long floor = value(call, forward, strike, 0, places);
    if (price < floor || price > value(call, forward, strike, MOST, places)) {
      throw new RuleFailure("no volatility gives the price " + price);
    }
    // The price is below `price` at `low`, or `low` is not allowed; it is at least that at `high`.
    long low = LEAST - 1;
    long high = MOST;
    long at = START;
    long size = high - low;
    for (int round = 1; high - low > 1; round++) {
      long missing = price - value(call, forward, strike, at, places);
      if (missing <= 0) {
        high = at;
      } else {
        low = at;
      }
      at += step(missing, forward << places);
      boolean slow = round % PATIENCE == 0 && high - low > size >> 1;
      if (round % PATIENCE == 0) {
        size = high - low;
      }
      if (slow || at <= low || at >= high) {
        at = low + ((high - low) >> 1);
      }
    }
    return high;
  }

  /** How often the last answer made the model value the option: what it cost. */
  int valuations() {
    return valuations;
  }

  private long value(boolean call, long forward, long strike, long vol, int places) {
    valuations++;
    model.value(call, forward, strike, vol * FINE, Black76.ONE, places);
    return model.forwardPrice();
  }

  /** Newton's step in 10⁻⁹, away from 0; far out if it is large. */
  private long step(long missing, long forward) {
    long size = Math.abs(missing);
    long vega = model.vega();
    if (vega == 0) {
      return missing > 0 ? MOST : -MOST;
    }
    // missing ÷ (forward × vega × 2^−places), each with its highest bit set.
    int up = Long.numberOfLeadingZeros(forward);
    int vegaUp = Long.numberOfLeadingZeros(vega);
    long slope = Math.unsignedMultiplyHigh(forward << up, vega << vegaUp) >>> 31;
    int sizeUp = Long.numberOfLeadingZeros(size);
    long quotient = size == 0 ? 0 : Long.divideUnsigned(size << sizeUp, slope);
    // What is left of the exponents is one shift.
    int shift = 95 - up - vegaUp - model.vegaPlaces() + sizeUp;
    long step = scaled(quotient, shift) + 1;
    return missing > 0 ? step : -step;
  }

  /** quotient × 10⁹ ÷ 2^shift, at most {@link #MOST}. */
  private static long scaled(long quotient, int shift) {
    // The quotient has 31 to 34 bits: × 10⁹ it stays in 64, and is above MOST as it is.
    long product = quotient * FINE;
    return shift < 0 ? MOST : shift > 63 ? 0 : Math.min(MOST, product >>> shift);
  }
}
