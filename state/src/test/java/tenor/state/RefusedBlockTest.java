package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;
import static tenor.state.TestState.key;
import static tenor.state.TestState.value;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block that cannot be is refused as a whole, and the next good one is as if it had not been. */
final class RefusedBlockTest {
  private static final int KEYS = 500;
  private final TestBlocks blocks = new TestBlocks(17, KEYS);
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT);
    commit();
    commit();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void commit() {
    long next = store.height() + 1;
    store.commit(store.stage(next, blocks.changes(next)));
  }

  private void refused(Changes changes, String message) {
    long next = store.height() + 1;
    assertThatThrownBy(() -> store.stage(next, changes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    requireUntouched(next - 1);
  }

  /** The state is that of the height, and goes on, also after the store was opened anew. */
  private void requireUntouched(long height) {
    assertThat(store.height()).isEqualTo(height);
    assertThat(blocks.goTo(height).isHeldBy(store.current())).isTrue();
    assertThat(store.appHash()).isEqualTo(blocks.appHash());
    commit();
    assertThat(store.appHash()).isEqualTo(blocks.goTo(height + 1).appHash());
    store.close();
    store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT);
    assertThat(blocks.isHeldBy(store.current())).isTrue();
  }

  private byte[] present() {
    return store.scan(key(1, 0), key(1, KEYS)).next().key();
  }

  @Test
  void deletingAKeyThatNeverWas_isRefused_amongGoodChangesToo() {
    byte[] absent = key(1, KEYS + 1);
    refused(new Changes().delete(absent), Bytes.of(absent).hex());
    Changes many = blocks.changes(3).put(key(2, KEYS + 7), value("new")).delete(absent);
    refused(many, Bytes.of(absent).hex());
  }

  @Test
  void deletingWhatIsBetweenBeforeOrAfterAllKeys_isRefused() {
    refused(new Changes().delete(new byte[] {1, 0, 0}), "to delete");
    refused(new Changes().delete(new byte[] {1}), "to delete");
    refused(new Changes().delete(new byte[] {2, (byte) 0xff}), "to delete");
    refused(new Changes().delete(key(3, 1)), "to delete");
    refused(new Changes().delete(key(9, 1)), "no component");
  }

  @Test
  void deletingWhatTheBlockBeforeDeleted_isRefused() {
    byte[] key = present();
    Staged deleted = store.stage(store.height() + 1, new Changes().delete(key));
    assertThatThrownBy(() -> deleted.then(store.height() + 1, new Changes().delete(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to delete");
    store.commit(deleted);
    assertThatThrownBy(() -> store.stage(store.height() + 1, new Changes().delete(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to delete");
    assertThat(store.get(key)).isEmpty();
    assertThat(store.view(store.height() - 1).orElseThrow().get(key)).isPresent();
  }

  @Test
  void aKeyPutAndDeletedInOneBlock_isTakenAsItsLastChangeSays() {
    byte[] absent = key(1, KEYS + 2);
    refused(new Changes().put(absent, value("a")).delete(absent), "to delete");
    byte[] there = present();
    Changes again = new Changes().delete(there).put(there, value("a"));
    assertThat(again.size()).isEqualTo(1);
    store.commit(store.stage(store.height() + 1, again));
    assertThat(store.get(there)).hasValue(value("a"));
  }

  @Test
  void heightsThatAreNotNext_areRefused() {
    Changes none = new Changes();
    for (long wrong : new long[] {-1, 0, 1, 2, 4, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> store.stage(wrong, none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not follow height 2");
    }
    requireUntouched(2);
  }

  @Test
  void heightsThatAreNotKept_giveNoViewAndNoWayBack() {
    for (long wrong : new long[] {-1, 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(store.view(wrong)).isEmpty();
      assertThatThrownBy(() -> store.rollbackTo(wrong))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_RETAINED));
    }
    requireUntouched(2);
  }
}
