package tenor.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a process at random moments of its commits. What it said to be committed is there, whole,
 * and nothing else is. {@code -Dtenor.crashes=N} kills N times for each way of syncing.
 */
final class CrashTest {
  private static final int KEYS = 2000;
  private final int crashes = Integer.getInteger("tenor.crashes", 10);
  private final long seed = TestState.seed(9);
  private final Random random = new Random(seed);
  @TempDir Path folder;

  /** Lets a process commit for a moment, kills it, and returns the last height it printed. */
  private long commitUntilKilled(int syncEvery) throws IOException, InterruptedException {
    Process process = Forked.start(folder, seed, KEYS, syncEvery);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line = out.readLine();
      assertThat(line).as("the process committed nothing").isNotNull();
      Thread.sleep(random.nextInt(150));
      // by its handle, which leaves the stream open for what was printed before
      process.toHandle().destroyForcibly();
      long last = 0;
      while (line != null) {
        // a kill can cut the last line
        last = line.isEmpty() ? last : Math.max(last, Long.parseLong(line));
        line = out.readLine();
      }
      return last;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Index and pruning go on where the kill left them, and every retained height reads right. */
  private void requirePast(Store store, String description) {
    store.settle();
    TestBlocks past = new TestBlocks(seed, KEYS);
    long oldest = store.oldestHeight();
    for (long height = oldest; height <= store.height(); height += 1 + random.nextInt(8)) {
      View view = store.view(height).orElseThrow();
      assertThat(past.goTo(height).isHeldBy(view)).as(description).isTrue();
      assertThat(view.appHash()).as(description).isEqualTo(past.appHash());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void killedAtAnyMoment_theStoreReopensWithEveryCommit(int syncEvery) throws Exception {
    TestBlocks blocks = new TestBlocks(seed, KEYS);
    for (int crash = 0; crash < crashes; crash++) {
      long committed = commitUntilKilled(syncEvery);
      try (Store store = Store.open(folder, TestState.COMPONENTS, Forked.OPTIONS)) {
        String description = "crash " + crash + ", -Dtenor.seed=" + seed;
        assertThat(store.height()).as(description).isBetween(committed, committed + 1);
        blocks.goTo(store.height());
        assertThat(store.appHash()).as(description).isEqualTo(blocks.appHash());
        assertThat(blocks.isHeldBy(store.current())).as(description).isTrue();
        requirePast(store, description);
      }
      RawStore.verifyChecksums(folder);
      assertThat(
              StateCheck.run(folder, TestState.COMPONENTS, true, StateCheck.Watcher.NONE).damages())
          .as("-Dtenor.seed=%d", seed)
          .isEmpty();
    }
  }
}
