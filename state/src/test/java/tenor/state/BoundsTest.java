package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever fits into memory and whatever does not, the state is the same. */
final class BoundsTest {
  private static final int KEYS = 1500;
  private final long seed = TestState.seed(404);
  private final Random random = new Random(seed);
  @TempDir Path folder;

  private StoreOptions options(long pageMemory, long valueCache, int cachedHeights) {
    return StoreOptions.DEFAULT
        .withPageMemory(pageMemory)
        .withValueCache(valueCache)
        .withCachedHeights(cachedHeights);
  }

  private void run(Store store, long to) {
    while (store.height() < to) {
      long next = store.height() + 1;
      store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 100000, 3", "3000, 0, 1", "20000, 5000, 0", "1000000, 1000000, 8"})
  void eachBlock_hasTheHashOfItsContents(long pageMemory, long valueCache, int cachedHeights) {
    TestBlocks blocks = new TestBlocks(seed, KEYS);
    for (int start = 0; start < 2; start++) {
      try (Store store =
          Store.open(
              folder, TestState.COMPONENTS, options(pageMemory, valueCache, cachedHeights))) {
        for (int i = 0; i < 20; i++) {
          run(store, store.height() + 1);
          blocks.goTo(store.height());
          assertThat(store.appHash()).as("-Dtenor.seed=%d", seed).isEqualTo(blocks.appHash());
          if (i % 5 == 0) {
            assertThat(blocks.isHeldBy(store.current())).as("-Dtenor.seed=%d", seed).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "10000, 20000, 1", "1000000, 1000000, 2"})
  void aViewKeptOverManyCommits_answersAsItDid(
      long pageMemory, long valueCache, int cachedHeights) {
    List<View> kept = new ArrayList<>();
    try (Store store =
        Store.open(folder, TestState.COMPONENTS, options(pageMemory, valueCache, cachedHeights))) {
      for (int i = 0; i < 12; i++) {
        run(store, store.height() + 4);
        kept.add(store.current());
      }
      for (View view : kept) {
        requireAsThen(view, new TestBlocks(seed, KEYS).goTo(view.height()));
      }
    }
  }

  private void requireAsThen(View view, TestBlocks then) {
    assertThat(view.appHash()).as("-Dtenor.seed=%d", seed).isEqualTo(then.appHash());
    assertThat(then.isHeldBy(view)).as("-Dtenor.seed=%d", seed).isTrue();
    for (int i = 0; i < 60; i++) {
      byte[] key = TestState.key(1 + i % 2, random.nextInt(KEYS));
      byte[] value = then.contents().get(key);
      String name = i % 2 == 0 ? "accounts" : "oracle";
      assertThat(view.get(key).orElse(null)).as("-Dtenor.seed=%d", seed).isEqualTo(value);
      if (value == null) {
        AbsenceProof proof = view.proveAbsent(name, key).orElseThrow();
        assertThat(proof.proves(name, key, view.appHash())).isTrue();
      } else {
        KeyProof proof = view.prove(key).orElseThrow();
        assertThat(proof.proves(name, key, value, view.appHash())).isTrue();
      }
      byte[] from = TestState.key(1 + i % 2, random.nextInt(KEYS));
      Iterator<byte[]> expected = then.contents().tailMap(from, true).keySet().iterator();
      Iterator<Leaf> found = view.scan(from, new byte[] {3});
      for (int n = 0; n < 40 && expected.hasNext(); n++) {
        assertThat(found.next().key()).as("-Dtenor.seed=%d", seed).isEqualTo(expected.next());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1000000, 1000000"})
  void rollback_thenOtherBlocks_giveTheirContents(long pageMemory, long valueCache) {
    try (Store store =
        Store.open(folder, TestState.COMPONENTS, options(pageMemory, valueCache, 1))) {
      run(store, 30);
      Bytes hash = store.appHash();
      store.rollbackTo(11);
      assertThat(new TestBlocks(seed, KEYS).goTo(11).isHeldBy(store.current())).isTrue();
      run(store, 30);
      assertThat(store.appHash()).as("-Dtenor.seed=%d", seed).isEqualTo(hash);
      assertThat(new TestBlocks(seed, KEYS).goTo(30).isHeldBy(store.current())).isTrue();
    }
  }
}
