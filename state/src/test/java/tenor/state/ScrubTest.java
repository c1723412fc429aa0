package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.state.TestState.COMPONENTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scrub passes over everything, finds what is damaged, and stops what must be stopped. */
final class ScrubTest {
  private static final int KEYS = 3000;
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final long PATIENCE_SECONDS = 60;
  private final long seed = TestState.seed(29);
  private final CompletableFuture<StoreException> damage = new CompletableFuture<>();
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void fill() {
    Path state = folder.resolve("state");
    // two starts, so that blocks are in table files too
    for (int start = 1; start <= 2; start++) {
      try (Store filled = Store.open(state, COMPONENTS, StoreOptions.DEFAULT)) {
        commit(filled, 60L * start);
      }
    }
    store = Store.open(state, COMPONENTS, StoreOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void commit(Store to, long height) {
    while (to.height() < height) {
      long next = to.height() + 1;
      to.commit(to.stage(next, TestBlocks.changes(seed, next, KEYS)));
    }
  }

  private Snapshots snapshots() {
    return Snapshots.in(folder.resolve("snapshots"));
  }

  private Scrub scrub(Duration pass) {
    return store.scrub(pass, Optional.of(snapshots()), damage::complete);
  }

  private static void awaitPass(Scrub scrub, long after) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (scrub.status().passMillis() <= after) {
      assertThat(System.nanoTime()).as("no pass ended").isLessThan(end);
      Thread.sleep(5);
    }
  }

  private StoreException awaitDamage() throws Exception {
    try {
      return damage.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing was found", e);
    }
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("state/db"))) {
      return all.filter(file -> file.toString().endsWith(".sst")).sorted().toList();
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 4;
    Files.write(file, bytes);
  }

  @Test
  void aSoundStore_isPassedOver_whileBlocksAreCommitted() throws Exception {
    try (Scrub scrub = scrub(AT_ONCE)) {
      for (int pass = 0; pass < 3; pass++) {
        long before = scrub.status().passMillis();
        commit(store, store.height() + 40);
        awaitPass(scrub, before);
      }
      assertThat(scrub.status().passHeight()).isBetween(120L, store.height());
    }
    assertThat(damage).isNotDone();
    commit(store, store.height() + 1);
  }

  @Test
  void aFlippedBitOfATableFile_stopsTheStore() throws Exception {
    flip(tables().getFirst());
    try (Scrub scrub = scrub(AT_ONCE)) {
      StoreException found = awaitDamage();
      assertThat(found.reason()).isEqualTo(StoreException.Reason.CORRUPT);
      assertThat(found)
          .hasMessageContaining(tables().getFirst().getFileName().toString())
          .hasMessageContaining("tenor snapshot restore");
      assertThat(scrub.status().passMillis()).isZero();
    }
    long next = store.height() + 1;
    Staged staged = store.stage(next, TestBlocks.changes(seed, next, KEYS));
    assertThatThrownBy(() -> store.commit(staged)).isInstanceOf(StoreException.class);
  }

  @Test
  void aValueThatIsNotTheTrees_isFoundWithItsKeys() throws Exception {
    byte[] version = Version.key(TestState.key(2, 11), store.height());
    store.close();
    try (Disk disk = Disk.open(folder.resolve("state"))) {
      disk.write(new Batch().put(Family.LEAVES, version, new byte[] {1, 2}), true);
    }
    // opens, since it trusts the saved tree and reads no values
    store = Store.open(folder.resolve("state"), COMPONENTS, StoreOptions.DEFAULT);
    try (Scrub scrub = scrub(AT_ONCE)) {
      assertThat(awaitDamage())
          .hasMessageContaining("component oracle")
          .hasMessageContaining("values");
      assertThat(scrub.status().passMillis()).isZero();
    }
  }

  @Test
  void whatWasFoundDamaged_isLookedAtAgainBeforeAnythingElse() throws Exception {
    Path table = tables().getFirst();
    byte[] whole = Files.readAllBytes(table);
    flip(table);
    try (Scrub _ = scrub(AT_ONCE)) {
      awaitDamage();
    }
    assertThatThrownBy(() -> scrub(Duration.ofDays(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(table.getFileName().toString());
    Files.write(table, whole);
    try (Scrub scrub = scrub(AT_ONCE)) {
      awaitPass(scrub, 0);
    }
  }

  @Test
  void aFlippedBitOfTheLog_isFound() throws Exception {
    commit(store, store.height() + 20);
    Path log;
    try (Stream<Path> all = Files.list(folder.resolve("state/db"))) {
      log = all.filter(file -> file.toString().endsWith(".log")).max(Path::compareTo).orElseThrow();
    }
    flip(log);
    try (Scrub _ = scrub(AT_ONCE)) {
      assertThat(awaitDamage())
          .hasMessageContaining(log.getFileName().toString())
          .hasMessageContaining("CometBFT replays");
    }
  }

  @Test
  void whatCanBeMadeAnew_isRemovedAndStopsNothing() throws Exception {
    snapshots().make(store.current(), Progress.NONE);
    Path chunk = folder.resolve("snapshots/" + store.height() + "/chunk-00000");
    flip(chunk);
    Path tree = folder.resolve("state/tree");
    flip(tree);
    try (Scrub scrub = scrub(AT_ONCE)) {
      awaitPass(scrub, 0);
      assertThat(snapshots().heights()).isEmpty();
      assertThat(tree).doesNotExist();
    }
    assertThat(damage).isNotDone();
  }

  @Test
  void itsPlace_isKeptOverARestart_andTheLastPassToo() throws Exception {
    long pass;
    try (Scrub scrub = scrub(AT_ONCE)) {
      awaitPass(scrub, 0);
    }
    try (Scrub scrub = scrub(Duration.ofDays(1))) {
      pass = scrub.status().passMillis();
      assertThat(pass).isPositive();
      assertThat(scrub.status().passHeight()).isEqualTo(120);
    }
    ScrubPlace there = ScrubPlace.read(folder.resolve("state"));
    ScrubPlace halfway = there.begin(1000).next(0, 0).at(Bytes.of(TestState.key(1, 5)), 1);
    halfway.write(folder.resolve("state"));
    assertThat(ScrubPlace.read(folder.resolve("state"))).isEqualTo(halfway);
    try (Scrub scrub = scrub(AT_ONCE)) {
      assertThat(scrub.status().passMillis()).isEqualTo(pass);
      awaitPass(scrub, pass);
    }
  }

  @Test
  void aPlaceThatCannotBeRead_beginsAnew() throws Exception {
    Files.writeString(folder.resolve("state/scrub"), "begun x\npart nothing\n");
    try (Scrub scrub = scrub(AT_ONCE)) {
      awaitPass(scrub, 0);
    }
  }

  @Test
  void aLongPass_takesItsTime() throws Exception {
    try (Scrub scrub = scrub(Duration.ofDays(1))) {
      Thread.sleep(300);
      assertThat(scrub.status().passMillis()).isZero();
      assertThat(scrub.status().share()).isLessThan(0.5);
    }
    assertThat(ScrubPlace.read(folder.resolve("state")).isIdle()).isFalse();
  }
}
