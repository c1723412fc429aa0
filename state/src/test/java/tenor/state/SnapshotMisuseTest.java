package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.state.SnapshotException.Reason;

/** Chunks that do not belong there, and what a snapshot is said to be, are refused one by one. */
final class SnapshotMisuseTest {
  private static final int HEIGHT = 5;
  private final List<byte[]> chunks = new ArrayList<>();
  @TempDir Path folder;
  private Store source;
  private Store target;
  private Bytes founding;
  private SnapshotManifest manifest;

  @BeforeEach
  void open() {
    source = Store.open(folder.resolve("source"), COMPONENTS, StoreOptions.DEFAULT);
    target = Store.open(folder.resolve("target"), COMPONENTS, StoreOptions.DEFAULT);
    founding = target.appHash();
    for (int height = 1; height <= HEIGHT; height++) {
      source.commit(source.stage(height, TestBlocks.changes(41, height, 400)));
    }
    manifest = SnapshotWriter.write(source.current(), 1_500, Progress.NONE, chunks::add);
    assertThat(chunks).hasSizeGreaterThan(6);
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private static void refused(Reason reason, Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            SnapshotException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private Restore restore() {
    return target.restore(manifest, source.appHash());
  }

  private void take(Restore restore, int from, int to) {
    for (int i = from; i < to; i++) {
      restore.take(i, chunks.get(i));
    }
  }

  private void requireRestored() {
    assertThat(target.height()).isEqualTo(HEIGHT);
    assertThat(target.appHash()).isEqualTo(source.appHash());
    target.commit(target.stage(HEIGHT + 1, TestBlocks.changes(41, HEIGHT + 1, 400)));
    source.commit(source.stage(HEIGHT + 1, TestBlocks.changes(41, HEIGHT + 1, 400)));
    assertThat(target.appHash()).isEqualTo(source.appHash());
  }

  private void requireEmpty() {
    assertThat(target.height()).isZero();
    assertThat(target.appHash()).isEqualTo(founding);
    assertThat(target.current().size()).isEqualTo(COMPONENTS.founding().size());
  }

  @Test
  void aChunkOutOfItsTurn_isRefused_andTheRestoreGoesOnWithTheRightOne() {
    try (Restore restore = restore()) {
      take(restore, 0, 2);
      for (int wrong : new int[] {-1, 0, 1, 3, chunks.size(), Integer.MAX_VALUE}) {
        refused(Reason.CHUNK, () -> restore.take(wrong, chunks.get(2)), "chunk 2 is next");
      }
      assertThat(restore.next()).isEqualTo(2);
      take(restore, 2, chunks.size());
    }
    requireRestored();
  }

  @Test
  void anotherChunkUnderTheRightNumber_isRefused_andTheRestoreGoesOnWithTheRightOne() {
    try (Restore restore = restore()) {
      take(restore, 0, 2);
      byte[] longer = Arrays.copyOf(chunks.get(2), chunks.get(2).length + 1);
      byte[] shorter = Arrays.copyOf(chunks.get(2), chunks.get(2).length - 1);
      for (byte[] wrong : List.of(chunks.get(1), chunks.get(3), longer, shorter, new byte[0])) {
        refused(Reason.CHUNK, () -> restore.take(2, wrong), "not the one of this snapshot");
      }
      take(restore, 2, chunks.size());
    }
    requireRestored();
  }

  @Test
  void aChunkAfterTheLast_isRefused_andTheStoreIsAsItWasRestored() {
    try (Restore restore = restore()) {
      take(restore, 0, chunks.size());
      assertThat(restore.isDone()).isTrue();
      refused(Reason.STORE, () -> restore.take(chunks.size(), chunks.getLast()), "ended");
      refused(Reason.STORE, () -> restore.take(chunks.size() - 1, chunks.getLast()), "ended");
    }
    requireRestored();
  }

  @Test
  void chunksThatNeverCome_leaveTheStoreEmpty() {
    for (int came = 0; came < chunks.size(); came += 3) {
      try (Restore restore = restore()) {
        take(restore, 0, came);
        assertThat(restore.isDone()).isFalse();
      }
      requireEmpty();
    }
    try (Restore restore = restore()) {
      take(restore, 0, chunks.size());
    }
    requireRestored();
  }

  @Test
  void anotherHeightNumberOrHashThanOffered_isRefused() {
    int count = chunks.size();
    Bytes hash = manifest.hash();
    manifest.requireOffered(HEIGHT, count, hash);
    for (long height : new long[] {0, -1, HEIGHT - 1, HEIGHT + 1, Long.MAX_VALUE}) {
      refused(
          Reason.MANIFEST, () -> manifest.requireOffered(height, count, hash), "it is of height 5");
    }
    for (int wrong : new int[] {0, -1, count - 1, count + 1}) {
      refused(Reason.MANIFEST, () -> manifest.requireOffered(HEIGHT, wrong, hash), "chunks");
    }
    Bytes other = Bytes.of(new byte[32]);
    refused(Reason.MANIFEST, () -> manifest.requireOffered(HEIGHT, count, other), "its hash");
    refused(
        Reason.MANIFEST,
        () -> new SnapshotManifest(0, 1, manifest.parts(), manifest.chunks()),
        "the height is 0");
  }

  @Test
  void aHeightWithAnAppHashOfItsOwn_isNotTakenForAnother() {
    for (long height = 1; height < HEIGHT; height++) {
      Bytes other = source.view(height).orElseThrow().appHash();
      refused(Reason.APP_HASH, () -> target.restore(manifest, other).close(), "height 5 has");
    }
    requireEmpty();
  }

  @Test
  void aSnapshotInTheFolderOfAnotherHeight_isRefused() throws Exception {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    snapshots.make(source.current(), Progress.NONE);
    Files.move(folder.resolve("snapshots/5"), folder.resolve("snapshots/7"));
    refused(Reason.MANIFEST, () -> snapshots.manifest(7), "holds the snapshot of height 5");
    assertThat(snapshots.manifest(5)).isEmpty();
    assertThat(snapshots.list()).isEmpty();
  }

  @Test
  void aMissingFileOfASnapshot_isNamed_andTheStoreIsEmpty() throws Exception {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    SnapshotManifest made = snapshots.make(source.current(), Progress.NONE);
    Files.delete(folder.resolve("snapshots/5/chunk-00000"));
    refused(
        Reason.CHUNK,
        () -> snapshots.restore(made, source.appHash(), target, Progress.NONE),
        "chunk-00000");
    requireEmpty();
  }

  @Test
  void aSnapshotWithAComponentThatThisReleaseLacks_isRefused() {
    Components less = Components.of(List.of(Component.founding(1, "accounts", new byte[] {8, 1})));
    try (Store older = Store.open(folder.resolve("older"), less, StoreOptions.DEFAULT)) {
      Bytes before = older.appHash();
      refused(
          Reason.FORMAT,
          () -> older.restore(manifest, source.appHash()).close(),
          "component oracle, which this release does not know");
      assertThat(older.appHash()).isEqualTo(before);
    }
  }

  @Test
  void everyOtherFormat_isRefused() {
    byte[] encoded = manifest.encode();
    int at = "tenor.snapshot".length();
    for (int i = 0; i < 4 * 8; i++) {
      byte[] other = encoded.clone();
      other[at + i / 8] ^= (byte) (1 << i % 8);
      refused(Reason.FORMAT, () -> SnapshotManifest.decode(other), "has format");
    }
  }
}
