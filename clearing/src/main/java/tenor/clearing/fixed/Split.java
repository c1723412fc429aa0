package tenor.clearing.fixed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits an amount so that the parts sum to the whole. */
public final class Split {
  private Split() {}

  /**
   * {@code total ≥ 0} split in proportion to {@code weights ≥ 0}, by largest remainder: each part
   * is its exact share rounded down, and the units left go one each to the largest remainders, ties
   * to the lower place. Places are in ascending order of account.
   *
   * @throws RuleFailure if a weight is negative, or all are zero while there is something to split
   */
  public static List<Long> largestRemainder(long total, List<Long> weights) {
    BigInteger sum = BigInteger.ZERO;
    for (long weight : weights) {
      if (weight < 0) {
        throw new RuleFailure("negative weight: " + weight);
      }
      sum = sum.add(BigInteger.valueOf(weight));
    }
    if (total < 0 || (sum.signum() == 0 && total != 0)) {
      throw new RuleFailure("cannot split " + total + " over weights that sum to " + sum);
    }
    List<Long> parts = new ArrayList<>();
    List<Remainder> remainders = new ArrayList<>();
    long left = total;
    for (int place = 0; place < weights.size(); place++) {
      BigInteger[] share = share(total, weights.get(place), sum);
      long part = Fixed.toLong(share[0]);
      parts.add(part);
      remainders.add(new Remainder(place, share[1]));
      left = Fixed.minus(left, part);
    }
    remainders.sort(
        Comparator.comparing(Remainder::size).reversed().thenComparingInt(Remainder::place));
    for (int i = 0; i < Fixed.toInt(left); i++) {
      int place = remainders.get(i).place();
      parts.set(place, Fixed.plus(parts.get(place), 1));
    }
    return parts;
  }

  private static BigInteger[] share(long total, long weight, BigInteger sum) {
    return sum.signum() == 0
        ? new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO}
        : BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
  }

  private record Remainder(int place, BigInteger size) {}
}
