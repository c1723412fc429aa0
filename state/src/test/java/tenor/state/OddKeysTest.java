package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;
import static tenor.state.TestState.key;
import static tenor.state.TestState.value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that can never be stored are asked for, and keys and values as large as allowed are kept.
 */
final class OddKeysTest {
  private static final StoreOptions NO_CACHE = StoreOptions.DEFAULT.withCachedHeights(0);

  /** Keys that no state can have: by length, by {@code x:}, by component. */
  private static final List<byte[]> IMPOSSIBLE =
      List.of(
          new byte[0],
          longKey(1, Changes.MAX_KEY + 1, 0),
          longKey(2, 70_000, 1),
          value("x:"),
          value("x:010203"),
          key(0, 1),
          key(4, 1),
          key(0x80, 1),
          key(0xff, 1));

  @TempDir Path folder;

  private static byte[] longKey(int prefix, int length, int last) {
    byte[] key = new byte[length];
    key[0] = (byte) prefix;
    key[length - 1] = (byte) last;
    return key;
  }

  private Store store(String name) {
    return Store.open(folder.resolve(name), COMPONENTS, NO_CACHE);
  }

  private static void fill(Store store, long to) {
    while (store.height() < to) {
      long next = store.height() + 1;
      store.commit(store.stage(next, TestBlocks.changes(3, next, 300)));
    }
  }

  @Test
  void keysThatNoStateCanHave_areAbsentAtEveryHeight() {
    try (Store store = store("state")) {
      fill(store, 30);
      for (View view : List.of(store.current(), store.view(7).orElseThrow())) {
        for (byte[] key : IMPOSSIBLE) {
          assertThat(view.get(key)).isEmpty();
          assertThat(view.leaf(key)).isEmpty();
          assertThat(view.prove(key)).isEmpty();
        }
      }
      assertThat(store.get(new byte[0])).isEmpty();
    }
  }

  @Test
  void keysThatNoStateCanHave_areProvenAbsentFromAnyComponent() {
    try (Store store = store("state")) {
      fill(store, 30);
      for (View view : List.of(store.current(), store.view(7).orElseThrow())) {
        for (byte[] key : IMPOSSIBLE) {
          for (String name : List.of("accounts", "oracle")) {
            AbsenceProof proof = view.proveAbsent(name, key).orElseThrow();
            assertThat(proof.proves(name, key, view.appHash())).isTrue();
          }
          assertThat(view.proveAbsent("options", key))
              .as("a component that is not there")
              .isEmpty();
        }
      }
    }
  }

  @Test
  void scansFromOrToSuchKeys_giveWhatLiesBetween() {
    try (Store store = store("state")) {
      fill(store, 10);
      View view = store.current();
      long all = count(view.leaves());
      assertThat(count(view.scan(new byte[0], value("x:")))).isEqualTo(all);
      assertThat(count(view.scan(new byte[0], new byte[0]))).isZero();
      assertThat(count(view.scan(value("x:"), new byte[] {(byte) 0xff}))).isZero();
      assertThat(count(view.scan(value("x:"), new byte[] {1}))).isZero();
      byte[] beyond = longKey(1, Changes.MAX_KEY + 1, 0);
      assertThat(count(view.scan(new byte[] {1}, beyond)) + count(view.scan(beyond, value("x:"))))
          .isEqualTo(all);
      assertThatThrownBy(() -> view.scanPrefix(new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static long count(Iterator<Leaf> leaves) {
    long count = 0;
    for (; leaves.hasNext(); leaves.next()) {
      count++;
    }
    return count;
  }

  /** Keys as long as allowed that differ in their last byte, with values as large as allowed. */
  private static Changes greatest(int from, int to, int mark) {
    Changes changes = new Changes();
    for (int i = from; i < to; i++) {
      byte[] value = new byte[Changes.MAX_VALUE];
      Arrays.fill(value, (byte) (i + mark));
      changes.put(longKey(1, Changes.MAX_KEY, i), value);
    }
    return changes;
  }

  private static void requireGreatest(View view, int count, int mark) {
    for (int i = 0; i < count; i++) {
      byte[] key = longKey(1, Changes.MAX_KEY, i);
      byte[] value = view.get(key).orElseThrow();
      assertThat(value).hasSize(Changes.MAX_VALUE).containsOnly(i + mark);
      KeyProof proof = view.prove(key).orElseThrow();
      assertThat(proof.proves("accounts", key, value, view.appHash())).isTrue();
    }
    assertThat(view.get(longKey(1, Changes.MAX_KEY, count))).isEmpty();
  }

  @Test
  void theGreatestLeaves_areTheSameAtOldHeights_andAfterGoingBack() {
    try (Store store = store("state")) {
      store.commit(store.stage(1, greatest(0, 3, 1)));
      store.commit(store.stage(2, greatest(0, 5, 40)));
      Changes gone = new Changes();
      for (int i = 0; i < 5; i++) {
        gone.delete(longKey(1, Changes.MAX_KEY, i));
      }
      store.commit(store.stage(3, gone));
      store.settle();
      requireGreatest(store.view(1).orElseThrow(), 3, 1);
      requireGreatest(store.view(2).orElseThrow(), 5, 40);
      assertThat(store.current().size()).isEqualTo(COMPONENTS.founding().size());
    }
    try (Store store = store("state")) {
      requireGreatest(store.view(1).orElseThrow(), 3, 1);
      store.rollbackTo(2);
      requireGreatest(store.current(), 5, 40);
      store.rollbackTo(1);
      requireGreatest(store.current(), 3, 1);
    }
    StateCheck.Report report =
        StateCheck.run(folder.resolve("state"), COMPONENTS, true, StateCheck.Watcher.NONE);
    assertThat(report.damages()).isEmpty();
  }

  @Test
  void theGreatestLeaves_fitIntoChunksOfASnapshot_andAreRestored() {
    List<byte[]> chunks = new ArrayList<>();
    try (Store source = store("source");
        Store target = store("target")) {
      source.commit(source.stage(1, greatest(0, 12, 1)));
      SnapshotManifest manifest =
          SnapshotWriter.write(source.current(), Progress.NONE, chunks::add);
      assertThat(chunks).hasSizeGreaterThan(1);
      assertThat(chunks).allMatch(chunk -> chunk.length <= SnapshotChunk.MAX_BYTES);
      try (Restore restore = target.restore(manifest, source.appHash())) {
        for (int i = 0; i < chunks.size(); i++) {
          restore.take(i, chunks.get(i));
        }
      }
      assertThat(target.appHash()).isEqualTo(source.appHash());
      requireGreatest(target.current(), 12, 1);
    }
  }
}
