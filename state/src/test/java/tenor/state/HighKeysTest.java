package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.state.StoreException.Reason;

/** The keys of a chain, whose bytes all have the high bit set: nothing takes them for negative. */
class HighKeysTest {
  private static final Components HIGH =
      Components.of(
          List.of(
              Component.founding(0x81, "governance", new byte[] {8, 1}),
              Component.founding(0x83, "accounts", new byte[] {8, 1}),
              Component.founding(0xbf, "last", new byte[] {8, 1})));
  private static final int BLOCKS = 40;

  @TempDir private Path folder;
  private final long seed = TestState.seed(3_207);
  private final Random random = new Random(seed);
  private final NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);

  private static byte[] key(int component, int number) {
    byte[] key = new byte[6];
    key[0] = (byte) component;
    key[1] = (byte) 0x81;
    for (int i = 5, rest = number; i >= 2; i--, rest >>>= 7) {
      key[i] = (byte) (0x80 | rest);
    }
    return key;
  }

  private Store open(Path path) {
    return Store.open(path, HIGH, StoreOptions.DEFAULT);
  }

  private void block(Store store) {
    Changes changes = new Changes();
    for (int i = 0; i < 60; i++) {
      byte[] key = key(random.nextBoolean() ? 0x83 : 0xbf, random.nextInt(500));
      if (random.nextInt(4) == 0) {
        changes.discard(key);
        model.remove(key);
      } else {
        byte[] value = TestState.randomBytes(random, 1, 60);
        changes.put(key, value);
        model.put(key, value);
      }
    }
    store.commit(store.stage(store.height() + 1, changes));
  }

  private static List<String> contents(View view) {
    List<String> all = new ArrayList<>();
    view.leaves().forEachRemaining(leaf -> all.add(line(leaf.key(), leaf.value())));
    return all;
  }

  private static String line(byte[] key, byte[] value) {
    return HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(value);
  }

  private List<String> expected() {
    NavigableMap<byte[], byte[]> all = new TreeMap<>(model);
    HIGH.founding().forEach((key, value) -> all.put(key, value.orElseThrow()));
    List<String> lines = new ArrayList<>();
    all.forEach((key, value) -> lines.add(line(key, value)));
    return lines;
  }

  @Test
  void blocks_areKeptInOrder_overRestartsAndInThePast() {
    List<String> half = List.of();
    for (int part = 0; part < 4; part++) {
      try (Store store = open(folder)) {
        for (int i = 0; i < BLOCKS / 4; i++) {
          block(store);
        }
        if (part == 1) {
          half = expected();
        }
        assertThat(contents(store.current())).as("seed %d", seed).isEqualTo(expected());
      }
    }
    try (Store store = open(folder)) {
      assertThat(contents(store.current())).as("seed %d", seed).isEqualTo(expected());
      View past = store.view(BLOCKS / 2).orElseThrow();
      assertThat(contents(past)).as("seed %d", seed).isEqualTo(half);
      byte[] key = key(0x83, 77);
      assertThat(past.leaf(key).isPresent())
          .isEqualTo(half.stream().anyMatch(line -> line.startsWith(line(key, new byte[0]))));
      assertThat(past.scanPrefix(new byte[] {(byte) 0xbf, (byte) 0x81})).hasNext();
    }
    assertThat(StateCheck.run(folder, HIGH, true, StateCheck.Watcher.NONE).isSound()).isTrue();
  }

  @Test
  void snapshot_restoresTheSameState() {
    try (Store source = open(folder.resolve("source"));
        Store target = open(folder.resolve("target"))) {
      for (int i = 0; i < 10; i++) {
        block(source);
      }
      List<byte[]> chunks = new ArrayList<>();
      SnapshotManifest manifest =
          SnapshotWriter.write(source.current(), 1_000, Progress.NONE, chunks::add);
      Restore restore = target.restore(manifest, source.appHash());
      for (int i = 0; i < chunks.size(); i++) {
        restore.take(i, chunks.get(i));
      }
      assertThat(contents(target.current())).as("seed %d", seed).isEqualTo(expected());
      block(target);
    }
    try (Store target = open(folder.resolve("target"))) {
      assertThat(contents(target.current())).as("seed %d", seed).isEqualTo(expected());
    }
  }

  @Test
  void aStoreWithTheKeysOfOlderReleases_isRefused_andSaysSo() {
    Components low = Components.of(List.of(Component.founding(3, "accounts", new byte[] {8, 1})));
    try (Store store = Store.open(folder, low, StoreOptions.DEFAULT)) {
      store.commit(store.stage(1, new Changes().put(new byte[] {3, 1, 7}, new byte[] {1})));
    }
    StoreException refusal = catchThrowableOfType(StoreException.class, () -> open(folder));
    assertThat(refusal.reason()).isEqualTo(Reason.OLDER);
    assertThat(refusal)
        .hasMessageContaining("0x03")
        .hasMessageContaining("an older release wrote it");
    assertThatCheckRefuses();
  }

  private void assertThatCheckRefuses() {
    StoreException refusal =
        catchThrowableOfType(
            StoreException.class,
            () -> StateCheck.run(folder, HIGH, true, StateCheck.Watcher.NONE));
    assertThat(refusal.reason()).isEqualTo(Reason.OLDER);
  }
}
