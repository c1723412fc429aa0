package tenor.state;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A chain of blocks that depends on a seed alone, and the state it must give. */
final class TestBlocks {
  private final long seed;
  private final int keys;
  private final NavigableMap<byte[], byte[]> contents = new TreeMap<>(Arrays::compareUnsigned);
  private long height;

  TestBlocks(long seed, int keys) {
    this.seed = seed;
    this.keys = keys;
    TestState.COMPONENTS.founding().forEach((key, value) -> contents.put(key, value.orElseThrow()));
  }

  /** The changes of a block: some keys written, some removed, some values large. */
  static Changes changes(long seed, long height, int keys) {
    Random random = new Random(seed * 1_000_003 + height);
    Changes changes = new Changes();
    int count = random.nextInt(120);
    int largest = random.nextInt(10) == 0 ? 4000 : 200;
    for (int i = 0; i < count; i++) {
      byte[] key = TestState.key(1 + random.nextInt(2), random.nextInt(keys));
      if (random.nextInt(4) == 0) {
        changes.discard(key);
      } else {
        changes.put(key, TestState.randomBytes(random, 1, largest));
      }
    }
    return changes;
  }

  Changes changes(long at) {
    return changes(seed, at, keys);
  }

  /** Goes on to a height. */
  TestBlocks goTo(long to) {
    while (height < to) {
      height++;
      changes(height)
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(v -> contents.put(key, v), () -> contents.remove(key)));
    }
    return this;
  }

  /** What the state must hold. */
  NavigableMap<byte[], byte[]> contents() {
    return contents;
  }

  /** What the app hash must be, by the plain form of the tree. */
  Bytes appHash() {
    NavigableMap<byte[], byte[]> roots = new TreeMap<>(Arrays::compareUnsigned);
    for (Component component : TestState.COMPONENTS.all()) {
      byte[] from = {(byte) component.prefix()};
      byte[] to = {(byte) (component.prefix() + 1)};
      NavigableMap<byte[], byte[]> part = contents.subMap(from, true, to, false);
      if (!part.isEmpty()) {
        roots.put(TestState.value(component.name()), SpecTree.of(part).hash().toArray());
      }
    }
    return SpecTree.of(roots).hash();
  }

  /** Whether a view holds exactly this. */
  boolean isHeldBy(View view) {
    NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
    view.leaves().forEachRemaining(leaf -> found.put(leaf.key(), leaf.value()));
    return Arrays.deepEquals(found.keySet().toArray(), contents.keySet().toArray())
        && Arrays.deepEquals(found.values().toArray(), contents.values().toArray())
        && view.size() == contents.size();
  }
}
