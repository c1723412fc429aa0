package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import tenor.clearing.fixed.Fixed;

/**
 * Sensitivities by expiry, and how much of them offset each other across expiries (RSK-08):
 * expiries ascending, each matched with the nearest later ones of opposite sign.
 *
 * @param gross Σ over expiries of the size of Σ q × sensitivity
 * @param matched what offsets
 */
record Spreads(BigInteger gross, BigInteger matched) {
  private static final Spreads NONE = new Spreads(BigInteger.ZERO, BigInteger.ZERO);

  /** Sums below this cannot overflow when two are added. */
  private static final int SAFE_BITS = 61;

  /** The sensitivities of these holdings by the expiry that {@code time} says. */
  static Spreads of(
      List<Holding> holdings,
      ToLongFunction<ContractRisk> time,
      ToLongFunction<ContractRisk> sensitivity) {
    if (!fit(holdings, sensitivity)) {
      return wide(holdings, time, sensitivity);
    }
    long[] times = new long[holdings.size()];
    long[] sums = new long[holdings.size()];
    int count = 0;
    for (Holding holding : holdings) {
      long each = sensitivity.applyAsLong(holding.contract());
      if (each != 0) {
        long sum = Fixed.times(holding.contracts(), each);
        count = insert(times, sums, count, time.applyAsLong(holding.contract()), sum);
      }
    }
    return count == 0 ? NONE : narrow(sums, count);
  }

  /** Whether Σ |q × sensitivity| has fewer bits than overflow needs, judged by bits alone. */
  private static boolean fit(List<Holding> holdings, ToLongFunction<ContractRisk> sensitivity) {
    int bits = 0;
    for (Holding holding : holdings) {
      int one = bits(holding.contracts()) + bits(sensitivity.applyAsLong(holding.contract()));
      bits = Math.max(bits, one);
    }
    return bits + bits(holdings.size()) <= SAFE_BITS;
  }

  private static int bits(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(Fixed.abs(value));
  }

  /** Adds to the sum of an expiry, keeping expiries ascending; how many there are then. */
  private static int insert(long[] times, long[] sums, int count, long time, long sum) {
    int place = count;
    while (place > 0 && times[place - 1] > time) {
      place--;
    }
    if (place > 0 && times[place - 1] == time) {
      sums[place - 1] = Fixed.plus(sums[place - 1], sum);
      return count;
    }
    for (int i = count; i > place; i--) {
      times[i] = times[i - 1];
      sums[i] = sums[i - 1];
    }
    times[place] = time;
    sums[place] = sum;
    return count + 1;
  }

  private static Spreads narrow(long[] sums, int count) {
    long gross = 0;
    for (int i = 0; i < count; i++) {
      gross = Fixed.plus(gross, Fixed.abs(sums[i]));
    }
    long matched = 0;
    for (int early = 0; early < count; early++) {
      for (int late = early + 1; late < count && sums[early] != 0; late++) {
        if (Long.signum(sums[early]) == -Long.signum(sums[late])) {
          long size = Math.min(Fixed.abs(sums[early]), Fixed.abs(sums[late]));
          sums[early] = towardsZero(sums[early], size);
          sums[late] = towardsZero(sums[late], size);
          matched = Fixed.plus(matched, size);
        }
      }
    }
    return new Spreads(BigInteger.valueOf(gross), BigInteger.valueOf(matched));
  }

  private static long towardsZero(long sum, long size) {
    return sum > 0 ? Fixed.minus(sum, size) : Fixed.plus(sum, size);
  }

  /** The same where 64 bits might not hold the sums. */
  static Spreads wide(
      List<Holding> holdings,
      ToLongFunction<ContractRisk> time,
      ToLongFunction<ContractRisk> sensitivity) {
    SortedMap<Long, BigInteger> sums = new TreeMap<>();
    for (Holding holding : holdings) {
      BigInteger sum =
          BigInteger.valueOf(holding.contracts())
              .multiply(BigInteger.valueOf(sensitivity.applyAsLong(holding.contract())));
      sums.merge(time.applyAsLong(holding.contract()), sum, BigInteger::add);
    }
    BigInteger gross =
        sums.values().stream().map(BigInteger::abs).reduce(BigInteger.ZERO, BigInteger::add);
    return new Spreads(gross, matched(sums.values()));
  }

  private static BigInteger matched(Collection<BigInteger> sums) {
    BigInteger[] left = sums.toArray(BigInteger[]::new);
    BigInteger matched = BigInteger.ZERO;
    for (int early = 0; early < left.length; early++) {
      for (int late = early + 1; late < left.length && left[early].signum() != 0; late++) {
        if (left[early].signum() == -left[late].signum()) {
          BigInteger size = left[early].abs().min(left[late].abs());
          left[early] = towardsZero(left[early], size);
          left[late] = towardsZero(left[late], size);
          matched = matched.add(size);
        }
      }
    }
    return matched;
  }

  private static BigInteger towardsZero(BigInteger sum, BigInteger size) {
    return sum.signum() > 0 ? sum.subtract(size) : sum.add(size);
  }
}
