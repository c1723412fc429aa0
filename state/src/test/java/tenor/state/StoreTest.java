package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;
import static tenor.state.TestState.key;
import static tenor.state.TestState.value;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  @TempDir Path folder;

  private Store open() {
    return Store.open(folder, COMPONENTS, StoreOptions.DEFAULT);
  }

  private static Bytes block(Store store, Changes changes) {
    Staged staged = store.stage(store.height() + 1, changes);
    store.commit(staged);
    return staged.appHash();
  }

  @Test
  void freshStore_isAtHeightZeroWithTheFoundingMetaLeaves() {
    try (Store store = open()) {
      assertThat(store.height()).isZero();
      assertThat(store.current().size()).isEqualTo(2);
      assertThat(store.current().roots()).containsOnlyKeys("accounts", "oracle");
      assertThat(store.get(new byte[] {1, 0})).hasValue(new byte[] {8, 1});
    }
  }

  @Test
  void stage_writesNothingUntilCommitted() {
    Bytes before;
    try (Store store = open()) {
      before = store.appHash();
      Staged staged = store.stage(1, new Changes().put(key(1, 7), value("seven")));
      assertThat(staged.appHash()).isNotEqualTo(before);
      assertThat(staged.view().get(key(1, 7))).hasValue(value("seven"));
      assertThat(store.get(key(1, 7))).isEmpty();
    }
    try (Store store = open()) {
      assertThat(store.height()).isZero();
      assertThat(store.appHash()).isEqualTo(before);
    }
  }

  @Test
  void commit_survivesReopening() {
    Bytes hash;
    try (Store store = open()) {
      block(store, new Changes().put(key(1, 7), value("seven")).put(key(2, 1), value("one")));
      hash = block(store, new Changes().delete(key(1, 7)).put(key(1, 8), value("eight")));
      assertThat(store.lastSyncedHeight()).isEqualTo(2);
    }
    try (Store store = open()) {
      assertThat(store.height()).isEqualTo(2);
      assertThat(store.appHash()).isEqualTo(hash);
      assertThat(store.get(key(1, 7))).isEmpty();
      assertThat(store.get(key(1, 8))).hasValue(value("eight"));
    }
  }

  @Test
  void scan_isInTheOrderOfKeysAcrossComponents() {
    try (Store store = open()) {
      Changes changes = new Changes();
      for (int i = 0; i < 300; i++) {
        changes.put(key(1 + i % 2, i), value("v" + i));
      }
      block(store, changes);
      List<Bytes> keys = new ArrayList<>();
      store.current().leaves().forEachRemaining(leaf -> keys.add(Bytes.of(leaf.key())));
      assertThat(keys).hasSize(302).isSorted();
      List<Bytes> range = new ArrayList<>();
      store
          .scan(key(1, 100), key(1, 110))
          .forEachRemaining(leaf -> range.add(Bytes.of(leaf.key())));
      assertThat(range)
          .containsExactly(
              Bytes.of(key(1, 100)),
              Bytes.of(key(1, 102)),
              Bytes.of(key(1, 104)),
              Bytes.of(key(1, 106)),
              Bytes.of(key(1, 108)));
      List<Bytes> oracle = new ArrayList<>();
      store
          .current()
          .scanPrefix(new byte[] {2, 1})
          .forEachRemaining(leaf -> oracle.add(Bytes.of(leaf.key())));
      assertThat(oracle).hasSize(150);
    }
  }

  @Test
  void proof_leadsFromTheKeyToTheAppHash() {
    try (Store store = open()) {
      Changes changes = new Changes();
      for (int i = 0; i < 100; i++) {
        changes.put(key(1, i), value("v" + i));
      }
      Bytes hash = block(store, changes);
      KeyProof proof = store.current().prove(key(1, 42)).orElseThrow();
      assertThat(proof.proves("accounts", key(1, 42), value("v42"), hash)).isTrue();
      assertThat(proof.proves("accounts", key(1, 42), value("v43"), hash)).isFalse();
      assertThat(proof.proves("accounts", key(1, 43), value("v42"), hash)).isFalse();
      assertThat(proof.proves("oracle", key(1, 42), value("v42"), hash)).isFalse();
      assertThat(store.current().prove(key(1, 1000))).isEmpty();
    }
  }

  @Test
  void genesisState_isStagedAtHeightZeroAndCommittedWithTheFirstBlock() {
    try (Store store = open()) {
      Staged genesis = store.stage(0, new Changes().put(key(1, 1), value("genesis")));
      Staged first = genesis.then(5, new Changes().put(key(1, 2), value("first")));
      assertThatThrownBy(() -> store.commit(genesis)).isInstanceOf(IllegalArgumentException.class);
      store.commit(first);
      assertThat(store.height()).isEqualTo(5);
      assertThat(store.get(key(1, 1))).hasValue(value("genesis"));
      assertThat(store.get(key(1, 2))).hasValue(value("first"));
      assertThat(store.view(0).orElseThrow().size()).isEqualTo(2);
    }
  }

  @Test
  void commitOfAnOutdatedStage_isRefused() {
    try (Store store = open()) {
      Staged one = store.stage(1, new Changes().put(key(1, 1), value("a")));
      Staged other = store.stage(1, new Changes().put(key(1, 1), value("b")));
      store.commit(one);
      assertThatThrownBy(() -> store.commit(other)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.stage(3, new Changes()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not follow");
    }
  }
}
