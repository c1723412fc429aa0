package tenor.testnet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.state.Progress;
import tenor.state.Snapshots;
import tenor.state.Store;

/** What a probe makes of a store whose process went back some heights and was killed then. */
final class ProbeTest {
  private static final Life LIFE = new Life(7, 1, 40, false, 0, 20, 3, 1);
  private static final long TOP = 15;
  private static final long BACK = 13;

  @TempDir private Path folder;

  @Test
  void snapshotOfAHeightGoneBackFrom_isInOrder() throws IOException {
    wentBack();

    assertThat(probe(TOP)).isEmpty();
  }

  @Test
  void snapshotAboveAllThatWasSaid_isFound() throws IOException {
    wentBack();

    assertThat(probe(BACK)).containsExactly("a snapshot of height 15, where the store never was");
  }

  @Test
  void damagedSnapshot_isFound() throws IOException {
    wentBack();
    Path chunk = folder.resolve(Worker.SNAPSHOTS).resolve("15/chunk-00000");
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    assertThat(probe(TOP)).singleElement().asString().startsWith("a snapshot is damaged: ");
  }

  private void wentBack() {
    try (Store store = Store.open(folder.resolve(Worker.STORE), Life.COMPONENTS, LIFE.options())) {
      for (long height = 1; height <= TOP; height++) {
        store.commit(store.stage(height, LIFE.changes(height)));
      }
      Snapshots.in(folder.resolve(Worker.SNAPSHOTS)).make(store.current(), Progress.NONE);
      store.rollbackTo(BACK);
    }
  }

  private List<String> probe(long highest) throws IOException {
    Victim.Said said = new Victim.Said(BACK, BACK + 1, highest, "at", "", List.of());
    return new Probe(folder, LIFE, new Model(LIFE), new Random(1)).run(said);
  }
}
