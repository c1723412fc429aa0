package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * European options by Black's formula of 1976 on a forward: price, delta, gamma, vega and theta in
 * 64 bits. A calculator is made once and used again and again by one thread; nothing is allocated
 * per call, except in about one of 2¹³ calls whose last digit needs wide integers.
 *
 * <p><b>Method.</b> Let s = σ√T, u = |ln(F/K)| ÷ s, a = u − s/2, b = u + s/2, M = Mills' ratio. The
 * option that is out of the money is worth, per unit of forward, φ(d₁) (M(a) − M(b)) if a ≥ 0, and
 * min(F, K)/F − φ(d₁) (M(−a) + M(b)) if a &lt; 0; d₁ is −a for K ≥ F and b for K &lt; F. There is
 * no cancellation of large numbers, and an error of u changes the value in second order only. The
 * other side follows by put–call parity.
 *
 * <p><b>Exactness.</b> {@link #forwardPrice} is the true value rounded to the nearest unit of the
 * last place: where 64 bits do not decide it, wide integers do. Therefore, without exception in the
 * last digit: call − put = F − K; max(F − K, 0) ≤ call ≤ F and max(K − F, 0) ≤ put ≤ K; a price
 * does not fall when vol or time rises; a call does not rise and a put does not fall with the
 * strike.
 *
 * <p><b>Domain.</b> F, K &gt; 0 in any one unit; σ from 0 to 9 in 10⁻¹⁸; σ√T up to 12.7 (400 % over
 * ten years is 12.65); below 10⁻⁵ the value is the intrinsic value. Greeks are those of the
 * discounted value: delta ∂/∂F, gamma ∂²/∂F², vega ∂/∂σ per 1.00, theta −D F φ(d₁) σ ÷ (2√T) per
 * year. Their error is below 10⁻¹² of their natural scale (1, 1/(Fs), F√T, Fσ/√T) for s ≥ 10⁻⁵ and
 * below 10⁻¹⁶ for s ≥ 10⁻².
 */
public final class Black76 {
  /** The discount factor 1, and the volatility 1.00. */
  public static final long ONE = FixedMath.ONE;

  /** Binary places of {@link #delta}. */
  public static final int DELTA_PLACES = 58;

  /**
   * Errors of the value per unit of forward are below this many units of 2⁻⁶²; the greatest of a
   * million at random was 12, to the 4 that the comparison tells apart.
   */
  private static final int DOUBT = 32;

  private static final int RATIO_PLACES = 62;
  private static final long RATIO_ONE = 1L << RATIO_PLACES;
  private static final long RATIO_HALF = 1L << 61;
  private static final long RATIO_MASK = (1L << RATIO_PLACES) - 1;

  /** 2⁶⁰ ÷ 10¹⁸ − 1, in 2⁻⁶⁴, rounded up so that 1 becomes 1. */
  private static final long DISCOUNT_SCALE =
      BigInteger.ONE
          .shiftLeft(124)
          .divide(BigInteger.valueOf(ONE))
          .subtract(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
          .longValue();

  /** 7.9: in 2⁻⁶⁰ it fits. */
  private static final long MOST_DISCOUNT = ONE / 10 * 79;

  private static final Mantissa VARIANCE_UNIT = Mantissa.inverse(BigInteger.TEN.pow(36));

  /** Below 2⁻¹⁶ × this in 2⁻⁶², σ√T is below 10⁻⁵: 2⁷⁸ ÷ 10⁵, less what a root may be off. */
  private static final long LEAST_ROOT =
      BigInteger.ONE.shiftLeft(78).divide(BigInteger.valueOf(100_000)).longValue() - 8;

  private static final int LEAST_TURNS = -16;

  /** 12.7 ÷ 2 in 2⁻⁵⁹. */
  private static final long MOST_HALF = (1L << 59) / 20 * 127;

  private final boolean exact;
  private long year;
  private Mantissa perYear36 = VARIANCE_UNIT;
  private Mantissa perYear18 = VARIANCE_UNIT;

  // Of the time to expiry: itself, and as shares of a year × 10⁻³⁶ and × 10⁻¹⁸.
  private long time;
  private long time36;
  private int time36Exponent;
  private long time18;
  private int time18Exponent;

  // Of the deviation s = σ√T: 1/s in 2⁻⁶² × 2^−turns, s/2 in 2⁻⁵⁹.
  private long inverse;
  private int turns;
  private long half;

  private long forwardPrice;
  private long price;
  private long delta;
  private long gamma;
  private int gammaPlaces;
  private long vega;
  private int vegaPlaces;
  private long theta;
  private int thetaPlaces;

  private Black76(boolean exact) {
    this.exact = exact;
  }

  /** A calculator whose prices are exact in the last place. */
  public static Black76 exact() {
    return new Black76(true);
  }

  /**
   * A calculator whose prices may be one unit of the last place from the nearest where the true
   * value lies within 2⁻⁵⁷ × F of the middle between two; never slow.
   */
  public static Black76 fast() {
    return new Black76(false);
  }

  /**
   * The places at which a unit of the last place is between 2⁻⁴³ and 2⁻⁴² of the forward, or 0 if
   * the unit of the forward is finer than that.
   */
  public static int places(long forward) {
    return Math.max(0, Long.numberOfLeadingZeros(forward) - 21);
  }

  /**
   * The time to expiry of the options that follow.
   *
   * @param time at least 0, in any unit
   * @param year how many of them make a year, above 0
   */
  public void expiry(long time, long year) {
    if (time < 0 || year <= 0) {
      throw new RuleFailure("time to expiry: " + time + " / " + year);
    }
    if (year != this.year) {
      BigInteger years = BigInteger.valueOf(year);
      perYear36 = Mantissa.inverse(BigInteger.TEN.pow(36).multiply(years));
      perYear18 = Mantissa.inverse(BigInteger.TEN.pow(18).multiply(years));
      this.year = year;
    }
    int zeros = Long.numberOfLeadingZeros(time);
    this.time = time;
    time36 = Math.unsignedMultiplyHigh(time << zeros, perYear36.digits());
    time36Exponent = 64 - zeros + perYear36.exponent();
    time18 = Math.unsignedMultiplyHigh(time << zeros, perYear18.digits());
    time18Exponent = 64 - zeros + perYear18.exponent();
  }

  /**
   * Values an option that expires as {@link #expiry} said; the results are what the other methods
   * return until the next call.
   *
   * @param call or put
   * @param forward F above 0, in any unit
   * @param strike K above 0, in the same unit
   * @param vol σ from 0 to 9, 10⁻¹⁸
   * @param discount D from 0 to 7.9, 10⁻¹⁸; {@link #ONE} for a futures-style option
   * @param places binary places of the price after the unit of F and K, see {@link #places(long)}
   * @throws RuleFailure if an argument is out of its domain, or a price does not fit
   */
  public void value(boolean call, long forward, long strike, long vol, long discount, int places) {
    require(forward, strike, vol, discount, places);
    long scale = discount + Math.unsignedMultiplyHigh(discount, DISCOUNT_SCALE);
    if (!deviation(vol)) {
      worthless(call, forward, strike, scale);
      intrinsic(call, forward, strike, 0, scale, places);
      return;
    }
    long distance = distance(forward, strike);
    if (distance < 0) {
      worthless(call, forward, strike, scale);
      intrinsic(call, forward, strike, 0, scale, places);
      return;
    }
    boolean low = strike < forward;
    long a = distance - half;
    long b = distance + half;
    long density = low ? b < 0 ? 0 : Exponential.density(b) : Exponential.density(a);
    long near = Math.unsignedMultiplyHigh(density, Normal.mills(a < 0 ? -a : a));
    long far = Math.unsignedMultiplyHigh(density, Normal.mills(b));
    long otm =
        a < 0
            ? rounded(forward, Math.min(forward, strike), -near - far, vol, strike, places)
            : rounded(forward, 0, Math.max(0, near - far), vol, strike, places);
    intrinsic(call, forward, strike, otm, scale, places);
    long upper = low ? RATIO_ONE - far : a < 0 ? RATIO_ONE - near : near;
    long share = call ? upper : upper - RATIO_ONE;
    delta = signedHigh(share, scale);
    greeks(Math.unsignedMultiplyHigh(density, scale), vol);
  }

  private static void require(long forward, long strike, long vol, long discount, int places) {
    if (forward <= 0 || strike <= 0) {
      throw new RuleFailure("option on a forward of " + forward + " struck at " + strike);
    }
    if (vol < 0 || discount < 0 || discount > MOST_DISCOUNT) {
      throw new RuleFailure("volatility " + vol + ", discount factor " + discount);
    }
    if (places < 0 || Long.numberOfLeadingZeros(forward | strike) <= places + 1) {
      throw new RuleFailure("price with " + places + " binary places: " + forward + ", " + strike);
    }
  }

  /** Finds s; false where it is below 10⁻⁵. */
  private boolean deviation(long vol) {
    if (vol == 0 || time == 0) {
      return false;
    }
    int zeros = Long.numberOfLeadingZeros(vol);
    long digits = vol << zeros;
    long variance = Math.unsignedMultiplyHigh(Math.unsignedMultiplyHigh(digits, digits), time36);
    int shift = Long.numberOfLeadingZeros(variance);
    int exponent = 192 - 2 * zeros + time36Exponent - shift;
    variance <<= shift;
    // The square root wants an even exponent.
    variance >>>= exponent & 1;
    turns = (exponent + 1) >> 1;
    if (turns < LEAST_TURNS) {
      return false;
    }
    inverse = InverseRoot.of(variance);
    long root = Math.unsignedMultiplyHigh(variance, inverse);
    if (turns == LEAST_TURNS && root < LEAST_ROOT) {
      return false;
    }
    if (turns > 4) {
      throw new RuleFailure("volatility × √time out of range: " + vol + ", " + time);
    }
    half = turns == 4 ? root : (root + (1L << (3 - turns))) >> (4 - turns);
    if (half > MOST_HALF) {
      throw new RuleFailure("volatility × √time out of range: " + vol + ", " + time);
    }
    return true;
  }

  /** |ln(F/K)| ÷ s in 2⁻⁵⁹; negative if it is 16 or more, where the other side is worth nothing. */
  private long distance(long forward, long strike) {
    long high = Math.max(forward, strike);
    long low = Math.min(forward, strike);
    int places = Logarithm.PLACES;
    long x = Logarithm.ratioOrNone(high, low);
    if (x < 0) {
      // Either too far apart for 2⁻⁶⁰, or as good as equal.
      boolean far = x == Long.MIN_VALUE;
      places = far ? Logarithm.FAR_PLACES : places;
      x = far ? Logarithm.farRatio(high, low) : 0;
    }
    int zeros = Long.numberOfLeadingZeros(x);
    long product = Math.unsignedMultiplyHigh(x << zeros, inverse);
    int shift = zeros + turns + places - 61;
    if (shift < 0) {
      return shift < -1 ? -1 : product << 1;
    }
    return shift > 63 ? 0 : product >>> shift;
  }

  /** whole + F × part, part in 2⁻⁶², to the nearest unit of the last place. */
  private long rounded(long forward, long whole, long part, long vol, long strike, int places) {
    long scaled = forward << places;
    long high = Math.multiplyHigh(scaled, part) + ((whole << places) >>> 2);
    long low = scaled * part;
    long base = whole << places << 62;
    long sum = low + base;
    if (Long.compareUnsigned(sum, low) < 0) {
      high++;
    }
    long rest = (sum & RATIO_MASK) - RATIO_HALF;
    if (exact && Math.abs(rest) <= (scaled >= 1L << 56 ? RATIO_HALF : scaled * DOUBT)) {
      return Black76Exact.outOfTheMoney(forward, strike, vol, time, year, places);
    }
    long nearest = ((high << 2) | (sum >>> 62)) + (rest >= 0 ? 1 : 0);
    return Math.max(0, nearest);
  }

  /** Adds the intrinsic value of the side that is in the money, and discounts. */
  private void intrinsic(
      boolean call, long forward, long strike, long otm, long scale, int places) {
    long gain = call ? forward - strike : strike - forward;
    forwardPrice = gain > 0 ? otm + (gain << places) : otm;
    long high = Math.multiplyHigh(forwardPrice, scale);
    long low = forwardPrice * scale;
    price = ((high << 4) | (low >>> 60)) + ((low >>> 59) & 1);
  }

  /** The greeks where σ√T or the density counts as 0. */
  private void worthless(boolean call, long forward, long strike, long scale) {
    boolean in = call ? forward > strike : forward < strike;
    long one = scale >>> (Exponential.PLACES - DELTA_PLACES);
    delta = !in ? 0 : call ? one : -one;
    gamma = 0;
    vega = 0;
    theta = 0;
    gammaPlaces = 0;
    vegaPlaces = 0;
    thetaPlaces = 0;
  }

  /** The greeks that are the discounted density, in 2⁻⁵⁹, times something. */
  private void greeks(long density, long vol) {
    gamma = Math.unsignedMultiplyHigh(density, inverse);
    gammaPlaces = 57 + turns;
    int zeros = Long.numberOfLeadingZeros(vol);
    long digits = vol << zeros;
    long rootTime = Math.unsignedMultiplyHigh(Math.unsignedMultiplyHigh(digits, time18), inverse);
    vega = Math.unsignedMultiplyHigh(density, rootTime);
    vegaPlaces = zeros - time18Exponent + turns - 71;
    long square = Math.unsignedMultiplyHigh(digits, digits);
    long speed =
        Math.unsignedMultiplyHigh(
            Math.unsignedMultiplyHigh(square, VARIANCE_UNIT.digits()), inverse);
    theta = -Math.unsignedMultiplyHigh(density, speed);
    thetaPlaces = 2 * zeros - VARIANCE_UNIT.exponent() + turns - 134;
  }

  private static long signedHigh(long a, long b) {
    return a < 0 ? -Math.unsignedMultiplyHigh(-a, b) : Math.unsignedMultiplyHigh(a, b);
  }

  /** The undiscounted value, in 2^−places of the unit of F and K; exact as the class says. */
  public long forwardPrice() {
    return forwardPrice;
  }

  /** The discounted value, in 2^−places of the unit of F and K, to the nearest. */
  public long price() {
    return price;
  }

  /** ∂/∂F, in 2⁻⁵⁸; negative for a put. */
  public long delta() {
    return delta;
  }

  /** F × ∂²/∂F², in 2^−{@link #gammaPlaces}; never negative. */
  public long gamma() {
    return gamma;
  }

  /** Binary places of {@link #gamma}. */
  public int gammaPlaces() {
    return gammaPlaces;
  }

  /** ∂/∂σ ÷ F per 1.00 of volatility, in 2^−{@link #vegaPlaces}; never negative. */
  public long vega() {
    return vega;
  }

  /** Binary places of {@link #vega}. */
  public int vegaPlaces() {
    return vegaPlaces;
  }

  /** The decay of a year at the present speed ÷ F, in 2^−{@link #thetaPlaces}; never positive. */
  public long theta() {
    return theta;
  }

  /** Binary places of {@link #theta}. */
  public int thetaPlaces() {
    return thetaPlaces;
  }
}
