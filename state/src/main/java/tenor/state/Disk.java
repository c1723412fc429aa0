package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import tenor.state.StoreException.Reason;

/**
 * The RocksDB database under a store: the flat values, an undo record per retained height, and in
 * the default family the format, height and app hash.
 *
 * <p>Native calls on a closed database crash the process, so each holds a shared lock that closing
 * takes alone.
 */
final class Disk implements AutoCloseable {
  /** The version of this layout. */
  static final int FORMAT = 1;

  private static final byte[] FORMAT_KEY = "format".getBytes(US_ASCII);
  private static final byte[] HEAD_KEY = "head".getBytes(US_ASCII);
  private static final byte[] FILLING_KEY = "filling".getBytes(US_ASCII);

  private final Path folder;
  private final Tuning tuning;
  private final RocksDB database;
  private final ColumnFamilyHandle meta;
  private final ColumnFamilyHandle values;
  private final ColumnFamilyHandle undos;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Disk(Path folder, Tuning tuning, RocksDB database, List<ColumnFamilyHandle> families) {
    this.folder = folder;
    this.tuning = tuning;
    this.database = database;
    this.meta = families.get(0);
    this.values = families.get(1);
    this.undos = families.get(2);
  }

  /** Opens or makes the database under {@code folder}. */
  static Disk open(Path folder) {
    try {
      Path data = Files.createDirectories(folder.resolve("db"));
      // one copy beside the data: the default leaves one in the temporary folder for each kill
      Path library = Files.createDirectories(folder.resolve("native"));
      NativeLibraryLoader.getInstance().loadLibrary(library.toString());
      RocksDB.loadLibrary();
      return open(folder, data);
    } catch (FileSystemException e) {
      throw Failures.of(folder, e);
    } catch (IOException e) {
      throw new StoreException(Reason.IO, "store " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Disk open(Path folder, Path data) throws IOException {
    Tuning tuning = new Tuning();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tuning.meta),
            new ColumnFamilyDescriptor("values".getBytes(US_ASCII), tuning.values),
            new ColumnFamilyDescriptor("undo".getBytes(US_ASCII), tuning.undo));
    try {
      RocksDB database = RocksDB.open(tuning.database, data.toString(), families, handles);
      new StoreFiles(data).sweep();
      return new Disk(folder, tuning, database, handles);
    } catch (RocksDBException e) {
      tuning.close();
      throw Failures.of(folder, e);
    }
  }

  private interface Call<T> {
    T run() throws RocksDBException;
  }

  private <T> T call(Call<T> call) {
    Lock shared = lock.readLock();
    shared.lock();
    try {
      if (closed) {
        throw new StoreException(Reason.CLOSED, "store " + folder + " is closed");
      }
      return call.run();
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    } finally {
      shared.unlock();
    }
  }

  private Optional<byte[]> read(ColumnFamilyHandle family, byte[] key) {
    return call(() -> Optional.ofNullable(database.get(family, tuning.read, key)));
  }

  /** The format that the database was made with; none if it is new. */
  Optional<Integer> format() {
    return read(meta, FORMAT_KEY).map(bytes -> ByteBuffer.wrap(bytes).getInt());
  }

  Optional<Head> head() {
    return read(meta, HEAD_KEY).map(Head::decode);
  }

  /** The undo record of the block at {@code height}. */
  Optional<Undo> undo(long height) {
    return read(undos, heightKey(height)).map(Undo::decode);
  }

  /** All values in ascending order of keys. */
  List<Edits.Edit> values() {
    return call(
        () -> {
          List<Edits.Edit> all = new ArrayList<>();
          try (RocksIterator iterator = database.newIterator(values, tuning.scan)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
              all.add(new Edits.Edit(iterator.key(), iterator.value()));
            }
            iterator.status();
          }
          return all;
        });
  }

  /** What one write does, all of it or nothing. */
  record Write(
      List<Edits.Edit> values, @Nullable Undo undo, long dropFrom, long dropTo, Head head) {}

  /**
   * Writes values, the undo record of {@code head.height}, and the head, and drops the undo records
   * from {@code dropFrom} to before {@code dropTo}: one batch.
   *
   * @param sync whether to wait for the disk
   */
  void write(Write write, boolean sync) {
    call(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            fill(batch, write);
            database.write(sync ? tuning.synced : tuning.buffered, batch);
          }
          return true;
        });
  }

  private void fill(WriteBatch batch, Write write) throws RocksDBException {
    for (Edits.Edit edit : write.values()) {
      byte[] value = edit.value();
      if (value == null) {
        batch.delete(values, edit.key());
      } else {
        batch.put(values, edit.key(), value);
      }
    }
    if (write.dropTo() == write.dropFrom() + 1) {
      batch.delete(undos, heightKey(write.dropFrom()));
    } else if (write.dropTo() > write.dropFrom()) {
      batch.deleteRange(undos, heightKey(write.dropFrom()), heightKey(write.dropTo()));
    }
    Undo undo = write.undo();
    if (undo != null) {
      batch.put(undos, heightKey(write.head().height()), undo.encode());
    }
    batch.put(meta, FORMAT_KEY, ByteBuffer.allocate(Integer.BYTES).putInt(FORMAT).array());
    batch.put(meta, HEAD_KEY, write.head().encode());
  }

  /** Whether a restore from a snapshot began and did not end. */
  boolean isFilling() {
    return read(meta, FILLING_KEY).isPresent();
  }

  /** Empties the database and marks it as being filled. */
  void beginFilling() {
    call(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            clear(batch);
            batch.put(meta, FILLING_KEY, new byte[] {1});
            database.write(tuning.synced, batch);
          }
          return true;
        });
  }

  /** Empties the database and removes the mark. */
  void empty() {
    call(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            clear(batch);
            batch.delete(meta, FILLING_KEY);
            database.write(tuning.synced, batch);
          }
          return true;
        });
  }

  private void clear(WriteBatch batch) throws RocksDBException {
    batch.deleteRange(values, new byte[] {0}, new byte[] {(byte) 0xff});
    batch.deleteRange(undos, heightKey(0), heightKey(Long.MAX_VALUE));
    batch.delete(meta, HEAD_KEY);
    batch.delete(meta, FORMAT_KEY);
  }

  /** Adds values to a database that is being filled. */
  void fill(List<Edits.Edit> leaves) {
    call(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            for (Edits.Edit leaf : leaves) {
              batch.put(values, leaf.key(), Objects.requireNonNull(leaf.value()));
            }
            database.write(tuning.buffered, batch);
          }
          return true;
        });
  }

  /** Sets height, app hash and format of a database that is being filled. */
  void setHead(Head head) {
    write(new Write(List.of(), null, 0, 0, head), true);
  }

  /** Removes the mark: what was filled in is the state. */
  void endFilling() {
    call(
        () -> {
          database.delete(meta, tuning.synced, FILLING_KEY);
          return true;
        });
  }

  /** Sets an entry of the default family, for tests of what another release may have written. */
  void putMeta(String name, byte[] value) {
    call(
        () -> {
          database.put(meta, tuning.synced, name.getBytes(US_ASCII), value);
          return true;
        });
  }

  private static byte[] heightKey(long height) {
    return ByteBuffer.allocate(Long.BYTES).putLong(Math.max(height, 0)).array();
  }

  /** Waits until everything written so far is on the disk. */
  void sync() {
    call(
        () -> {
          database.flushWal(true);
          return true;
        });
  }

  /** Reads every block of every file and compares its checksum. */
  void verify() {
    call(
        () -> {
          database.verifyChecksum();
          return true;
        });
  }

  @Override
  public void close() {
    Lock alone = lock.writeLock();
    alone.lock();
    try {
      if (!closed) {
        closed = true;
        List.of(meta, values, undos).forEach(ColumnFamilyHandle::close);
        database.close();
        tuning.close();
      }
    } finally {
      alone.unlock();
    }
  }
}
