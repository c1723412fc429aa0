package tenor.state;

import java.util.function.LongUnaryOperator;

/** Which heights stay: as many as are wanted, and all whose time is recent enough. */
final class Retention {
  private final long heights;
  private final long millis;

  Retention(StoreOptions options) {
    this.heights = options.retainedHeights();
    this.millis = options.retainedMillis();
  }

  /**
   * The oldest height to keep.
   *
   * @param oldest the oldest that is there
   * @param newest the current state
   * @param times the time after the block of a height, which never falls; 0 if it is not known
   */
  long oldest(long oldest, Head newest, LongUnaryOperator times) {
    long byHeights = heights == StoreOptions.ALL ? 0 : newest.height() - heights;
    if (byHeights <= oldest) {
      return oldest;
    }
    long since = newest.timeMillis() - millis;
    if (millis == 0 || times.applyAsLong(byHeights) < since) {
      return byHeights;
    }
    // the first height that is recent, looked for near the oldest, where it mostly is
    long low = oldest;
    long high = oldest;
    for (long stride = 1; high < byHeights && times.applyAsLong(high) < since; stride *= 2) {
      low = high + 1;
      high = Math.min(byHeights, high + stride);
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (times.applyAsLong(middle) < since) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
