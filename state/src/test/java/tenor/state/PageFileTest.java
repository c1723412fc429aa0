package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.state.TestState.COMPONENTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store opens by its page file where it can, and to the same state without it. */
final class PageFileTest {
  private static final int KEYS = 1500;
  private final long seed = TestState.seed(23);
  private final Random random = new Random(seed);
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("tree");
  }

  private Store open(StateCheck.Watcher watcher) {
    return Store.open(folder, COMPONENTS, StoreOptions.DEFAULT, watcher);
  }

  private void run(Store store, long to) {
    while (store.height() < to) {
      long next = store.height() + 1;
      store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
    }
  }

  private void fill(long to) {
    try (Store store = open(StateCheck.Watcher.NONE)) {
      run(store, to);
    }
  }

  /** Opens the store, requires its state, and says whether it read all values. */
  private boolean readsAll(long height) {
    List<String> steps = new ArrayList<>();
    StateCheck.Watcher watcher =
        (what, unit) -> {
          steps.add(what);
          return Progress.NONE;
        };
    TestBlocks blocks = new TestBlocks(seed, KEYS).goTo(height);
    try (Store store = open(watcher)) {
      assertThat(store.height()).isEqualTo(height);
      assertThat(store.appHash()).as("-Dtenor.seed=%d", seed).isEqualTo(blocks.appHash());
      assertThat(blocks.isHeldBy(store.current())).as("-Dtenor.seed=%d", seed).isTrue();
      assertThat(store.view(height - 3).orElseThrow().appHash())
          .isEqualTo(new TestBlocks(seed, KEYS).goTo(height - 3).appHash());
    }
    return !steps.isEmpty();
  }

  @Test
  void afterAClose_noValueIsRead() {
    fill(40);
    assertThat(readsAll(40)).isFalse();
  }

  @Test
  void aFileOfAnOlderHeight_isBroughtUpToDate() throws IOException {
    fill(30);
    Path old = Files.copy(file(), folder.resolve("old"));
    fill(55);
    Files.move(old, file(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(readsAll(55)).isFalse();
    assertThat(readsAll(55)).isFalse();
  }

  @Test
  void aFileOfAHeightThatWasUndone_isNotUsed() throws IOException {
    fill(40);
    Path newer = Files.copy(file(), folder.resolve("newer"));
    try (Store store = open(StateCheck.Watcher.NONE)) {
      store.rollbackTo(35);
    }
    Files.move(newer, file(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(readsAll(35)).isTrue();
  }

  @Test
  void aFileOfAHeightThatIsNoLongerKept_isNotUsed() throws IOException {
    fill(10);
    Path old = Files.copy(file(), folder.resolve("old"));
    fill(150);
    Files.move(old, file(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(readsAll(150)).isTrue();
  }

  @Test
  void aMissingFile_costsAPassOverTheValues() throws IOException {
    fill(40);
    Files.delete(file());
    assertThat(readsAll(40)).isTrue();
    assertThat(readsAll(40)).isFalse();
  }

  @Test
  void aDamagedFile_isNotUsed() throws IOException {
    fill(40);
    byte[] whole = Files.readAllBytes(file());
    for (int run = 0; run < 12; run++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), damaged);
      assertThat(readsAll(40)).as("-Dtenor.seed=%d", seed).isTrue();
    }
    for (int size : new int[] {0, 3, 20, whole.length - 1}) {
      Files.write(file(), java.util.Arrays.copyOf(whole, size));
      assertThat(readsAll(40)).as("%d bytes", size).isTrue();
    }
  }
}
