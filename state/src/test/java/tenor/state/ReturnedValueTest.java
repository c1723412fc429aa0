package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leaf whose value was another meanwhile looks unchanged by its hash, but another block wrote it;
 * who takes the wrong one for its writer leaves a version behind, which a deletion brings back.
 */
final class ReturnedValueTest {
  private static final byte[] KEY = TestState.key(1, 7);
  private static final byte[] OTHER = TestState.key(1, 8);
  private static final byte[] FIRST = TestState.value("first");

  @TempDir Path folder;

  private Store open() {
    return Store.open(folder, TestState.COMPONENTS, StoreOptions.DEFAULT.withRetainedHeights(20));
  }

  private static Changes other(long height) {
    Changes changes = new Changes();
    changes.put(OTHER, Numbers.bytes(height));
    return changes;
  }

  private static void commit(Store store, Changes changes) {
    store.commit(store.stage(store.height() + 1, changes));
  }

  private static void goTo(Store store, long height) {
    while (store.height() < height) {
      commit(store, other(store.height() + 1));
    }
  }

  private static void put(Store store, byte[] value) {
    Changes changes = other(store.height() + 1);
    changes.put(KEY, value);
    commit(store, changes);
  }

  /** The value goes and comes back. */
  private static void changeAndReturn(Store store) {
    put(store, TestState.value("second"));
    goTo(store, 8);
    put(store, FIRST);
  }

  /** Once older heights are gone, the deleted leaf is gone. */
  private void deleteAndForget(Store store) {
    goTo(store, 11);
    assertThat(store.get(KEY)).hasValue(FIRST);
    Changes changes = other(store.height() + 1);
    changes.delete(KEY);
    commit(store, changes);
    goTo(store, 60);
    store.settle();
    store.close();
    assertThat(
            StateCheck.run(folder, TestState.COMPONENTS, true, StateCheck.Watcher.NONE).damages())
        .isEmpty();
  }

  @Test
  void afterGoingBack_theDeletedLeafStaysDeleted() {
    Store store = open();
    goTo(store, 4);
    put(store, FIRST);
    changeAndReturn(store);
    store.rollbackTo(5);
    deleteAndForget(store);
  }

  @Test
  void afterAStartFromAnOlderPageFile_theDeletedLeafStaysDeleted() throws IOException {
    Path tree = folder.resolve("tree");
    try (Store store = open()) {
      goTo(store, 4);
      put(store, FIRST);
    }
    Path old = Files.copy(tree, folder.resolve("old"));
    try (Store store = open()) {
      changeAndReturn(store);
    }
    Files.move(old, tree, StandardCopyOption.REPLACE_EXISTING);
    deleteAndForget(open());
  }
}
