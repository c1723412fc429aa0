package tenor.state;

/**
 * How a store keeps its data; none of it changes a hash.
 *
 * @param retainedHeights how many heights before the current one can be read and rolled back to, 1
 *     or more
 * @param cachedHeights how many of them are kept in memory; older ones are rebuilt when asked for
 * @param syncEvery a commit waits for the disk every so many commits; 1 is always. With more, a
 *     power cut loses the last few commits, never part of one, and CometBFT replays their blocks,
 *     if it still has them: see {@link Store#lastSyncedHeight}
 */
public record StoreOptions(int retainedHeights, int cachedHeights, int syncEvery) {
  /** 100 heights, all in memory, every commit waits for the disk. */
  public static final StoreOptions DEFAULT = new StoreOptions(100, 100, 1);

  /** Checks the ranges. */
  public StoreOptions {
    if (retainedHeights < 1 || cachedHeights < 0 || syncEvery < 1) {
      throw new IllegalArgumentException(
          "retained heights and sync interval must be at least 1, cached heights at least 0");
    }
  }

  /** The same with another number of retained heights. */
  public StoreOptions withRetainedHeights(int heights) {
    return new StoreOptions(heights, cachedHeights, syncEvery);
  }

  /** The same with another number of heights in memory. */
  public StoreOptions withCachedHeights(int heights) {
    return new StoreOptions(retainedHeights, heights, syncEvery);
  }

  /** The same with another sync interval in commits. */
  public StoreOptions withSyncEvery(int commits) {
    return new StoreOptions(retainedHeights, cachedHeights, commits);
  }
}
