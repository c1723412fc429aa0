package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are made beside commits, at the heights that all nodes choose. */
final class SnapshotMakerTest {
  @TempDir private Path folder;

  private static void await(SnapshotMaker maker, long height) {
    while (maker.isBusy()) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(maker.snapshots().heights()).contains(height);
  }

  @Test
  void everyThirdHeight_isKept_untilTwoNewerAre() {
    Snapshots snapshots = Snapshots.in(folder.resolve("snapshots"));
    try (Store store =
            Store.open(folder.resolve("state"), TestState.COMPONENTS, StoreOptions.DEFAULT);
        SnapshotMaker maker = SnapshotMaker.start(snapshots, 3, 2)) {
      for (int height = 1; height <= 9; height++) {
        store.commit(store.stage(height, TestBlocks.changes(7, height, 200)));
        maker.committed(store);
        if (height % 3 == 0) {
          await(maker, height);
        }
      }
      SnapshotManifest newest = snapshots.list().getFirst();
      assertThat(newest.height()).isEqualTo(9);
      assertThat(newest.appHash()).isEqualTo(store.appHash());
    }
    assertThat(snapshots.heights()).containsExactly(9L, 6L);
    try (SnapshotMaker again = SnapshotMaker.start(snapshots, 3, 2)) {
      assertThat(again.oldestHeight()).isEqualTo(6);
    }
  }

  @Test
  void heightThatIsHeld_staysReadable_untilItIsReleased() {
    StoreOptions few = StoreOptions.DEFAULT.withRetainedHeights(2).withCachedHeights(0);
    try (Store store = Store.open(folder.resolve("state"), TestState.COMPONENTS, few)) {
      store.commit(store.stage(1, TestBlocks.changes(7, 1, 200)));
      Bytes then = store.appHash();
      Runnable release = store.holdCurrent();
      for (int height = 2; height <= 20; height++) {
        store.commit(store.stage(height, TestBlocks.changes(7, height, 200)));
      }
      store.settle();
      SnapshotManifest made =
          Snapshots.in(folder.resolve("snapshots"))
              .make(store.view(1).orElseThrow(), Progress.NONE);
      assertThat(made.appHash()).isEqualTo(then);
      release.run();
      store.commit(store.stage(21, TestBlocks.changes(7, 21, 200)));
      assertThat(store.view(1)).isEmpty();
      assertThat(store.view(19)).isPresent();
    }
  }
}
