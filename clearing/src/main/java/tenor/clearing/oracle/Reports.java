package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Block;
import tenor.clearing.proto.PriceReport;

/**
 * The reports of a block that count for one underlying, with the power behind each.
 *
 * @param counted prices within the listed range, observed recently enough, times clamped to the
 *     block's
 */
record Reports(List<Report> counted) {
  /** A validator's price, when it was observed, and the validator's power. */
  record Report(long price, long timeMillis, long power) {}

  /** Keeps its own copy. */
  Reports {
    counted = List.copyOf(counted);
  }

  /**
   * The reports of {@code block} that count: ORA-04 and ORA-05.
   *
   * @param maxPrice the greatest price that is not dropped
   * @param maxAgeMillis the greatest age that is not dropped
   */
  static Reports of(Block block, int underlying, long maxPrice, long maxAgeMillis) {
    long oldest = Fixed.minus(block.timeMillis(), maxAgeMillis);
    List<Report> counted = new ArrayList<>();
    for (Block.Vote vote : block.votes()) {
      for (PriceReport report : vote.extension().getPricesList()) {
        long time = Math.min(report.getTimeMillis(), block.timeMillis());
        boolean counts =
            report.getProduct() == underlying
                && report.getPrice() > 0
                && report.getPrice() <= maxPrice
                && time >= oldest;
        if (counts) {
          counted.add(new Report(report.getPrice(), time, vote.power()));
        }
      }
    }
    return new Reports(counted);
  }

  /** The power of those who reported. */
  long power() {
    long sum = 0;
    for (Report report : counted) {
      sum = Fixed.plus(sum, report.power());
    }
    return sum;
  }

  /** ORA-03: whether more than two thirds of {@code totalPower} reported. */
  boolean suffice(long totalPower) {
    return Fixed.times(3, power()) > Fixed.times(2, totalPower);
  }

  /** The share of {@code totalPower} that reported, a fraction, rounded down. */
  long share(long totalPower) {
    return Fixed.mulDiv(power(), Fixed.FRACTION_ONE, totalPower, Rounding.DOWN);
  }

  /** ORA-02: the smallest price whose cumulative power is at least half of the power. */
  long price() {
    return median(Report::price);
  }

  /** ORA-06: the same of observation times. */
  long timeMillis() {
    return median(Report::timeMillis);
  }

  /** The highest price less the lowest. */
  long spread() {
    List<Long> prices = counted.stream().map(Report::price).toList();
    return Fixed.minus(Collections.max(prices), Collections.min(prices));
  }

  private long median(ToLongFunction<Report> of) {
    List<Report> sorted = new ArrayList<>(counted);
    sorted.sort(Comparator.comparingLong(of));
    long total = power();
    long cumulative = 0;
    for (Report report : sorted) {
      cumulative = Fixed.plus(cumulative, report.power());
      if (Fixed.times(2, cumulative) >= total) {
        return of.applyAsLong(report);
      }
    }
    throw new IllegalStateException("a median of no reports");
  }
}
