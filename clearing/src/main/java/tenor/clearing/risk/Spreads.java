package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Sensitivities by expiry, and how much of them offset each other across expiries (RSK-08). */
final class Spreads {
  private Spreads() {}

  /** Σ q × sensitivity of each expiry, ascending. */
  static SortedMap<Long, BigInteger> byExpiry(
      List<Holding> holdings, ToLongFunction<ContractRisk> sensitivity) {
    SortedMap<Long, BigInteger> sums = new TreeMap<>();
    for (Holding holding : holdings) {
      BigInteger sum =
          BigInteger.valueOf(holding.contracts())
              .multiply(BigInteger.valueOf(sensitivity.applyAsLong(holding.contract())));
      sums.merge(holding.contract().timeMillis(), sum, BigInteger::add);
    }
    return sums;
  }

  /** Σ of the sizes. */
  static BigInteger gross(Collection<BigInteger> sums) {
    return sums.stream().map(BigInteger::abs).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Expiries ascending, each matched with the nearest later ones of opposite sign. */
  static BigInteger matched(Collection<BigInteger> sums) {
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
