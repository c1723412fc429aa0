package tenor.node.feed;

import java.util.ArrayList;
import java.util.List;
import tenor.node.config.NodeConfig;

/**
 * Surfaces for a replay of daily closes, which has no options to take them from: volatility at the
 * money is what the closes realised until then, the same for all expiries, and the smile around it
 * is a parabola in z. A day of the rules is a row, and a year 365 of them.
 */
public final class RealisedReplay implements PriceSource {
  private static final double DAYS_A_YEAR = 365;
  private static final double LEAST = 0.01;
  private static final double MOST = 4;

  private final String name;
  private final Schedule schedule;
  private final List<Integer> products;
  private final List<List<Double>> daily;
  private final NodeConfig.Smile smile;

  /**
   * When rows stand.
   *
   * @param rows how many
   * @param startMillis when the first begins
   * @param dayMillis how long one stands
   */
  public record Schedule(int rows, long startMillis, long dayMillis) {}

  /**
   * A replay.
   *
   * @param daily for each product the volatility of a day, one per row
   */
  RealisedReplay(
      String name,
      Schedule schedule,
      List<Integer> products,
      List<List<Double>> daily,
      NodeConfig.Smile smile) {
    this.name = name;
    this.schedule = schedule;
    this.products = List.copyOf(products);
    this.daily = daily.stream().map(List::copyOf).toList();
    this.smile = smile;
  }

  /**
   * A replay of some days of a file; what came before them tells the first volatility.
   *
   * @param all every day of the file
   * @param replay the days that are replayed, with the columns that are
   */
  public static RealisedReplay of(
      String name,
      ClosesFile all,
      ClosesFile replay,
      List<Integer> products,
      Schedule schedule,
      NodeConfig.Smile smile) {
    int first =
        all.rows().stream()
            .map(ClosesFile.Row::date)
            .toList()
            .indexOf(replay.rows().getFirst().date());
    List<List<Double>> daily = new ArrayList<>();
    for (String column : replay.columns()) {
      int place = all.columns().indexOf(column);
      List<Double> each =
          RealisedVolatility.daily(
              all.rows().stream().map(row -> row.prices().get(place)).toList());
      daily.add(each.subList(first, first + replay.rows().size()));
    }
    return new RealisedReplay(name, schedule, products, daily, smile);
  }

  @Override
  public String name() {
    return "realised " + name;
  }

  @Override
  public long everyMillis() {
    return CsvReplay.everyMillis(schedule.dayMillis());
  }

  @Override
  public List<Observation> poll(long nowMillis) {
    return List.of();
  }

  @Override
  public List<SurfaceObservation> surfaces(long nowMillis) {
    long row = Math.floorDiv(nowMillis - schedule.startMillis(), schedule.dayMillis());
    List<SurfaceObservation> seen = new ArrayList<>();
    if (row < 0 || row >= schedule.rows()) {
      return seen;
    }
    long observed = schedule.startMillis() + row * schedule.dayMillis();
    for (int i = 0; i < products.size(); i++) {
      List<Long> vols = vols(daily.get(i).get((int) row) * Math.sqrt(DAYS_A_YEAR));
      for (long ahead = 1; ahead <= smile.expiries(); ahead++) {
        long expiry = (row / smile.expiryDays() + ahead) * smile.expiryDays();
        seen.add(
            new SurfaceObservation(
                products.get(i),
                schedule.startMillis() + expiry * schedule.dayMillis(),
                vols,
                observed));
      }
    }
    return seen;
  }

  /** At z = −n … n steps: at the money × (1 + skew z + curve z²). */
  private List<Long> vols(double atTheMoney) {
    List<Long> vols = new ArrayList<>();
    for (int i = -smile.knots(); i <= smile.knots(); i++) {
      double z = i * smile.step();
      double vol = atTheMoney * (1 + smile.skew() * z + smile.curve() * z * z);
      vols.add(Math.round(1e9 * Math.clamp(vol, LEAST, MOST)));
    }
    return vols;
  }
}
