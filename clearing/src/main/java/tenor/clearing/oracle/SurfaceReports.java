package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.ImpliedVolatility;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Block;
import tenor.clearing.proto.Surface;
import tenor.clearing.proto.SurfaceReport;

/**
 * The reports of a block that count for one expiry of one underlying, with the power behind each.
 *
 * @param counted volatilities at the governed knots, observed recently enough, times clamped to the
 *     block's
 */
record SurfaceReports(List<Report> counted) {
  /** The longest time to expiry, in days of the rules. */
  private static final long MOST_DAYS = 3650;

  /** A validator's volatilities, when they were observed, and the validator's power. */
  record Report(List<Long> vols, long timeMillis, long power) {}

  /**
   * What reports must be to count.
   *
   * @param knots how many volatilities
   * @param maxAgeMillis the greatest age
   * @param dayMillis a day of the rules
   */
  record Terms(int knots, long maxAgeMillis, long dayMillis) {}

  /** Keeps its own copy. */
  SurfaceReports {
    counted = List.copyOf(counted);
  }

  /** All reports of a block, by product and expiry: one pass over them. */
  static SortedMap<Integer, SortedMap<Long, List<Report>>> all(Block block) {
    SortedMap<Integer, SortedMap<Long, List<Report>>> all = new TreeMap<>();
    for (Block.Vote vote : block.votes()) {
      for (SurfaceReport report : vote.extension().getSurfacesList()) {
        all.computeIfAbsent(report.getProduct(), product -> new TreeMap<>())
            .computeIfAbsent(report.getExpiryMillis(), expiry -> new ArrayList<>())
            .add(new Report(report.getVolsList(), report.getTimeMillis(), vote.power()));
      }
    }
    return all;
  }

  /** ORA-15: those of {@code reports} that count in {@code block}. */
  static SurfaceReports of(Block block, long expiryMillis, List<Report> reports, Terms terms) {
    long now = block.timeMillis();
    List<Report> counted = new ArrayList<>();
    boolean ahead =
        expiryMillis > now
            && Fixed.minus(expiryMillis, now) <= Fixed.times(MOST_DAYS, terms.dayMillis());
    for (Report report : ahead ? reports : List.<Report>of()) {
      boolean counts =
          report.vols().size() == terms.knots()
              && report.vols().stream().allMatch(SurfaceReports::isVol)
              && report.timeMillis() >= Fixed.minus(now, terms.maxAgeMillis());
      if (counts) {
        long time = Math.min(report.timeMillis(), now);
        counted.add(new Report(report.vols(), time, report.power()));
      }
    }
    return new SurfaceReports(counted);
  }

  private static boolean isVol(long vol) {
    return vol >= ImpliedVolatility.LEAST && vol <= ImpliedVolatility.MOST;
  }

  /** Whether more than two thirds of {@code totalPower} reported. */
  boolean suffice(long totalPower) {
    return Reports.isMost(WeightedMedian.power(counted, Report::power), totalPower);
  }

  /** ORA-16: the median of each volatility and of the times, each weighted by power. */
  Surface median(long step, long totalPower) {
    Surface.Builder surface = Surface.newBuilder().setStep(step);
    for (int i = 0; i < counted.getFirst().vols().size(); i++) {
      int knot = i;
      surface.addVols(WeightedMedian.of(counted, report -> report.vols().get(knot), Report::power));
    }
    long power = WeightedMedian.power(counted, Report::power);
    return surface
        .setTimeMillis(WeightedMedian.of(counted, Report::timeMillis, Report::power))
        .setPowerPpb(Fixed.mulDiv(power, Fixed.FRACTION_ONE, totalPower, Rounding.DOWN))
        .build();
  }
}
