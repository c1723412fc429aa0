package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
   * @param minPrice what a price that is not dropped is above
   * @param maxPrice the greatest price that is not dropped
   * @param maxAgeMillis the greatest age that is not dropped
   */
  static Reports of(Block block, int underlying, long minPrice, long maxPrice, long maxAgeMillis) {
    long oldest = Fixed.minus(block.timeMillis(), maxAgeMillis);
    List<Report> counted = new ArrayList<>();
    for (Block.Vote vote : block.votes()) {
      for (PriceReport report : vote.extension().getPricesList()) {
        long time = Math.min(report.getTimeMillis(), block.timeMillis());
        boolean counts =
            report.getProduct() == underlying
                && report.getPrice() > minPrice
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
    return WeightedMedian.power(counted, Report::power);
  }

  /** ORA-03: whether more than two thirds of {@code totalPower} reported. */
  boolean suffice(long totalPower) {
    return isMost(power(), totalPower);
  }

  /** Whether {@code power} is more than two thirds of {@code totalPower}. */
  static boolean isMost(long power, long totalPower) {
    return Fixed.times(3, power) > Fixed.times(2, totalPower);
  }

  /** The share of {@code totalPower} that reported, a fraction, rounded down. */
  long share(long totalPower) {
    return Fixed.mulDiv(power(), Fixed.FRACTION_ONE, totalPower, Rounding.DOWN);
  }

  /** ORA-02: the smallest price whose cumulative power is at least half of the power. */
  long price() {
    return WeightedMedian.of(counted, Report::price, Report::power);
  }

  /** ORA-06: the same of observation times. */
  long timeMillis() {
    return WeightedMedian.of(counted, Report::timeMillis, Report::power);
  }

  /** The highest price less the lowest. */
  long spread() {
    List<Long> prices = counted.stream().map(Report::price).toList();
    return Fixed.minus(Collections.max(prices), Collections.min(prices));
  }
}
