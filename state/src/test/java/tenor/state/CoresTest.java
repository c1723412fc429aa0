package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many threads hash it, a tree is the one of its contents. */
final class CoresTest {
  private final long seed = TestState.seed(77);

  @Test
  void aFailureOnAnotherThread_keepsItsReason() {
    StoreException failure = new StoreException(StoreException.Reason.CORRUPT, "as it was said");
    assertThatThrownBy(
            () ->
                Cores.split(
                    Cores.ALL,
                    1000,
                    10,
                    (from, to) -> {
                      if (from == 500) {
                        throw failure;
                      }
                    }))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CORRUPT))
        .hasMessageContaining("as it was said");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void largeBatches_giveTheTreeOfTheContents(int threads) {
    Random random = new Random(seed);
    NavigableMap<byte[], byte[]> contents = new TreeMap<>(Arrays::compareUnsigned);
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      Tree tree = Tree.empty();
      for (int batch = 0; batch < 12; batch++) {
        Changes changes = new Changes();
        int size = batch % 3 == 0 ? 3_000 : random.nextInt(400);
        for (int i = 0; i < size; i++) {
          byte[] key = TestState.key(1, random.nextInt(6_000));
          // whole stretches go, so that many groups in a row lose the key that ends them
          boolean delete = batch % 4 == 2 ? Hashing.level(key) > 0 : random.nextInt(5) == 0;
          if (delete) {
            changes.discard(key);
            contents.remove(key);
          } else {
            byte[] value = TestState.randomBytes(random, 1, 60);
            changes.put(key, value);
            contents.put(key, value);
          }
        }
        tree = tree.apply(changes.edits(), pool);
        SpecTree.Item spec = SpecTree.of(contents);
        assertThat(tree.root()).as("-Dtenor.seed=%d", seed).isEqualTo(spec.hash());
        assertThat(tree.depth()).as("-Dtenor.seed=%d", seed).isEqualTo(spec.depth());
        assertThat(tree.size()).as("-Dtenor.seed=%d", seed).isEqualTo(contents.size());
      }
      deleteEnds(tree, contents, pool);
    }
  }

  /** All keys that end a group go at once, and the whole state becomes one page. */
  private void deleteEnds(Tree tree, NavigableMap<byte[], byte[]> contents, ForkJoinPool pool) {
    Changes ends = new Changes();
    contents.keySet().stream().filter(key -> Hashing.level(key) > 0).forEach(ends::delete);
    ends.forEach((key, value) -> contents.remove(key));
    assertThat(tree.apply(ends.edits(), pool).root())
        .as("-Dtenor.seed=%d", seed)
        .isEqualTo(SpecTree.of(contents).hash());
  }
}
