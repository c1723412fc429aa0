package tenor.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tenor.state.TestState.COMPONENTS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import tenor.state.StoreException.Reason;

/** Trouble on this machine is named, with what to do, and does no damage. */
final class StoreFailureTest {
  private static final int KEYS = 400;
  @TempDir Path folder;

  private Store open() {
    return Store.open(folder, COMPONENTS, StoreOptions.DEFAULT);
  }

  private void fill(long to) {
    try (Store store = open()) {
      while (store.height() < to) {
        long next = store.height() + 1;
        store.commit(store.stage(next, TestBlocks.changes(5, next, KEYS)));
      }
    }
  }

  private StoreException openFails(Path path) {
    return catchThrowableOfType(
        StoreException.class, () -> Store.open(path, COMPONENTS, StoreOptions.DEFAULT).close());
  }

  @Test
  void aSecondProcess_isToldThatTheStoreIsOpen() throws Exception {
    try (Store store = open()) {
      store.commit(store.stage(1, TestBlocks.changes(5, 1, KEYS)));
      Process second = Forked.start(folder, 5, KEYS, 1);
      String said = new String(second.getErrorStream().readAllBytes(), UTF_8);
      assertThat(second.waitFor()).isNotZero();
      assertThat(said).contains("LOCKED").contains("another process has it open");
      store.commit(store.stage(2, TestBlocks.changes(5, 2, KEYS)));
    }
    fill(3);
  }

  @Test
  void aSecondStoreInThisProcess_isRefusedToo() {
    try (Store store = open()) {
      assertThat(openFails(folder).reason()).isEqualTo(Reason.LOCKED);
      assertThat(store.height()).isZero();
    }
  }

  @Test
  void aPathThatIsAFile_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    StoreException failure = openFails(file);
    assertThat(failure.reason()).isEqualTo(Reason.ACCESS);
    assertThat(failure).hasMessageContaining(file.toString());
  }

  @Test
  void aNewerFormat_isRefused() {
    fill(1);
    try (Disk disk = Disk.open(folder)) {
      byte[] newer = Numbers.bytes(Disk.FORMAT + 1);
      disk.write(new Batch().put(Family.META, Disk.FORMAT_KEY, newer), true);
    }
    StoreException failure = openFails(folder);
    assertThat(failure.reason()).isEqualTo(Reason.NEWER);
    assertThat(failure).hasMessageContaining("format 4").hasMessageContaining("newer release");
  }

  @Test
  void anUnknownComponent_isRefused() {
    Components more =
        Components.of(
            List.of(
                Component.founding(1, "accounts", new byte[] {1}),
                Component.founding(9, "later", new byte[] {1})));
    try (Store store = Store.open(folder, more, StoreOptions.DEFAULT)) {
      assertThat(store.current().size()).isEqualTo(2);
    }
    StoreException failure = openFails(folder);
    assertThat(failure.reason()).isEqualTo(Reason.NEWER);
    assertThat(failure).hasMessageContaining("0x09");
  }

  @Test
  void otherFoundingComponentsBeforeTheFirstBlock_replaceTheOldOnes() {
    Components other = Components.of(List.of(Component.founding(2, "oracle", new byte[] {7})));
    try (Store store = Store.open(folder, other, StoreOptions.DEFAULT)) {
      assertThat(store.current().roots()).containsOnlyKeys("oracle");
    }
    try (Store store = open()) {
      assertThat(store.current().roots()).containsOnlyKeys("accounts", "oracle");
      assertThat(store.get(new byte[] {2, 0})).hasValue(new byte[] {8, 1});
    }
  }

  @Test
  void aValueThatDiffersFromTheAppHash_stopsTheStart() throws IOException {
    fill(5);
    Files.delete(folder.resolve("tree"));
    try (Disk disk = Disk.open(folder)) {
      byte[] victim = disk.walk(Family.LEAVES, cursor -> cursor.first().next().key());
      disk.write(new Batch().put(Family.LEAVES, victim, new byte[] {1, 2, 3}), true);
    }
    StoreException failure = openFails(folder);
    assertThat(failure.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(failure).hasMessageContaining("app hash").hasMessageContaining("height 5");
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("db"))) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static byte[] flip(Path file, int at) throws IOException {
    byte[] content = Files.readAllBytes(file);
    byte[] damaged = content.clone();
    damaged[at] ^= 1;
    Files.write(file, damaged);
    return content;
  }

  private void openAndVerifyChecksums() {
    open().close();
    RawStore.verifyChecksums(folder);
  }

  @Test
  void aFlippedBitInATableFile_isFoundByTheStartOrTheCheck() throws IOException {
    fill(40);
    fill(41); // the second start has moved the first blocks from the log to table files
    int found = 0;
    for (Path file : files(".sst")) {
      byte[] whole = flip(file, (int) Files.size(file) / 3);
      StoreException failure =
          catchThrowableOfType(StoreException.class, this::openAndVerifyChecksums);
      assertThat(failure).as(file.toString()).isNotNull();
      assertThat(failure.reason()).isEqualTo(Reason.CORRUPT);
      found++;
      Files.write(file, whole);
    }
    assertThat(found).isPositive();
    fill(42);
  }

  @Test
  void aTableThatRocksDbCannotName_isNamedWhereTheStartFails() throws IOException {
    fill(40);
    fill(41);
    Path file = files(".sst").getLast();
    int size = (int) Files.size(file);
    int failed = 0;
    // its end holds the properties, which RocksDB reads before it compares their checksum
    for (int at = Math.max(0, size - 1400); at < size; at += 9) {
      byte[] whole = flip(file, at);
      StoreException failure = catchThrowableOfType(StoreException.class, () -> open().close());
      if (failure != null) {
        failed++;
        assertThat(failure.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(failure)
            .as("byte " + at)
            .hasMessageContaining(String.valueOf(file.getFileName()));
      }
      Files.write(file, whole);
    }
    assertThat(failed).isPositive();
    fill(42);
  }

  @Test
  void aFlippedBitInTheLog_neverGivesAStateThatWasNotCommitted() throws IOException {
    fill(40);
    Path log = files(".log").getLast();
    flip(log, (int) Files.size(log) / 2);
    try (Store store = open()) {
      assertThat(store.height()).isLessThan(40);
      assertThat(store.appHash()).isEqualTo(new TestBlocks(5, KEYS).goTo(store.height()).appHash());
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void checksumsOfASoundStore_areVerified() {
    fill(20);
    open().close();
    RawStore.verifyChecksums(folder);
  }

  @Test
  void aClosedStore_refusesToCommitButStillAnswersReads() {
    Store store = open();
    Staged staged = store.stage(1, TestBlocks.changes(5, 1, KEYS));
    store.close();
    store.close();
    assertThatThrownBy(() -> store.commit(staged))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    assertThat(store.height()).isZero();
    assertThat(store.current().size()).isEqualTo(2);
  }

  @Test
  void aWriteThatFails_stopsTheStoreWhichStartsCleanOnceMended() throws Exception {
    fill(1);
    Process limited = Forked.startWithFileLimit(folder, 5, KEYS, 512);
    String printed = new String(limited.getInputStream().readAllBytes(), UTF_8);
    String said = new String(limited.getErrorStream().readAllBytes(), UTF_8);
    assertThat(limited.waitFor()).isEqualTo(1);
    assertThat(said).contains("IO ").contains("start again");
    long committed = printed.lines().mapToLong(Long::parseLong).max().orElse(1);
    assertThat(committed).isGreaterThan(1);
    try (Store store = open()) {
      assertThat(store.height()).isBetween(committed, committed + 1);
      assertThat(store.appHash()).isEqualTo(new TestBlocks(5, KEYS).goTo(store.height()).appHash());
    }
    fill(committed + 20);
  }

  @Test
  void aFolderWithoutPermission_isNamed() {
    assumeTrue(folder.toFile().setWritable(false));
    try {
      assumeFalse(Files.isWritable(folder), "the superuser may write anywhere");
      StoreException failure = openFails(folder.resolve("store"));
      assertThat(failure.reason()).isEqualTo(Reason.ACCESS);
      assertThat(failure).hasMessageContaining("belongs to this user");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  private StoreException translated(Status.Code code, Status.SubCode sub, String text) {
    return Failures.of(folder, new RocksDBException(text, new Status(code, sub, text)));
  }

  @Test
  void errorsOfTheMachine_areToldApart() {
    Status.Code io = Status.Code.IOError;
    Status.SubCode none = Status.SubCode.None;
    StoreException full = translated(io, Status.SubCode.NoSpace, "No space left on device");
    assertThat(full.reason()).isEqualTo(Reason.NO_SPACE);
    assertThat(full).hasMessageContaining("disk is full").hasMessageContaining("start again");
    assertThat(translated(io, none, "While open a file: Permission denied").reason())
        .isEqualTo(Reason.ACCESS);
    assertThat(translated(io, none, "While mkdir: Read-only file system").reason())
        .isEqualTo(Reason.ACCESS);
    StoreException damaged = translated(Status.Code.Corruption, none, "block checksum mismatch");
    assertThat(damaged.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(damaged).hasMessageContaining("mismatch").hasMessageContaining(Recovery.STATE);
    assertThat(translated(io, none, "While pread: Input/output error").reason())
        .isEqualTo(Reason.IO);
    assertThat(Failures.of(folder, new AccessDeniedException("db")).reason())
        .isEqualTo(Reason.ACCESS);
    // as a file channel has it
    StoreException room = Failures.of(folder, new IOException("No space left on device"));
    assertThat(room.reason()).isEqualTo(Reason.NO_SPACE);
    assertThat(Failures.of(folder, new IOException("Input/output error")).reason())
        .isEqualTo(Reason.IO);
  }
}
