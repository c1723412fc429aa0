package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;
import static tenor.state.TestState.key;
import static tenor.state.TestState.value;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store takes and what it refuses. */
final class ChangesTest {
  @TempDir Path folder;

  private static void refused(String message, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void keysOutsideTheBounds_areRefused() {
    Changes changes = new Changes();
    refused("1 to 1024", () -> changes.put(new byte[0], value("a")));
    refused("1 to 1024", () -> changes.put(new byte[1025], value("a")));
    refused("x:", () -> changes.put(value("x:61"), value("a")));
    refused("x:", () -> changes.delete(value("x:")));
    assertThat(changes.size()).isZero();
    changes
        .put(new byte[1024], value("a"))
        .put(value("x"), value("a"))
        .put(value("X:"), value("b"));
    assertThat(changes.size()).isEqualTo(3);
  }

  @Test
  void valuesOutsideTheBounds_areRefused() {
    Changes changes = new Changes();
    refused("1 to 1048576", () -> changes.put(key(1, 1), new byte[0]));
    refused("1 to 1048576", () -> changes.put(key(1, 1), new byte[(1 << 20) + 1]));
    assertThat(changes.size()).isZero();
  }

  @Test
  void greatestKeyAndValue_areKeptAndRead() {
    byte[] key = new byte[Changes.MAX_KEY];
    key[0] = 1;
    byte[] value = new byte[Changes.MAX_VALUE];
    value[5] = 9;
    try (Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT)) {
      store.commit(store.stage(1, new Changes().put(key, value)));
    }
    try (Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT)) {
      assertThat(store.get(key)).hasValue(value);
      KeyProof proof = store.current().prove(key).orElseThrow();
      assertThat(proof.proves("accounts", key, value, store.appHash())).isTrue();
    }
  }

  @Test
  void changesThatBreakTheStateRules_areRefusedAndLeaveItAsItWas() {
    try (Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT)) {
      Bytes before = store.appHash();
      byte[] meta = {1, 0};
      refused("to delete", () -> store.stage(1, new Changes().delete(key(1, 5))));
      refused(
          "meta leaf", () -> store.stage(1, new Changes().put(key(1, 1), value("a")).delete(meta)));
      refused("0x04", () -> store.stage(1, new Changes().put(key(4, 5), value("a"))));
      refused("meta leaf", () -> store.stage(1, new Changes().put(key(3, 5), value("a"))));
      assertThat(store.appHash()).isEqualTo(before);
      assertThat(store.height()).isZero();
    }
  }

  @Test
  void discardingWhatIsAbsent_changesNothing() {
    try (Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT)) {
      Staged staged = store.stage(1, new Changes().discard(key(1, 5)));
      assertThat(staged.size()).isZero();
      assertThat(staged.appHash()).isEqualTo(store.appHash());
    }
  }

  @Test
  void aLaterComponent_entersTheStateWithItsMetaLeaf() {
    try (Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT)) {
      Changes changes = new Changes().put(new byte[] {3, 0}, value("m")).put(key(3, 1), value("a"));
      store.commit(store.stage(1, changes));
      assertThat(store.current().roots()).containsKey("options");
      store.rollbackTo(0);
      assertThat(store.current().roots()).doesNotContainKey("options");
    }
  }

  @Test
  void callersArrays_areCopied() {
    byte[] key = key(1, 1);
    byte[] value = value("before");
    Changes changes = new Changes().put(key, value);
    key[9] = 99;
    value[0] = 'X';
    Tree tree = Tree.empty().apply(changes);
    assertThat(tree.get(key(1, 1)).orElseThrow().value()).isEqualTo(value("before"));
    tree.get(key(1, 1)).orElseThrow().value()[0] = 'X';
    assertThat(tree.get(key(1, 1)).orElseThrow().value()).isEqualTo(value("before"));
  }

  @Test
  void componentsOutsideTheRules_areRefused() {
    byte[] meta = {1};
    refused("prefix", () -> Component.founding(0, "a", meta));
    for (int prefix : new int[] {-1, 0x40, 0x80, 0xc0, 0x181}) {
      refused("prefix", () -> Component.founding(prefix, "a", meta));
    }
    refused("name", () -> Component.founding(1, "Accounts", meta));
    refused("name", () -> Component.founding(1, "a".repeat(21), meta));
    refused("meta", () -> Component.founding(1, "a", new byte[0]));
    refused(
        "once",
        () -> Components.of(List.of(Component.founding(1, "a", meta), Component.later(1, "b"))));
    refused(
        "once",
        () -> Components.of(List.of(Component.founding(1, "a", meta), Component.later(2, "a"))));
    refused("founding", () -> Components.of(List.of(Component.later(1, "b"))));
  }
}
