package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * ORA-20: the smallest changes of a smile's knots that take common small arbitrages out of it. What
 * comes out is judged like any other smile.
 */
public final class SmileRepair {
  private static final BigInteger VARIANCE_UNIT = BigInteger.TEN.pow(18);

  private SmileRepair() {}

  /**
   * Knots whose outermost volatilities are lowered, where needed, to the greatest with which the
   * wings admit no arbitrage ({@link KnotSmile#hasTameWings}), but not below their neighbours'.
   *
   * @param vols as {@link KnotSmile#of} takes them, and so are the other arguments
   */
  public static List<Long> flattened(List<Long> vols, long step, long time, long year) {
    List<Long> flat = new ArrayList<>(vols);
    if (!isTame(vols, step, time, year)) {
      lower(flat, 0, 1, step, time, year);
      lower(flat, flat.size() - 1, flat.size() - 2, step, time, year);
    }
    return flat;
  }

  private static boolean isTame(List<Long> vols, long step, long time, long year) {
    return KnotSmile.of(vols, step, time, year).hasTameWings(time, year);
  }

  /** Lowers one end, the other being level meanwhile so that it has no say. */
  private static void lower(List<Long> vols, int end, int inner, long step, long time, long year) {
    int other = vols.size() - 1 - end;
    long otherVol = vols.get(other);
    vols.set(other, Math.min(otherVol, vols.get(vols.size() - 1 - inner)));
    long high = vols.get(end);
    if (!isTame(vols, step, time, year)) {
      long low = Math.min(high, vols.get(inner));
      while (high - low > 1) {
        long middle = low + ((high - low) >> 1);
        vols.set(end, middle);
        if (isTame(vols, step, time, year)) {
          low = middle;
        } else {
          high = middle;
        }
      }
      vols.set(end, low);
    }
    vols.set(other, otherVol);
  }

  /**
   * Knots whose volatilities are raised, where needed, so that at none of them total variance is
   * below that of an earlier smile. The middle is raised first, because it says where the others
   * are.
   *
   * @param vols of the later smile, and its step, time and year as {@link KnotSmile#of} takes them
   * @param earlier the earlier smile
   * @param earlierTime the time to the earlier expiry
   * @param laterTime the time to the later one, from the same moment
   */
  public static List<Long> lifted(
      List<Long> vols,
      long step,
      long time,
      long year,
      Smile earlier,
      long earlierTime,
      long laterTime) {
    int side = vols.size() / 2;
    List<Long> lifted = new ArrayList<>(vols);
    lifted.set(side, atLeast(vols.get(side), earlier.variance(0), earlierTime, laterTime));
    long width = KnotSmile.of(lifted, step, time, year).width();
    for (int i = 0; i < vols.size(); i++) {
      BigInteger distance = BigInteger.valueOf(i - side).multiply(BigInteger.valueOf(width));
      BigInteger farthest = BigInteger.valueOf(Smile.FARTHEST);
      long k = distance.min(farthest).max(farthest.negate()).longValue();
      lifted.set(i, atLeast(lifted.get(i), earlier.variance(k), earlierTime, laterTime));
    }
    return lifted;
  }

  /** The volatility, or the least whose variance × later time is the earlier one's or more. */
  private static long atLeast(long vol, long variance, long earlierTime, long laterTime) {
    long needed = Fixed.mulDiv(variance, earlierTime, laterTime, Rounding.UP);
    if (KnotSmile.varianceOf(vol) >= needed) {
      return vol;
    }
    BigInteger square = BigInteger.valueOf(needed).multiply(VARIANCE_UNIT).shiftRight(Smile.PLACES);
    return Math.min(ImpliedVolatility.MOST, Math.max(vol, square.sqrt().longValue() + 1));
  }

  /** Whether no volatility changed by more than a fraction of itself, 10⁻⁹. */
  public static boolean isWithin(List<Long> before, List<Long> after, long fraction) {
    for (int i = 0; i < before.size(); i++) {
      long change = Math.abs(after.get(i) - before.get(i));
      if (change > Fixed.mulDiv(before.get(i), fraction, Fixed.FRACTION_ONE, Rounding.DOWN)) {
        return false;
      }
    }
    return true;
  }
}
