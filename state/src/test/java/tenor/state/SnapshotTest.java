package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.state.SnapshotException.Reason;

/** Snapshots are the same everywhere, prove themselves, and restore to the same state. */
final class SnapshotTest {
  private final long seed = TestState.seed(99);
  private final Random random = new Random(seed);
  @TempDir private Path folder;

  private record Cut(SnapshotManifest manifest, List<byte[]> chunks) {}

  private static Cut cut(View view, int leafBytes) {
    List<byte[]> chunks = new ArrayList<>();
    SnapshotManifest manifest = SnapshotWriter.write(view, leafBytes, Progress.NONE, chunks::add);
    return new Cut(manifest, chunks);
  }

  private Store store(String name) {
    return Store.open(folder.resolve(name), TestState.COMPONENTS, StoreOptions.DEFAULT);
  }

  /** A store some blocks high. */
  private Store filled(String name, int blocks) {
    Store store = store(name);
    for (int height = 1; height <= blocks; height++) {
      store.commit(store.stage(height, TestBlocks.changes(seed, height, 400)));
    }
    return store;
  }

  private static List<String> contents(View view) {
    List<String> all = new ArrayList<>();
    view.leaves()
        .forEachRemaining(leaf -> all.add(Bytes.wrap(leaf.key()) + "=" + Bytes.wrap(leaf.value())));
    return all;
  }

  private static void take(Restore restore, List<byte[]> chunks) {
    for (int i = 0; i < chunks.size(); i++) {
      restore.take(i, chunks.get(i));
    }
  }

  @Test
  void restored_store_hasTheSameStateAndGoesOn() {
    try (Store source = filled("source", 8);
        Store target = store("target")) {
      Cut cut = cut(source.current(), 2_000);
      assertThat(cut.chunks().size()).isGreaterThan(5);
      Restore restore = target.restore(cut.manifest(), source.appHash());
      take(restore, cut.chunks());
      assertThat(restore.isDone()).isTrue();
      assertThat(target.height()).isEqualTo(8);
      assertThat(target.appHash()).isEqualTo(source.appHash());
      assertThat(contents(target.current())).isEqualTo(contents(source.current()));
      assertThat(target.view(7)).isEmpty();
      target.commit(target.stage(9, TestBlocks.changes(seed, 9, 400)));
      source.commit(source.stage(9, TestBlocks.changes(seed, 9, 400)));
      assertThat(target.appHash()).isEqualTo(source.appHash());
    }
    try (Store again = store("target")) {
      assertThat(again.height()).isEqualTo(9);
      assertThat(again.view(8)).isPresent();
    }
  }

  @Test
  void snapshot_isTheSameBytes_whateverTheHistoryOfItsStore() {
    try (Store source = filled("source", 6);
        Store target = store("target")) {
      Cut first = cut(source.current(), 3_000);
      take(target.restore(first.manifest(), source.appHash()), first.chunks());
      Cut second = cut(target.current(), 3_000);
      assertThat(second.manifest()).isEqualTo(first.manifest());
      assertThat(second.manifest().hash()).isEqualTo(first.manifest().hash());
      for (int i = 0; i < first.chunks().size(); i++) {
        assertThat(second.chunks().get(i)).isEqualTo(first.chunks().get(i));
      }
    }
  }

  @Test
  void snapshot_ofAnOldHeightReadFromDisk_isTheSameBytes() {
    try (Store source =
        Store.open(
            folder.resolve("source"),
            TestState.COMPONENTS,
            StoreOptions.DEFAULT.withCachedHeights(0))) {
      List<Cut> made = new ArrayList<>();
      for (int height = 1; height <= 12; height++) {
        source.commit(source.stage(height, TestBlocks.changes(seed, height, 400)));
        made.add(cut(source.current(), 2_000));
      }
      for (int height = 1; height <= 12; height++) {
        Cut again = cut(source.view(height).orElseThrow(), 2_000);
        assertThat(again.manifest()).isEqualTo(made.get(height - 1).manifest());
      }
    }
  }

  @Test
  void interruptedRestore_leavesAnEmptyStore() {
    try (Store source = filled("source", 5)) {
      Cut cut = cut(source.current(), 2_000);
      Bytes founding;
      try (Store target = store("target")) {
        founding = target.appHash();
        target.restore(cut.manifest(), source.appHash()).take(0, cut.chunks().getFirst());
        assertThat(target.height()).isZero();
      }
      try (Store again = store("target")) {
        assertThat(again.height()).isZero();
        assertThat(again.appHash()).isEqualTo(founding);
        take(again.restore(cut.manifest(), source.appHash()), cut.chunks());
        assertThat(again.appHash()).isEqualTo(source.appHash());
      }
    }
  }

  @Test
  void closedRestore_leavesTheStoreAsItWas() {
    try (Store source = filled("source", 5);
        Store target = store("target")) {
      Bytes founding = target.appHash();
      Cut cut = cut(source.current(), 2_000);
      try (Restore restore = target.restore(cut.manifest(), source.appHash())) {
        restore.take(0, cut.chunks().getFirst());
      }
      assertThat(target.height()).isZero();
      assertThat(target.appHash()).isEqualTo(founding);
      assertThat(contents(target.current())).hasSize(TestState.COMPONENTS.founding().size());
      target.commit(target.stage(1, TestBlocks.changes(seed, 1, 50)));
      assertThat(target.height()).isEqualTo(1);
    }
  }

  private void refused(Store target, Cut cut, Bytes appHash, Reason reason, String what) {
    Bytes before = target.appHash();
    assertThatThrownBy(
            () -> {
              try (Restore restore = target.restore(cut.manifest(), appHash)) {
                take(restore, cut.chunks());
                assertThat(restore.isDone()).isFalse();
                throw new SnapshotException(Reason.UNTRUE, "it did not end");
              }
            })
        .as(what + ", -Dtenor.seed=" + seed)
        .isInstanceOfSatisfying(
            SnapshotException.class, e -> assertThat(e.reason()).as(what).isEqualTo(reason));
    assertThat(target.height()).as(what).isZero();
    assertThat(target.appHash()).as(what).isEqualTo(before);
  }

  private static Cut with(Cut cut, List<byte[]> chunks) {
    return new Cut(cut.manifest(), chunks);
  }

  /** The same chunks under a manifest that names them: what a liar would offer. */
  private static Cut lie(Cut cut, List<byte[]> chunks) {
    List<Bytes> hashes = chunks.stream().map(c -> Bytes.wrap(Hashing.sha256().digest(c))).toList();
    long bytes = chunks.stream().mapToLong(c -> c.length).sum();
    SnapshotManifest honest = cut.manifest();
    return new Cut(new SnapshotManifest(honest.height(), bytes, honest.parts(), hashes), chunks);
  }

  @Test
  void wrongChunks_areRefused_whetherOrNotTheManifestNamesThem() {
    try (Store source = filled("source", 5);
        Store target = store("target")) {
      Cut cut = cut(source.current(), 1_500);
      Bytes appHash = source.appHash();
      for (int run = 0; run < 15; run++) {
        int at = random.nextInt(cut.chunks().size() - 1);
        List<byte[]> missing = new ArrayList<>(cut.chunks());
        missing.remove(at);
        List<byte[]> repeated = new ArrayList<>(cut.chunks());
        repeated.add(at, cut.chunks().get(at));
        List<byte[]> swapped = new ArrayList<>(cut.chunks());
        Collections.swap(swapped, at, at + 1);
        List<byte[]> flipped = new ArrayList<>(cut.chunks());
        byte[] bad = cut.chunks().get(at).clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        flipped.set(at, bad);
        for (List<byte[]> chunks : List.of(missing, repeated, swapped, flipped)) {
          refused(target, with(cut, chunks), appHash, Reason.CHUNK, "not as named, at " + at);
          refused(target, lie(cut, chunks), appHash, Reason.UNTRUE, "named so, at " + at);
        }
      }
      List<byte[]> cutOff = cut.chunks().subList(0, cut.chunks().size() - 1);
      refused(target, lie(cut, cutOff), appHash, Reason.UNTRUE, "the end is missing");
    }
  }

  @Test
  void wrongAppHashOrRoots_areRefusedAtOnce() {
    try (Store source = filled("source", 3);
        Store target = store("target")) {
      Cut cut = cut(source.current(), 1_500);
      Bytes other = source.view(2).orElseThrow().appHash();
      refused(target, cut, other, Reason.APP_HASH, "another height's app hash");
      SnapshotManifest honest = cut.manifest();
      List<SnapshotManifest.Part> fewer = honest.parts().subList(1, honest.parts().size());
      SnapshotManifest lie =
          new SnapshotManifest(honest.height(), honest.bytes(), fewer, honest.chunks());
      refused(target, new Cut(lie, cut.chunks()), source.appHash(), Reason.APP_HASH, "part gone");
      refused(
          target,
          new Cut(
              new SnapshotManifest(
                  honest.height(), honest.bytes(), honest.parts().reversed(), honest.chunks()),
              cut.chunks()),
          source.appHash(),
          Reason.MANIFEST,
          "parts in another order");
      assertThatThrownBy(() -> source.restore(honest, source.appHash()))
          .isInstanceOfSatisfying(
              SnapshotException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE));
    }
  }

  @Test
  void manifest_ofAnyOtherBytes_isRefused() {
    try (Store source = filled("source", 3)) {
      byte[] encoded = cut(source.current(), 1_500).manifest().encode();
      assertThat(SnapshotManifest.decode(encoded).encode()).isEqualTo(encoded);
      for (int length = 0; length < encoded.length; length++) {
        byte[] part = Arrays.copyOf(encoded, length);
        assertThatThrownBy(() -> SnapshotManifest.decode(part))
            .isInstanceOf(SnapshotException.class);
      }
      byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
      assertThatThrownBy(() -> SnapshotManifest.decode(longer))
          .isInstanceOf(SnapshotException.class);
      byte[] newer = encoded.clone();
      newer["tenor.snapshot".length() + 3] = 2;
      assertThatThrownBy(() -> SnapshotManifest.decode(newer))
          .isInstanceOfSatisfying(
              SnapshotException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORMAT));
      for (int i = 0; i < 3000; i++) {
        byte[] mutant = encoded.clone();
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          assertThat(SnapshotManifest.decode(mutant).encode()).isEqualTo(mutant);
        } catch (SnapshotException e) {
          assertThat(e.reason()).isIn(Reason.MANIFEST, Reason.FORMAT);
        }
      }
    }
  }

  @Test
  void files_listKeepVerifyAndRestore() throws Exception {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    assertThat(snapshots.list()).isEmpty();
    try (Store source = filled("source", 4);
        Store target = store("target")) {
      for (int height = 2; height <= 4; height++) {
        snapshots.make(source.view(height).orElseThrow(), Progress.NONE);
      }
      Files.createDirectories(folder.resolve("snapshots/unfinished-5"));
      Files.writeString(folder.resolve("snapshots/unfinished-5/chunk-00000"), "x");
      assertThat(snapshots.heights()).containsExactly(4L, 3L, 2L);
      snapshots.keep(2);
      assertThat(snapshots.heights()).containsExactly(4L, 3L);
      assertThat(folder.resolve("snapshots/unfinished-5")).doesNotExist();
      SnapshotManifest newest = snapshots.list().getFirst();
      snapshots.verify(newest, source.appHash(), TestState.COMPONENTS, Progress.NONE);
      snapshots.restore(newest, source.appHash(), target, Progress.NONE);
      assertThat(target.appHash()).isEqualTo(source.appHash());
    }
  }

  @Test
  void snapshotThatIsFetched_staysBesideTheNewest() {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    try (Store source = filled("source", 4)) {
      for (int height = 1; height <= 4; height++) {
        snapshots.make(source.view(height).orElseThrow(), Progress.NONE);
      }
      snapshots.chunk(snapshots.manifest(1).orElseThrow(), 0);
      snapshots.chunk(snapshots.manifest(3).orElseThrow(), 0);
      snapshots.keep(1);
      assertThat(snapshots.heights()).containsExactly(4L, 3L);
    }
  }

  @Test
  void damagedFiles_areNotSent_andNamed() throws Exception {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    try (Store source = filled("source", 2)) {
      SnapshotManifest manifest = snapshots.make(source.current(), Progress.NONE);
      assertThat(snapshots.chunk(manifest, 0)).isPresent();
      assertThat(snapshots.chunk(manifest, 1)).isEmpty();
      Path file = folder.resolve("snapshots/2/chunk-00000");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThat(snapshots.chunk(manifest, 0)).isEmpty();
      assertThatThrownBy(
              () ->
                  snapshots.verify(
                      manifest, manifest.appHash(), TestState.COMPONENTS, Progress.NONE))
          .isInstanceOf(SnapshotException.class)
          .hasMessageContaining("chunk 0");
      Files.writeString(folder.resolve("snapshots/2/manifest"), "nothing");
      assertThat(snapshots.list()).isEmpty();
      assertThatThrownBy(() -> snapshots.manifest(2)).isInstanceOf(SnapshotException.class);
    }
  }
}
