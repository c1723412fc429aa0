package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import tenor.state.StoreException.Reason;

/** Reads of single keys outside the cache of values, by the version that the tree names. */
final class PointReadTest {
  private static final int KEYS = 150;

  private final long seed = TestState.seed(29);
  @TempDir Path folder;

  private Store open(long pageMemory) {
    return Store.open(
        folder,
        TestState.COMPONENTS,
        StoreOptions.DEFAULT.withValueCache(0).withPageMemory(pageMemory));
  }

  private void commitTo(Store store, long height) {
    while (store.height() < height) {
      long next = store.height() + 1;
      store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
    }
  }

  /** Every key that was ever written is read as it was at a height, or is absent. */
  private void requireAll(View view) {
    TestBlocks blocks = new TestBlocks(seed, KEYS).goTo(view.height());
    for (int prefix = 1; prefix <= 2; prefix++) {
      for (int i = 0; i < KEYS; i++) {
        byte[] key = TestState.key(prefix, i);
        assertThat(Arrays.equals(view.get(key).orElse(null), blocks.contents().get(key)))
            .as("key %s at %d, -Dtenor.seed=%d", Bytes.of(key), view.height(), seed)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 20})
  void everyKey_isReadAsItIsAndWas(long pageMemory) {
    try (Store store = open(pageMemory)) {
      commitTo(store, 60);
      for (long height : new long[] {60, 58, 54, 30}) {
        requireAll(store.view(height).orElseThrow());
      }
      store.rollbackTo(57);
      requireAll(store.current());
    }
    try (Store store = open(pageMemory)) {
      requireAll(store.current());
      commitTo(store, 61);
      requireAll(store.current());
    }
  }

  @Test
  void tablesWithoutAFilter_areRead() throws RocksDBException {
    try (Store store = open(1 << 20)) {
      commitTo(store, 40);
    }
    RawStore.open(
        folder,
        (database, families) -> {
          for (ColumnFamilyHandle family : families) {
            database.compactRange(family);
          }
        });
    try (Store store = open(1 << 20)) {
      requireAll(store.current());
      commitTo(store, 80);
      requireAll(store.current());
    }
  }

  @Test
  void aVersionThatIsNotThere_isDamageUnlessItsHeightIsGone() {
    byte[] key = TestState.key(1, 1);
    try (Disk disk = Disk.open(folder)) {
      Batch batch = new Batch().put(Family.LEAVES, Version.key(key, 3), new byte[] {7});
      disk.write(batch.put(Family.LEAVES, Version.key(key, 5), new byte[0]), true);
      Marks marks = new Marks(0);
      StateAt state = new StateAt(disk, marks, 6);
      assertThat(state.value(key, 3)).containsExactly(7);
      assertThat(reason(state, key, 4)).isEqualTo(Reason.CORRUPT);
      assertThat(reason(state, key, 5)).isEqualTo(Reason.CORRUPT);
      marks.oldest(7);
      assertThat(reason(state, key, 4)).isEqualTo(Reason.NOT_RETAINED);
      assertThat(reason(state, key, 3)).isEqualTo(Reason.NOT_RETAINED);
    }
  }

  private static Reason reason(StateAt state, byte[] key, long version) {
    return catchThrowableOfType(StoreException.class, () -> state.value(key, version)).reason();
  }
}
