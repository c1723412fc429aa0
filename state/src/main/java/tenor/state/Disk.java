package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import tenor.state.StoreException.Reason;

/**
 * The RocksDB database under a store: reads, batches and walks over its families.
 *
 * <p>Native calls on a closed database crash the process, so each holds a shared lock that closing
 * takes alone.
 */
final class Disk implements AutoCloseable {
  /** The version of this layout. */
  static final int FORMAT = 3;

  static final byte[] FORMAT_KEY = name("format");
  static final byte[] HEAD_KEY = name("head");

  /** Smaller heights than this are not retained, though remains of them may be on disk. */
  static final byte[] OLDEST_KEY = name("oldest");

  /** There while a restore from a snapshot is not ended. */
  static final byte[] FILLING_KEY = name("filling");

  private final Path folder;
  private final Tuning tuning;
  private final RocksDB database;
  private final List<ColumnFamilyHandle> families;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Disk(Path folder, Tuning tuning, RocksDB database, List<ColumnFamilyHandle> families) {
    this.folder = folder;
    this.tuning = tuning;
    this.database = database;
    this.families = families;
  }

  static byte[] name(String text) {
    return text.getBytes(US_ASCII);
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
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
  }

  private static Disk open(Path folder, Path data) throws IOException {
    Tuning tuning = new Tuning();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> descriptors =
        Arrays.stream(Family.values())
            .map(family -> new ColumnFamilyDescriptor(family.title(), tuning.of(family)))
            .toList();
    try {
      RocksDB database = RocksDB.open(tuning.database, data.toString(), descriptors, handles);
      requireNumbers(handles);
      new StoreFiles(data).sweep();
      return new Disk(folder, tuning, database, List.copyOf(handles));
    } catch (RocksDBException e) {
      tuning.close();
      throw Failures.opening(folder, e);
    }
  }

  /** Batches name families by number, so a number is part of the format. */
  private static void requireNumbers(List<ColumnFamilyHandle> handles) {
    for (int i = 0; i < handles.size(); i++) {
      if (handles.get(i).getID() != i) {
        throw new IllegalStateException("family " + i + " has number " + handles.get(i).getID());
      }
    }
  }

  /** Something to do with the database. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws RocksDBException;
  }

  /** Something to do with a cursor. */
  @FunctionalInterface
  interface Walk<T> {
    T run(Cursor cursor) throws RocksDBException;
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

  /** The folder of the store. */
  Path folder() {
    return folder;
  }

  private ColumnFamilyHandle handle(Family family) {
    return families.get(family.number());
  }

  Optional<byte[]> get(Family family, byte[] key) {
    return call(() -> Optional.ofNullable(database.get(handle(family), tuning.read, key)));
  }

  /** What a walk with a cursor finds; the cursor is closed after it. */
  <T> T walk(Family family, Walk<T> walk) {
    return call(
        () -> {
          try (Cursor cursor = new Cursor(database.newIterator(handle(family), tuning.read))) {
            return walk.run(cursor);
          }
        });
  }

  /** The same for a walk over much, which is read ahead and leaves the cache alone. */
  <T> T pass(Family family, Walk<T> walk) {
    return call(
        () -> {
          try (Cursor cursor = new Cursor(database.newIterator(handle(family), tuning.scan))) {
            return walk.run(cursor);
          }
        });
  }

  /** Plain keys that cut the leaves into parts that are large and about equal; maybe none. */
  List<byte[]> splits() {
    return call(
        () -> {
          TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
          for (LiveFileMetaData file : database.getLiveFilesMetaData()) {
            boolean isLeaves = Arrays.equals(file.columnFamilyName(), Family.LEAVES.title());
            if (isLeaves && Version.isKey(file.smallestKey())) {
              keys.add(Version.plain(file.smallestKey()));
            }
          }
          return List.copyOf(keys);
        });
  }

  /** Whether a family has no entry. */
  boolean isEmpty(Family family) {
    return walk(family, cursor -> !cursor.first().isValid());
  }

  /** The removal of the state, whatever it is, and of what is known of it. */
  Batch cleared() {
    byte[] end = {(byte) 0xff, (byte) 0xff};
    Batch batch = new Batch();
    for (Family family : List.of(Family.LEAVES, Family.GROUPS, Family.BLOCKS)) {
      if (!isEmpty(family)) {
        batch.deleteRange(family, new byte[0], end);
      }
    }
    for (byte[] key : List.of(FORMAT_KEY, HEAD_KEY, OLDEST_KEY, FILLING_KEY)) {
      batch.delete(Family.META, key);
    }
    return batch;
  }

  /** About how many entries a family has. */
  long estimate(Family family) {
    return call(() -> database.getLongProperty(handle(family), "rocksdb.estimate-num-keys"));
  }

  /** A number of the default family. */
  OptionalLong number(byte[] name) {
    return get(Family.META, name)
        .map(bytes -> OptionalLong.of(Numbers.number(bytes, 0)))
        .orElse(OptionalLong.empty());
  }

  /** The format that the database was made with; none if it is new. */
  Optional<Integer> format() {
    return get(Family.META, FORMAT_KEY).map(Disk::format);
  }

  /** The number of a format as it is stored. */
  static int format(byte[] stored) {
    return ByteBuffer.wrap(stored).getInt();
  }

  /** What the current state must be. */
  Optional<Head> head() {
    return get(Family.META, HEAD_KEY).map(Head::decode);
  }

  /**
   * Writes a batch, all of it or nothing.
   *
   * @param sync whether to wait for the disk
   */
  void write(Batch batch, boolean sync) {
    call(
        () -> {
          try (WriteBatch writes = new WriteBatch(batch.toBytes())) {
            database.write(sync ? tuning.synced : tuning.buffered, writes);
          }
          return true;
        });
  }

  /** The names of the table files in use. */
  Set<String> tables() {
    return call(
        () -> {
          Set<String> names = new TreeSet<>();
          for (LiveFileMetaData table : database.getLiveFilesMetaData()) {
            names.add(table.fileName().replace("/", ""));
          }
          return names;
        });
  }

  /** Waits until everything written so far is on the disk. */
  void sync() {
    call(
        () -> {
          database.flushWal(true);
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
        families.forEach(ColumnFamilyHandle::close);
        database.close();
        tuning.close();
      }
    } finally {
      alone.unlock();
    }
  }
}
