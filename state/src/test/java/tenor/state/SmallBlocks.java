package tenor.state;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A chain of small blocks that never changes: what the store of format 1 under test holds. */
final class SmallBlocks {
  private static final int KEYS = 300;

  private SmallBlocks() {}

  /** The changes of a block, always the same for one height. */
  static Changes changes(long height) {
    Random random = new Random(77_000 + height);
    Changes changes = new Changes();
    for (int i = 0; i < 40; i++) {
      byte[] key = TestState.key(1 + random.nextInt(2), random.nextInt(KEYS));
      if (random.nextInt(4) == 0) {
        changes.discard(key);
      } else {
        changes.put(key, TestState.randomBytes(random, 1, 24));
      }
    }
    return changes;
  }

  /** What the state holds after a block. */
  static NavigableMap<byte[], byte[]> contents(long height) {
    NavigableMap<byte[], byte[]> contents = new TreeMap<>(Arrays::compareUnsigned);
    TestState.COMPONENTS.founding().forEach((key, value) -> contents.put(key, value.orElseThrow()));
    for (long at = 1; at <= height; at++) {
      changes(at)
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(v -> contents.put(key, v), () -> contents.remove(key)));
    }
    return contents;
  }
}
