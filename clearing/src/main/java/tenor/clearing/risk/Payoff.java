package tenor.clearing.risk;

import java.math.BigInteger;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;

/**
 * A European payoff that is piecewise linear in the settlement price S: start + slope × S + Σ over
 * kinks with strike ≤ S of (jump + change × (S − strike)).
 *
 * @param start 10⁻⁸
 * @param slope 10⁻⁹
 * @param kinks strictly ascending by strike
 */
public record Payoff(long start, long slope, List<Kink> kinks) {
  /**
   * Where a payoff bends or jumps.
   *
   * @param strike 10⁻⁸
   * @param change of the slope, 10⁻⁹
   * @param jump of the payoff, at the strike and above, 10⁻⁸
   */
  public record Kink(long strike, long change, long jump) {}

  /** Payoffs are exact at this many to a price of 10⁻⁸. */
  public static final long FINE = Fixed.FRACTION_ONE;

  /** Keeps its own copy. */
  public Payoff {
    kinks = List.copyOf(kinks);
  }

  /** What it pays at a settlement price, 10⁻¹⁷. */
  public BigInteger at(long price) {
    return sum(price, kinks.stream().filter(kink -> kink.strike() <= price).toList());
  }

  /** What it pays just below a price, 10⁻¹⁷: a jump there has not happened. */
  public BigInteger below(long price) {
    return sum(price, kinks.stream().filter(kink -> kink.strike() < price).toList());
  }

  private BigInteger sum(long price, List<Kink> passed) {
    BigInteger sum = fine(start).add(product(slope, price));
    for (Kink kink : passed) {
      BigInteger run = BigInteger.valueOf(price).subtract(BigInteger.valueOf(kink.strike()));
      sum = sum.add(fine(kink.jump())).add(BigInteger.valueOf(kink.change()).multiply(run));
    }
    return sum;
  }

  /** The least it pays at any price from 0 to {@code maxPrice}, 10⁻¹⁷. */
  public BigInteger least(long maxPrice) {
    return least(0, maxPrice);
  }

  /** The most it pays at any price from 0 to {@code maxPrice}, 10⁻¹⁷. */
  public BigInteger most(long maxPrice) {
    return most(0, maxPrice);
  }

  /** The least it pays at any price from {@code minPrice} to {@code maxPrice}, 10⁻¹⁷. */
  public BigInteger least(long minPrice, long maxPrice) {
    BigInteger least = at(minPrice).min(at(maxPrice));
    for (Kink kink : kinks) {
      least = least.min(at(kink.strike())).min(below(kink.strike()));
    }
    return least;
  }

  /** The most it pays at any price from {@code minPrice} to {@code maxPrice}, 10⁻¹⁷. */
  public BigInteger most(long minPrice, long maxPrice) {
    BigInteger most = at(minPrice).max(at(maxPrice));
    for (Kink kink : kinks) {
      most = most.max(at(kink.strike())).max(below(kink.strike()));
    }
    return most;
  }

  /**
   * The same payoff of prices that are greater by {@code shift}: what it pays at {@code price +
   * shift} is what this pays at {@code price}, but for a part of 10⁻⁸ if the slope has one.
   *
   * @throws tenor.clearing.fixed.RuleFailure if out of range
   */
  public Payoff shifted(long shift) {
    if (shift == 0) {
      return this;
    }
    long rise = Fixed.mulDiv(slope, shift, FINE, Rounding.HALF_EVEN);
    return new Payoff(
        Fixed.minus(start, rise),
        slope,
        kinks.stream()
            .map(kink -> new Kink(Fixed.plus(kink.strike(), shift), kink.change(), kink.jump()))
            .toList());
  }

  private static BigInteger fine(long price) {
    return product(FINE, price);
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
