package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads while blocks are committed sees one height and nothing of another. */
final class ReadersTest {
  private static final int KEYS = 150;
  private static final int BLOCKS = 120;
  private static final int READERS = 3;
  private final long seed = TestState.seed(55);
  @TempDir Path folder;

  /** Key {@code i} is written in every block whose height is a multiple of this. */
  private static int every(int i) {
    return 1 + i % 6;
  }

  /** The last height up to {@code height} in which a key was written, 0 for never. */
  private static long written(int i, long height) {
    return height - height % every(i);
  }

  /** Half of the writings of some keys are removals. */
  private static boolean removes(int i, long height) {
    return i % 4 == 0 && height / every(i) % 2 == 0;
  }

  private static byte[] value(long height) {
    return ByteBuffer.allocate(40).putLong(height).array();
  }

  private static Changes changes(long height) {
    Changes changes = new Changes();
    for (int i = 0; i < KEYS; i++) {
      if (height % every(i) == 0) {
        if (removes(i, height)) {
          changes.discard(TestState.key(1, i));
        } else {
          changes.put(TestState.key(1, i), value(height));
        }
      }
    }
    return changes;
  }

  private static byte[] expected(int i, long height) {
    long written = written(i, height);
    return written == 0 || removes(i, written) ? new byte[0] : value(written);
  }

  private int read(Store store, AtomicBoolean done, Random random) {
    int reads = 0;
    View view = store.current();
    do {
      // an older view now and then, also one that was current a moment ago
      view = random.nextInt(4) == 0 ? view : store.current();
      long height = view.height();
      for (int n = 0; n < 20; n++) {
        int i = random.nextInt(KEYS);
        byte[] found = view.get(TestState.key(1, i)).orElse(new byte[0]);
        assertThat(found)
            .as("key %d at height %d, -Dtenor.seed=%d", i, height, seed)
            .isEqualTo(expected(i, height));
        reads++;
      }
      scan(view, random.nextInt(KEYS));
    } while (!done.get());
    return reads;
  }

  private void scan(View view, int from) {
    Iterator<Leaf> found =
        view.scan(TestState.key(1, from), TestState.key(1, Math.min(KEYS, from + 40)));
    for (int i = from; i < Math.min(KEYS, from + 40); i++) {
      byte[] expected = expected(i, view.height());
      if (expected.length > 0) {
        Leaf leaf = found.next();
        assertThat(leaf.key()).as("-Dtenor.seed=%d", seed).isEqualTo(TestState.key(1, i));
        assertThat(leaf.value()).as("-Dtenor.seed=%d", seed).isEqualTo(expected);
      }
    }
    assertThat(found.hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 8000", "5000, 100000", "1000000, 1000000"})
  void readersBesideCommits_seeTheHeightOfTheirView(long pageMemory, long valueCache)
      throws Exception {
    StoreOptions options =
        StoreOptions.DEFAULT
            .withPageMemory(pageMemory)
            .withValueCache(valueCache)
            .withCachedHeights(1)
            .withRetainedHeights(1000)
            .withSyncEvery(50);
    AtomicBoolean done = new AtomicBoolean();
    try (Store store = Store.open(folder, TestState.COMPONENTS, options);
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int r = 0; r < READERS; r++) {
        Random random = new Random(seed + r);
        readers.add(threads.submit(() -> read(store, done, random)));
      }
      try {
        for (long height = 1; height <= BLOCKS; height++) {
          store.commit(store.stage(height, changes(height)));
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }
}
