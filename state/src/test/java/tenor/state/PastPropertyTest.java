package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.state.TestState.COMPONENTS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every retained height reads and proves as it did when it was the current one. */
final class PastPropertyTest {
  private static final int KEYS = 900;
  private final long seed = TestState.seed(41);
  private final Random random = new Random(seed);
  @TempDir Path folder;

  private final NavigableMap<Long, NavigableMap<byte[], byte[]>> states = new TreeMap<>();
  private final NavigableMap<Long, Bytes> hashes = new TreeMap<>();

  private static StoreOptions options(int cached) {
    return StoreOptions.DEFAULT.withRetainedHeights(40).withCachedHeights(cached);
  }

  private Store open(StoreOptions options) {
    Store store = Store.open(folder, COMPONENTS, options);
    remember(store);
    return store;
  }

  private void remember(Store store) {
    states.tailMap(store.height(), false).clear();
    NavigableMap<byte[], byte[]> contents = new TreeMap<>(Arrays::compareUnsigned);
    store.current().leaves().forEachRemaining(leaf -> contents.put(leaf.key(), leaf.value()));
    states.put(store.height(), contents);
    hashes.put(store.height(), store.appHash());
  }

  /** Changes of all sizes: nothing, a few, a new range, most of a component removed. */
  private Changes changes(Store store) {
    Changes changes = new Changes();
    int kind = random.nextInt(12);
    int count = kind == 0 ? 0 : kind == 1 ? 400 : random.nextInt(40);
    for (int i = 0; i < count; i++) {
      byte[] key = TestState.key(1 + random.nextInt(2), random.nextInt(KEYS));
      if (random.nextInt(3) == 0) {
        changes.discard(key);
      } else {
        changes.put(key, TestState.randomBytes(random, 1, 160));
      }
    }
    if (kind == 2) {
      byte[] from = TestState.key(1, random.nextInt(KEYS));
      store
          .current()
          .scan(from, new byte[] {2})
          .forEachRemaining(leaf -> changes.discard(leaf.key()));
    }
    return changes;
  }

  private void run(Store store, int blocks) {
    for (int i = 0; i < blocks; i++) {
      long next = store.height() == 0 ? 3 : store.height() + 1;
      store.commit(store.stage(next, changes(store)), 1000 * next);
      remember(store);
    }
  }

  private void requirePast(Store store) {
    for (long height = store.oldestHeight(); height <= store.height(); height++) {
      NavigableMap<byte[], byte[]> contents = states.get(height);
      if (contents == null) {
        assertThat(store.view(height)).as("height %d", height).isEmpty();
      } else {
        requirePast(store.view(height).orElseThrow(), height, contents);
      }
    }
    assertThat(store.view(store.oldestHeight() - 1)).isEmpty();
    assertThat(store.view(store.height() + 1)).isEmpty();
  }

  private void requirePast(View view, long height, NavigableMap<byte[], byte[]> contents) {
    String description = "height " + height + ", -Dtenor.seed=" + seed;
    Bytes hash = Objects.requireNonNull(hashes.get(height));
    assertThat(view.appHash()).as(description).isEqualTo(hash);
    assertThat(view.size()).as(description).isEqualTo(contents.size());
    for (int i = 0; i < 6; i++) {
      byte[] key = TestState.key(1 + random.nextInt(2), random.nextInt(KEYS));
      byte[] value = contents.get(key);
      String name = key[0] == 1 ? "accounts" : "oracle";
      assertThat(view.get(key).orElse(null)).as(description).isEqualTo(value);
      if (value == null) {
        assertThat(view.prove(key)).as(description).isEmpty();
        AbsenceProof proof = view.proveAbsent(name, key).orElseThrow();
        assertThat(proof.proves(name, key, hash)).as(description).isTrue();
      } else {
        assertThat(view.proveAbsent(name, key)).as(description).isEmpty();
        KeyProof proof = view.prove(key).orElseThrow();
        assertThat(proof.proves(name, key, value, hash)).as(description).isTrue();
      }
    }
    requireScan(view, contents, description);
  }

  private void requireScan(View view, NavigableMap<byte[], byte[]> contents, String description) {
    byte[] from = TestState.key(1, random.nextInt(KEYS));
    byte[] to = TestState.key(1 + random.nextInt(2), random.nextInt(KEYS));
    List<String> expected = new ArrayList<>();
    if (Arrays.compareUnsigned(from, to) < 0) {
      for (Map.Entry<byte[], byte[]> entry : contents.subMap(from, true, to, false).entrySet()) {
        expected.add(Bytes.of(entry.getKey()) + " " + Bytes.of(entry.getValue()));
      }
    }
    List<String> found = new ArrayList<>();
    view.scan(from, to)
        .forEachRemaining(leaf -> found.add(Bytes.of(leaf.key()) + " " + Bytes.of(leaf.value())));
    assertThat(found).as(description).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void everyRetainedHeight_isAsItWas(int cached) {
    try (Store store = open(options(cached))) {
      run(store, 70);
      requirePast(store);
      store.settle();
      requirePast(store);
    }
    try (Store store = open(options(cached))) {
      requirePast(store);
      run(store, 5);
      requirePast(store);
    }
    try (Store store = open(options(0).withRetainedHeights(20))) {
      run(store, 5);
      store.settle();
      requirePast(store);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void afterGoingBack_everyHeightBelowIsAsItWas(int cached) {
    try (Store store = open(options(cached))) {
      run(store, 30);
      for (int i = 0; i < 4; i++) {
        store.rollbackTo(store.height() - random.nextInt(8));
        requirePast(store);
        run(store, 6);
        store.settle();
        requirePast(store);
      }
    }
    try (Store store = open(options(cached))) {
      requirePast(store);
    }
  }

  @Test
  void heightsAreKeptByTimeToo() {
    StoreOptions byTime = options(2).withRetainedHeights(5).withRetainedMillis(20_000);
    try (Store store = open(byTime)) {
      run(store, 60);
      assertThat(store.height()).isEqualTo(62);
      assertThat(store.oldestHeight()).isEqualTo(42);
      store.settle();
      requirePast(store);
    }
    try (Store store = open(byTime.withRetainedMillis(3_000))) {
      assertThat(store.oldestHeight()).isEqualTo(57);
      store.settle();
      requirePast(store);
    }
  }

  @Test
  void nothingIsRemoved_whereAllIsKept() {
    try (Store store = open(options(2).withRetainedHeights(StoreOptions.ALL))) {
      run(store, 150);
      store.settle();
      assertThat(store.oldestHeight()).isZero();
      requirePast(store);
    }
  }

  @Test
  void whatIsNotRetained_leavesNothingOnDisk() {
    try (Store store = open(options(0).withRetainedHeights(3))) {
      run(store, 60);
      store.settle();
    }
    try (Disk disk = Disk.open(folder)) {
      for (Family family : List.of(Family.LEAVES, Family.GROUPS)) {
        List<Bytes> needed = new ArrayList<>();
        List<Bytes> found = new ArrayList<>();
        disk.walk(
            family,
            cursor -> {
              Versions oldest = new Versions(cursor, 59, null);
              for (oldest.seek(new byte[0]); oldest.isValid(); oldest.next()) {
                needed.add(Bytes.of(Version.key(oldest.plain(), oldest.height())));
              }
              for (cursor.first(); cursor.isValid(); cursor.next()) {
                if (Version.height(cursor.key()) <= 59) {
                  found.add(Bytes.of(cursor.key()));
                }
              }
              return true;
            });
        assertThat(found).as("%s of height 59 and below", family).isEqualTo(needed);
      }
      List<Long> heights = new ArrayList<>();
      disk.walk(
          Family.BLOCKS,
          cursor -> {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
              boolean isHead = Chunk.isHead(cursor.key());
              heights.add(Chunk.height(cursor.key()) + (isHead ? 1 : 0));
            }
            return true;
          });
      assertThat(heights).isNotEmpty().allMatch(height -> height > 59);
    }
  }
}
