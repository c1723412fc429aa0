package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tenor.state.TestState.COMPONENTS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that older releases left behind: 40 small blocks, of which they retained 30. */
final class MigrationTest {
  private static final StoreOptions OPTIONS =
      StoreOptions.DEFAULT.withRetainedHeights(30).withCachedHeights(0);
  private static final Bytes HASH =
      Bytes.ofHex("0619cda5fa93f83efefb3bf0229d7264b391998c700f84f4b17e4061b9a3cdd3");

  @TempDir Path folder;

  private void unpack(int format) throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(
                Store.class.getResourceAsStream("/format-" + format + "/store.zip"));
        ZipInputStream zip = new ZipInputStream(packed)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(zip, file);
      }
    }
  }

  private Store open(StateCheck.Watcher watcher) {
    return Store.open(folder, COMPONENTS, OPTIONS, watcher);
  }

  private static void requireWhole(Store store) {
    assertThat(store.height()).isEqualTo(40);
    assertThat(store.appHash()).isEqualTo(HASH);
    assertThat(store.oldestHeight()).isEqualTo(10);
    for (long height = 10; height <= 40; height++) {
      View view = store.view(height).orElseThrow();
      NavigableMap<byte[], byte[]> contents = SmallBlocks.contents(height);
      NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
      view.leaves().forEachRemaining(leaf -> found.put(leaf.key(), leaf.value()));
      assertThat(Arrays.deepEquals(found.keySet().toArray(), contents.keySet().toArray()))
          .as("keys of height %d", height)
          .isTrue();
      assertThat(Arrays.deepEquals(found.values().toArray(), contents.values().toArray()))
          .as("values of height %d", height)
          .isTrue();
      byte[] key = contents.lastKey();
      byte[] value = contents.lastEntry().getValue();
      KeyProof proof = view.prove(key).orElseThrow();
      assertThat(proof.proves("oracle", key, value, view.appHash())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderStore_isMigratedWithItsHistory(int format) throws IOException {
    unpack(format);
    long[] seen = new long[2];
    StateCheck.Watcher watcher =
        (what, unit) ->
            (done, total) -> {
              if (what.equals("migration of blocks")) {
                seen[0]++;
                seen[1] = total;
              }
            };
    try (Store store = open(watcher)) {
      assertThat(seen).containsExactly(31, 30);
      requireWhole(store);
      store.settle();
      requireWhole(store);
      store.rollbackTo(25);
      assertThat(store.view(10)).isPresent();
      while (store.height() < 40) {
        store.commit(store.stage(store.height() + 1, SmallBlocks.changes(store.height() + 1)));
      }
      requireWhole(store);
    }
    try (Store store = open((what, unit) -> unexpected(what))) {
      requireWhole(store);
    }
  }

  private static Progress unexpected(String what) {
    throw new IllegalStateException("everything was done before, but not the " + what);
  }

  /** Lets through so many calls and then fails, as if the process was killed there. */
  private static StateCheck.Watcher failingAfter(int calls) {
    int[] left = {calls};
    return (what, unit) ->
        (done, total) -> {
          if (what.startsWith("migration") && left[0]-- == 0) {
            throw new IllegalStateException("interrupted");
          }
        };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptedAfterEveryStep_itGoesOnWhereItWas(int format) throws IOException {
    unpack(format);
    int starts = 0;
    while (catchThrowable(() -> open(failingAfter(1)).close()) != null) {
      starts++;
    }
    assertThat(starts).isBetween(58, 62);
    try (Store store = open(StateCheck.Watcher.NONE)) {
      requireWhole(store);
    }
  }

  /** Keys whose bytes have not their high bit set: see the decision on lengths inside keys. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderStoreWithOlderKeys_isRefusedAndStaysAsItWas(int format) throws IOException {
    unpack(format);
    Components high =
        Components.of(
            List.of(
                Component.founding(0x81, "accounts", new byte[] {8, 1}),
                Component.founding(0x82, "oracle", new byte[] {8, 1})));
    StoreException refusal =
        catchThrowableOfType(
            StoreException.class, () -> Store.open(folder, high, OPTIONS, StateCheck.Watcher.NONE));
    assertThat(refusal.reason()).isEqualTo(StoreException.Reason.OLDER);
    assertThat(folder.resolve("migrating").toFile().exists()).as("a copy").isEqualTo(format == 1);
    try (Store store = open(StateCheck.Watcher.NONE)) {
      requireWhole(store);
    }
  }

  private StateCheck.Report walk() {
    return StateCheck.run(folder, COMPONENTS, true, StateCheck.Watcher.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderStore_isWalkedBeforeWhileAndAfterItMigrates(int format) throws IOException {
    unpack(format);
    for (int starts = 0; starts < 4; starts++) {
      StateCheck.Report report = walk();
      assertThat(report.damages()).isEmpty();
      assertThat(report.height()).isEqualTo(40);
      assertThat(report.computed()).hasValue(HASH);
      assertThat(report.leaves()).isEqualTo(SmallBlocks.contents(40).size());
      assertThatThrownBy(() -> open(failingAfter(13))).hasMessage("interrupted");
    }
    open(StateCheck.Watcher.NONE).close();
    StateCheck.Report report = walk();
    assertThat(report.isSound()).isTrue();
    assertThat(report.computed()).hasValue(HASH);
    assertThat(report.oldestHeight()).isEqualTo(10);
  }

  @Test
  void anInterruptedMigration_leavesTheOldStoreAsItWas() throws IOException {
    unpack(1);
    assertThatThrownBy(() -> open(failingAfter(3))).hasMessage("interrupted");
    try (OldDisk disk = OldDisk.open(folder)) {
      assertThat(disk.head().orElseThrow().appHash()).isEqualTo(HASH);
      assertThat(disk.blocksAbove(0)).hasSize(30).startsWith(11L).endsWith(40L);
    }
  }
}
