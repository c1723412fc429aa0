package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tenor.state.TestState.COMPONENTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import tenor.state.StateCheck.Report;
import tenor.state.StoreException.Reason;

/** What the walk over a store finds, and that it finds it without the store's own help. */
final class StateCheckTest {
  private static final int KEYS = 3000;
  private final long seed = TestState.seed(23);
  private final Random random = new Random(seed);
  @TempDir Path folder;

  private Store open() {
    return Store.open(folder, COMPONENTS, StoreOptions.DEFAULT);
  }

  private TestBlocks fill(long to) {
    try (Store store = open()) {
      while (store.height() < to) {
        long next = store.height() + 1;
        store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
      }
    }
    return new TestBlocks(seed, KEYS).goTo(to);
  }

  private Report check() {
    return StateCheck.run(folder, COMPONENTS, true, StateCheck.Watcher.NONE);
  }

  private List<Path> files(String pattern) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("db"))) {
      return all.filter(file -> String.valueOf(file.getFileName()).matches(pattern))
          .sorted()
          .toList();
    }
  }

  /** Changes a bit and returns the whole file as it was. */
  private static byte[] flip(Path file, int at) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[at] ^= 0x10;
    Files.write(file, damaged);
    return whole;
  }

  @Test
  void aSoundStore_givesItsAppHashAndItsLeaves() {
    TestBlocks blocks = fill(30);
    Report report = check();
    assertThat(report.damages()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.height()).isEqualTo(30);
    assertThat(report.computed()).isEqualTo(report.appHash()).hasValue(blocks.appHash());
    assertThat(report.leaves()).isEqualTo(blocks.contents().size());
    assertThat(report.components()).containsOnlyKeys("accounts", "oracle");
  }

  @Test
  void aStoreStoppedWhileItWasMade_hasNothingYet() throws Exception {
    Path data = Files.createDirectories(folder.resolve("db"));
    RocksDB.loadLibrary();
    RocksDB.open(data.toString()).close();
    Report report = check();
    assertThat(report.damages()).isEmpty();
    assertThat(report.appHash()).isEmpty();
    try (Store store = open()) {
      assertThat(store.height()).isZero();
    }
  }

  @Test
  void theCheck_changesNoFile() throws IOException {
    fill(30);
    List<Path> before = files(".*");
    List<byte[]> contents = new ArrayList<>();
    for (Path file : before) {
      contents.add(Files.readAllBytes(file));
    }
    check();
    assertThat(files(".*")).isEqualTo(before);
    for (Path file : before) {
      assertThat(contents).contains(Files.readAllBytes(file));
    }
  }

  @Test
  void itsSteps_endWhereTheySaid() {
    fill(5);
    List<String> steps = new ArrayList<>();
    List<long[]> ends = new ArrayList<>();
    StateCheck.run(
        folder,
        COMPONENTS,
        true,
        (what, unit) -> {
          steps.add(what);
          ends.add(new long[] {-1, -1});
          long[] end = ends.getLast();
          return (done, total) -> {
            assertThat(done).isBetween(end[0], total);
            end[0] = done;
            end[1] = total;
          };
        });
    assertThat(steps).startsWith("files", "leaves");
    assertThat(ends).allSatisfy(end -> assertThat(end[0]).isPositive().isEqualTo(end[1]));
  }

  @Test
  void aStoreThatIsOpen_isRefused() throws Exception {
    fill(1);
    Process other = Forked.start(folder, seed, KEYS, 1);
    try {
      assertThat(other.inputReader().readLine()).isNotNull();
      StoreException refusal = catchThrowableOfType(StoreException.class, this::check);
      assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
      assertThat(refusal).hasMessageContaining("stop that process");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(check().isSound()).isTrue();
  }

  @Test
  void aFolderWithoutAStore_isRefused() {
    StoreException refusal = catchThrowableOfType(StoreException.class, this::check);
    assertThat(refusal.reason()).isEqualTo(Reason.ACCESS);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anyFlippedBitOfATableFile_isFoundWithTheFileAndTheKeys() throws IOException {
    fill(120);
    open().close();
    RawStore.verifyChecksums(folder);
    List<Path> tables = files(".*\\.sst");
    assertThat(tables).isNotEmpty();
    boolean keysNamed = false;
    for (Path file : tables) {
      for (int i = 0; i < 8; i++) {
        int at = random.nextInt((int) Files.size(file));
        byte[] whole = flip(file, at);
        Report report = check();
        assertThat(report.isSound()).as("%s byte %d, -Dtenor.seed=%d", file, at, seed).isFalse();
        assertThat(report.damages().getFirst().file()).hasValue(file.getFileName().toString());
        keysNamed |= report.damages().getFirst().from().isPresent();
        Files.write(file, whole);
      }
    }
    assertThat(keysNamed).isTrue();
    assertThat(check().isSound()).isTrue();
  }

  @Test
  void anyFlippedBitOfAFileOfLargeValues_isFound() throws IOException {
    fill(120);
    open().close();
    RawStore.verifyChecksums(folder);
    List<Path> files = files(".*\\.blob");
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      for (int i = 0; i < 8; i++) {
        int at = i == 0 ? (int) Files.size(file) - 10 : random.nextInt((int) Files.size(file));
        byte[] whole = flip(file, at);
        Report report = check();
        // bytes 4 to 29 are its family and times, which have no checksum and are read by nobody
        boolean isFree = at > 3 && at < 30;
        assertThat(report.isSound() || isFree)
            .as("%s byte %d, -Dtenor.seed=%d", file, at, seed)
            .isEqualTo(isFree);
        Files.write(file, whole);
      }
    }
    assertThat(check().isSound()).isTrue();
  }

  @Test
  void aTableThatWasBeingWritten_isNoDamage() throws IOException {
    fill(30);
    Path table = files(".*\\.sst").stream().findFirst().orElse(folder.resolve("db/000001.sst"));
    byte[] part = Files.exists(table) ? Files.readAllBytes(table) : new byte[100];
    Files.write(folder.resolve("db/900000.sst"), Arrays.copyOf(part, part.length / 2));
    assertThat(check().damages()).isEmpty();
  }

  @Test
  void aFlippedBitInsideTheLog_isFound_thoughRocksDbTakesItForATornEnd() throws IOException {
    fill(40);
    Path log = files("[0-9]+\\.log").getLast();
    flip(log, (int) Files.size(log) / 2);
    Report report = check();
    assertThat(report.damages()).hasSize(1);
    assertThat(report.damages().getFirst().part()).isEqualTo(Damage.Part.LOG);
    assertThat(report.height()).isLessThan(40);
    assertThat(report.computed())
        .hasValue(new TestBlocks(seed, KEYS).goTo(report.height()).appHash());
  }

  @Test
  void aTornEndOfTheLog_isNoDamage() throws IOException {
    fill(40);
    Path log = files("[0-9]+\\.log").getLast();
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 40));
    Report report = check();
    assertThat(report.damages()).isEmpty();
    assertThat(report.height()).isEqualTo(39);
  }

  @Test
  void aFlippedBitOfTheManifest_isFound() throws IOException {
    fill(120);
    Path manifest = files("MANIFEST-.*").getLast();
    flip(manifest, 60);
    assertThat(check().isSound()).isFalse();
  }

  private void put(byte[] key, long height, byte[] value) throws RocksDBException {
    byte[] version = Version.key(key, height);
    RawStore.open(folder, (database, families) -> database.put(families.get(1), version, value));
  }

  @Test
  void anyFlippedBitOfTheSavedTree_orAnEndThatIsMissing_isFound() throws IOException {
    fill(30);
    Path tree = folder.resolve("tree");
    byte[] whole = Files.readAllBytes(tree);
    for (int at : new int[] {0, 8, 20, whole.length / 2, whole.length - 4, whole.length - 1}) {
      flip(tree, at);
      requireTreeDamage("bit of byte " + at);
      Files.write(tree, whole);
    }
    for (int length : new int[] {0, 3, 4, 20, whole.length - 1}) {
      Files.write(tree, Arrays.copyOf(whole, length));
      requireTreeDamage("length " + length);
    }
    Files.delete(tree);
    assertThat(check().isSound()).isTrue();
    Files.write(tree, whole);
    assertThat(check().isSound()).isTrue();
  }

  private void requireTreeDamage(String what) {
    Report report = check();
    assertThat(report.damages()).as(what).hasSize(1);
    assertThat(report.damages().getFirst().part()).isEqualTo(Damage.Part.TREE_FILE);
    assertThat(report.computed()).isEqualTo(report.appHash());
    assertThat(Recovery.advice(report)).contains("the state is whole");
  }

  @Test
  void anotherValueUnderRightChecksums_isFound() throws RocksDBException {
    fill(30);
    put(TestState.key(1, 7), 30, new byte[] {1, 2, 3});
    Report report = check();
    assertThat(report.isSound()).isFalse();
    assertThat(report.computed()).isPresent().isNotEqualTo(report.appHash());
    assertThat(report.damages().getFirst().what())
        .contains("height 30")
        .contains(report.appHash().orElseThrow().hex());
  }

  @Test
  void aValueOfAnUnknownComponent_isNamed() throws RocksDBException {
    fill(3);
    put(new byte[] {0x21, 0}, 3, new byte[] {1});
    StoreException refusal = catchThrowableOfType(StoreException.class, this::check);
    assertThat(refusal.reason()).isEqualTo(Reason.NEWER);
    assertThat(refusal).hasMessageContaining("0x21");
  }

  /** A record of what a block replaced: the first of a height that is not its head. */
  private static byte[] chunkKey(RocksDB database, ColumnFamilyHandle family, long height) {
    try (RocksIterator iterator = database.newIterator(family)) {
      iterator.seek(Numbers.bytes(height));
      iterator.next();
      return iterator.key();
    }
  }

  @Test
  void aMissingRecordOfAnOlderHeight_isFound() throws RocksDBException {
    fill(40);
    RawStore.open(
        folder, (db, families) -> db.delete(families.get(3), chunkKey(db, families.get(3), 20)));
    Report report = check();
    assertThat(report.computed()).isEqualTo(report.appHash());
    assertThat(report.damages()).extracting(Damage::part).containsExactly(Damage.Part.HISTORY);
  }

  @Test
  void aMissingHeight_isFound() throws RocksDBException {
    fill(40);
    RawStore.open(folder, (db, families) -> db.delete(families.get(3), Numbers.bytes(20L)));
    assertThat(check().damages()).extracting(Damage::part).containsExactly(Damage.Part.HISTORY);
  }

  @Test
  void anotherValueOfAnOlderHeight_isFound() throws RocksDBException {
    fill(40);
    put(new byte[] {1, 0}, 0, new byte[] {9, 9});
    assertThat(check().damages()).isNotEmpty();
    put(new byte[] {1, 0}, 0, new byte[] {8, 1});
    byte[] changed = blockKey(1);
    put(changed, 0, new byte[] {1});
    Report report = check();
    assertThat(report.damages()).extracting(Damage::part).containsExactly(Damage.Part.HISTORY);
    assertThat(report.damages().getFirst().what()).contains("height 0 had app hash");
  }

  /** A key that the block at a height wrote, and that is not of the founding state. */
  private byte[] blockKey(long height) {
    try (Disk disk = Disk.open(folder)) {
      return new Records(disk)
          .items(height).stream()
              .filter(item -> Place.isLeaf(item.place()) && item.age() == Chunk.Item.NEW)
              .map(item -> Place.key(item.place()))
              .findFirst()
              .orElseThrow();
    }
  }

  @Test
  void aVersionThatNoBlockWrote_isFound() throws RocksDBException {
    fill(40);
    put(blockKey(5), 4, new byte[] {1});
    Report report = check();
    assertThat(report.computed()).isEqualTo(report.appHash());
    assertThat(report.damages().getFirst().what()).contains("do not belong together");
  }

  @Test
  void aMissingVersion_isFound() throws RocksDBException {
    fill(40);
    byte[] version = Version.key(blockKey(5), 5);
    RawStore.open(folder, (db, families) -> db.delete(families.get(1), version));
    assertThat(check().isSound()).isFalse();
  }

  @Test
  void theOldestHeight_isWalked() {
    try (Store store =
        Store.open(folder, COMPONENTS, StoreOptions.DEFAULT.withRetainedHeights(15))) {
      while (store.height() < 60) {
        long next = store.height() + 1;
        store.commit(store.stage(next, TestBlocks.changes(seed, next, KEYS)));
      }
    }
    Report report = check();
    assertThat(report.damages()).isEmpty();
    // pruning may lag behind
    assertThat(report.oldestHeight()).isBetween(0L, 45L);
    assertThat(report.walkedHeight()).isEqualTo(report.oldestHeight());
  }
}
