package tenor.node.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Replays daily closes on a schedule: row i stands from {@code start + i × day} for one day. */
public final class CsvReplay implements PriceSource {
  private static final long SLOWEST_POLL_MILLIS = 1000;

  private final String name;
  private final ClosesFile closes;
  private final List<Integer> products;
  private final long startMillis;
  private final long dayMillis;

  /**
   * A replay.
   *
   * @param closes the days and columns to replay
   * @param products the underlying of each column
   * @param startMillis when row 0 begins
   * @param dayMillis how long a row stands
   */
  public CsvReplay(
      String name, ClosesFile closes, List<Integer> products, long startMillis, long dayMillis) {
    if (products.size() != closes.columns().size() || dayMillis <= 0) {
      throw new IllegalArgumentException("expected a product per column and a positive day");
    }
    this.name = name;
    this.closes = closes;
    this.products = List.copyOf(products);
    this.startMillis = startMillis;
    this.dayMillis = dayMillis;
  }

  @Override
  public String name() {
    return "csv " + name;
  }

  @Override
  public long everyMillis() {
    return everyMillis(dayMillis);
  }

  /** How often to look for a new row that stands this long. */
  static long everyMillis(long dayMillis) {
    // Four looks a day bring a new row in well before its day is over.
    return Math.max(5, Math.min(SLOWEST_POLL_MILLIS, dayMillis / 4));
  }

  @Override
  public List<Observation> poll(long nowMillis) {
    long row = Math.floorDiv(nowMillis - startMillis, dayMillis);
    List<Observation> seen = new ArrayList<>();
    if (row < 0 || row >= closes.rows().size()) {
      return seen;
    }
    List<OptionalLong> prices = closes.rows().get((int) row).prices();
    for (int i = 0; i < products.size(); i++) {
      if (prices.get(i).isPresent()) {
        seen.add(
            new Observation(
                products.get(i), prices.get(i).getAsLong(), startMillis + row * dayMillis));
      }
    }
    return seen;
  }
}
