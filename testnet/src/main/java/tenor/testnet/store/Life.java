package tenor.testnet.store;

import java.util.List;
import java.util.Random;
import tenor.state.Changes;
import tenor.state.Component;
import tenor.state.Components;
import tenor.state.StoreOptions;

/**
 * A store from its making to its end, and the chain of blocks in it. All of it follows from a seed
 * and a number, so that the process that writes and the one that checks need not talk about it.
 *
 * @param seed of the whole run
 * @param number which store of the run
 * @param keys how many different keys its blocks touch
 * @param large whether its state is large
 * @param format the format it begins in; 0: that of this release
 * @param retained how many heights it keeps
 * @param cached how many of them in memory
 * @param syncEvery how many commits make one that waits for the disk
 */
record Life(
    long seed,
    long number,
    int keys,
    boolean large,
    int format,
    int retained,
    int cached,
    int syncEvery) {
  private static final int LARGE_KEYS = 150_000;
  private static final int FIRST_BLOCKS = 10;
  private static final int OLD_EVERY = 4;

  /** The one whose first blocks are packed with this program, as an earlier release wrote them. */
  private static final Life FORMAT_2 = new Life(2, 0, 40, false, 2, 20, 3, 2);

  /** The parts of its state. */
  static final Components COMPONENTS =
      Components.of(
          List.of(
              Component.founding(0x01, "accounts", new byte[] {8, 1}),
              Component.founding(0x02, "oracle", new byte[] {8, 1})));

  /** The store of a run with this number; every fourth begins in an older format. */
  static Life of(long seed, long number, boolean large) {
    Random random = new Random(seed * 7919 + number);
    int keys = large ? LARGE_KEYS : 500 + random.nextInt(6000);
    int retained = 4 + random.nextInt(40);
    int cached = random.nextInt(12);
    int syncEvery = 1 + random.nextInt(5);
    if (!large && number % (2 * OLD_EVERY) == 0) {
      return FORMAT_2;
    }
    int format = !large && number % OLD_EVERY == 0 ? 1 : 0;
    return new Life(seed, number, keys, large, format, retained, cached, syncEvery);
  }

  /** Whether it begins in an older format. */
  boolean old() {
    return format > 0;
  }

  /** How many heights it keeps after an opening that keeps fewer. */
  int fewest() {
    return Math.min(retained, 10 + retained / 8);
  }

  StoreOptions options() {
    return StoreOptions.DEFAULT
        .withRetainedHeights(retained)
        .withCachedHeights(cached)
        .withSyncEvery(syncEvery);
  }

  /** The changes of a block: of any size, some of it deletions, some values large. */
  Changes changes(long height) {
    Random random = new Random((seed * 31 + number) * 1_000_003 + height);
    Changes changes = new Changes();
    int count = Math.min(keys, count(random, height));
    for (int i = 0; i < count; i++) {
      byte[] key = key(1 + random.nextInt(2), random.nextInt(keys), random.nextInt(50) == 0);
      if (random.nextInt(5) == 0) {
        changes.discard(key);
      } else {
        byte[] value = new byte[1 + random.nextInt(largest(random))];
        random.nextBytes(value);
        changes.put(key, value);
      }
    }
    return changes;
  }

  private int count(Random random, long height) {
    if (large && height <= FIRST_BLOCKS) {
      return keys / FIRST_BLOCKS;
    }
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> 500 + random.nextInt(1500);
      case 2, 3, 4 -> random.nextInt(400);
      default -> random.nextInt(60);
    };
  }

  private static int largest(Random random) {
    return switch (random.nextInt(400)) {
      case 0 -> 40_000;
      case 1, 2, 3, 4 -> 3000;
      default -> 200;
    };
  }

  private static byte[] key(int prefix, int number, boolean lengthy) {
    byte[] key = new byte[lengthy ? 300 : 12];
    key[0] = (byte) prefix;
    key[1] = 1;
    for (int i = 0; i < Integer.BYTES; i++) {
      key[5 - i] = (byte) (number >>> (8 * i));
    }
    return key;
  }
}
