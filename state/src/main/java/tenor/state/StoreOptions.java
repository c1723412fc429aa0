package tenor.state;

/**
 * How a store keeps its data; none of it changes a hash.
 *
 * @param retainedHeights how many heights before the current one can be read and rolled back to, 1
 *     or more; {@link #ALL} for every one
 * @param retainedMillis a height also stays while the time of its block is not older than this,
 *     compared with the current one's; 0 for no such rule
 * @param cachedHeights how many recent heights are kept in memory
 * @param syncEvery a commit waits for the disk every so many commits; 1 is always. With more, a
 *     power cut loses the last few commits, never part of one, and CometBFT replays their blocks,
 *     if it still has them: see {@link Store#lastSyncedHeight}
 * @param pageMemory the greatest number of bytes outside the heap for contents of the tree's pages,
 *     taken as they are needed, 0 or more; with less than the tree has, the least used pages are
 *     made again from the values on disk when they are needed. A leaf takes about 130 bytes with a
 *     key of 32
 * @param valueCache the greatest number of bytes of the heap for values of the current state, 0 or
 *     more; others are read from the disk
 */
public record StoreOptions(
    int retainedHeights,
    long retainedMillis,
    int cachedHeights,
    int syncEvery,
    long pageMemory,
    long valueCache) {
  /** As the number of retained heights: nothing is ever removed. */
  public static final int ALL = Integer.MAX_VALUE;

  /**
   * 100 heights, 8 of them in memory, every commit waits for the disk, up to 1 GiB for pages and
   * 128 MiB for values.
   */
  public static final StoreOptions DEFAULT = new StoreOptions(100, 0, 8, 1, 1L << 30, 128L << 20);

  /** Checks the ranges. */
  public StoreOptions {
    if (retainedHeights < 1 || cachedHeights < 0 || syncEvery < 1) {
      throw new IllegalArgumentException(
          "retained heights and sync interval must be at least 1, cached heights at least 0");
    }
    if (pageMemory < 0 || valueCache < 0) {
      throw new IllegalArgumentException("bounds of memory must be at least 0 bytes");
    }
    if (retainedMillis < 0) {
      throw new IllegalArgumentException("retained time must be at least 0");
    }
  }

  /** The same with another number of retained heights. */
  public StoreOptions withRetainedHeights(int heights) {
    return new StoreOptions(
        heights, retainedMillis, cachedHeights, syncEvery, pageMemory, valueCache);
  }

  /** The same with another retained time in milliseconds. */
  public StoreOptions withRetainedMillis(long millis) {
    return new StoreOptions(
        retainedHeights, millis, cachedHeights, syncEvery, pageMemory, valueCache);
  }

  /** The same with another number of heights in memory. */
  public StoreOptions withCachedHeights(int heights) {
    return new StoreOptions(
        retainedHeights, retainedMillis, heights, syncEvery, pageMemory, valueCache);
  }

  /** The same with another sync interval in commits. */
  public StoreOptions withSyncEvery(int commits) {
    return new StoreOptions(
        retainedHeights, retainedMillis, cachedHeights, commits, pageMemory, valueCache);
  }

  /** The same with another bound for contents of pages. */
  public StoreOptions withPageMemory(long bytes) {
    return new StoreOptions(
        retainedHeights, retainedMillis, cachedHeights, syncEvery, bytes, valueCache);
  }

  /** The same with another bound for cached values. */
  public StoreOptions withValueCache(long bytes) {
    return new StoreOptions(
        retainedHeights, retainedMillis, cachedHeights, syncEvery, pageMemory, bytes);
  }
}
