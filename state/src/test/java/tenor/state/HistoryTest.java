package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads at retained heights, and going back to them. */
final class HistoryTest {
  private static final int KEYS = 300;
  private final long seed = TestState.seed(11);
  @TempDir Path folder;

  private Store open(StoreOptions options) {
    return Store.open(folder, COMPONENTS, options);
  }

  private void run(Store store, long to) {
    while (store.height() < to) {
      long next = store.height() + 1;
      store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
    }
  }

  private void requireHistory(Store store, long oldest, long newest) {
    TestBlocks blocks = new TestBlocks(seed, KEYS);
    assertThat(store.oldestHeight()).isEqualTo(oldest);
    for (long height = oldest; height <= newest; height++) {
      View view = store.view(height).orElseThrow();
      assertThat(view.height()).isEqualTo(height);
      assertThat(blocks.goTo(height).isHeldBy(view))
          .as("height %d, -Dtenor.seed=%d", height, seed)
          .isTrue();
      assertThat(view.appHash()).isEqualTo(blocks.appHash());
    }
    assertThat(store.view(newest + 1)).isEmpty();
    assertThat(store.view(oldest - 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 100})
  void viewsAtRetainedHeights_areWhatWasReadThen(int cached) {
    StoreOptions options = StoreOptions.DEFAULT.withRetainedHeights(10).withCachedHeights(cached);
    try (Store store = open(options)) {
      run(store, 30);
      requireHistory(store, 20, 30);
    }
    try (Store store = open(options)) {
      requireHistory(store, 20, 30);
      run(store, 35);
      requireHistory(store, 25, 35);
    }
  }

  @Test
  void proofsAtRetainedHeights_verifyAgainstTheHashOfThen() {
    try (Store store = open(StoreOptions.DEFAULT)) {
      run(store, 20);
      View then = store.view(10).orElseThrow();
      then.leaves()
          .forEachRemaining(
              leaf -> {
                String name = leaf.key()[0] == 1 ? "accounts" : "oracle";
                KeyProof proof = then.prove(leaf.key()).orElseThrow();
                assertThat(proof.proves(name, leaf.key(), leaf.value(), then.appHash())).isTrue();
                assertThat(proof.proves(name, leaf.key(), leaf.value(), store.appHash())).isFalse();
              });
    }
  }

  @Test
  void aView_outlivesLaterCommitsWhileItsHeightIsKept_andThenSaysSo() {
    View last;
    try (Store store = open(StoreOptions.DEFAULT.withRetainedHeights(10).withCachedHeights(1))) {
      run(store, 5);
      View view = store.current();
      run(store, 15);
      assertThat(new TestBlocks(seed, KEYS).goTo(5).isHeldBy(view)).isTrue();
      run(store, 30);
      assertThatThrownBy(() -> view.get(TestState.key(1, 1)))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_RETAINED));
      last = store.current();
    }
    assertThatThrownBy(() -> last.prove(new byte[] {1, 0}))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
  }

  @Test
  void rollback_restoresTheStateAndTheChainGoesOnAsBefore() {
    try (Store store = open(StoreOptions.DEFAULT.withCachedHeights(0))) {
      run(store, 30);
      Bytes hash = store.appHash();
      store.rollbackTo(22);
      requireHistory(store, 0, 22);
      assertThat(store.lastSyncedHeight()).isEqualTo(22);
      run(store, 30);
      assertThat(store.appHash()).isEqualTo(hash);
      store.rollbackTo(0);
    }
    try (Store store = open(StoreOptions.DEFAULT)) {
      assertThat(store.height()).isZero();
      requireHistory(store, 0, 0);
    }
  }

  @Test
  void rollback_survivesReopening() {
    try (Store store = open(StoreOptions.DEFAULT)) {
      run(store, 12);
      store.rollbackTo(7);
    }
    try (Store store = open(StoreOptions.DEFAULT)) {
      requireHistory(store, 0, 7);
    }
  }

  @Test
  void rollbackToAHeightThatIsNotKept_isRefusedAndChangesNothing() {
    try (Store store = open(StoreOptions.DEFAULT.withRetainedHeights(5))) {
      run(store, 20);
      Bytes hash = store.appHash();
      assertThatThrownBy(() -> store.rollbackTo(14))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("heights 15 to 20");
      assertThatThrownBy(() -> store.rollbackTo(21)).isInstanceOf(StoreException.class);
      assertThat(store.appHash()).isEqualTo(hash);
      store.rollbackTo(15);
      assertThat(store.height()).isEqualTo(15);
    }
  }

  @Test
  void retentionMadeSmaller_appliesFromTheNextStart() {
    try (Store store = open(StoreOptions.DEFAULT)) {
      run(store, 30);
    }
    try (Store store = open(StoreOptions.DEFAULT.withRetainedHeights(4))) {
      requireHistory(store, 26, 30);
    }
    try (Store store = open(StoreOptions.DEFAULT)) {
      assertThat(store.view(26)).isPresent();
      assertThat(store.view(25)).isEmpty();
    }
  }

  @Test
  void syncingEveryFewCommits_namesTheLastSafeHeight() {
    try (Store store = open(StoreOptions.DEFAULT.withSyncEvery(4))) {
      run(store, 6);
      assertThat(store.lastSyncedHeight()).isEqualTo(4);
      store.sync();
      assertThat(store.lastSyncedHeight()).isEqualTo(6);
      run(store, 9);
      assertThat(store.lastSyncedHeight()).isEqualTo(6);
      run(store, 10);
      assertThat(store.lastSyncedHeight()).isEqualTo(10);
    }
  }
}
