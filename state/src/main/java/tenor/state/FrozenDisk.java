package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import tenor.state.StoreException.Reason;

/**
 * The database of a store that nobody else has open, for reading: nothing of it is changed, so that
 * what is damaged can still be looked at. Every block is read from the files and its checksum
 * compared. For one thread.
 */
final class FrozenDisk implements AutoCloseable {
  /** Visits an entry. */
  @FunctionalInterface
  interface Visitor {
    /** One entry; keys ascend. */
    void entry(byte[] key, byte[] value);
  }

  private static final String OLD_VALUES = "values";

  private final Path folder;
  private final DBOptions options;
  private final ColumnFamilyOptions plain = new ColumnFamilyOptions();
  private final ReadOptions scan =
      new ReadOptions().setVerifyChecksums(true).setFillCache(false).setReadaheadSize(4L << 20);
  private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
  private final RocksDB database;

  private FrozenDisk(Path folder) throws RocksDBException {
    this.folder = folder;
    this.options =
        new DBOptions()
            .setParanoidChecks(true)
            .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    String data = data(folder).toString();
    List<ColumnFamilyDescriptor> all = new ArrayList<>();
    try (Options listing = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(listing, data)) {
        all.add(new ColumnFamilyDescriptor(name, plain));
      }
    }
    if (all.isEmpty()) {
      throw new StoreException(Reason.CORRUPT, "store " + folder + ": its manifest is damaged");
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    this.database = RocksDB.openReadOnly(options, data, all, handles);
    for (int i = 0; i < all.size(); i++) {
      families.put(new String(all.get(i).getName(), US_ASCII), handles.get(i));
    }
  }

  /** The folder of RocksDB's files. */
  static Path data(Path folder) {
    return folder.resolve("db");
  }

  /** Keeps everybody else out until it is closed; null if the folder cannot be written anyway. */
  static @Nullable FileChannel lock(Path folder) {
    Path file = data(folder).resolve("LOCK");
    if (!Files.isWritable(file)) {
      return null;
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock();
      if (taken == null) {
        channel.close();
        throw new StoreException(
            Reason.LOCKED, "store " + folder + ": a process has it open; stop that process first");
      }
      return channel;
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
  }

  /** Opens it; {@link #lock} it first. */
  static FrozenDisk open(Path folder) {
    try {
      return new FrozenDisk(folder);
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  /** Has RocksDB's code loaded, from the copy beside the store where there is one. */
  static void loadLibrary(Path folder) {
    Path library = folder.resolve("native");
    if (Files.isWritable(library)) {
      try {
        NativeLibraryLoader.getInstance().loadLibrary(library.toString());
      } catch (IOException e) {
        throw Failures.of(folder, e);
      }
    }
    RocksDB.loadLibrary();
  }

  private ColumnFamilyHandle handle(Family family) {
    String name = new String(family.title(), US_ASCII);
    ColumnFamilyHandle handle = families.get(name);
    if (handle == null) {
      throw new StoreException(
          Reason.CORRUPT, "store " + folder + ": it has no column family " + name);
    }
    return handle;
  }

  Optional<byte[]> read(Family family, byte[] key) {
    try {
      return Optional.ofNullable(database.get(handle(family), scan, key));
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  /** About how many entries a family has. */
  long estimate(Family family) {
    try {
      return database.getLongProperty(handle(family), "rocksdb.estimate-num-keys");
    } catch (RocksDBException e) {
      return 0;
    }
  }

  /** Whether it is of format 1 or 2, which had current values alone where versions are now. */
  boolean isOld() {
    return families.containsKey(OLD_VALUES);
  }

  /** Visits every entry of a family in ascending order of keys. */
  private void each(ColumnFamilyHandle family, Visitor visitor) {
    try (RocksIterator iterator = database.newIterator(family, scan)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        visitor.entry(iterator.key(), iterator.value());
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  /** Visits every entry of a family in ascending order of keys. */
  void each(Family family, Visitor visitor) {
    each(handle(family), visitor);
  }

  /**
   * Whether there is a place for leaves; a store that was stopped while it was made may lack it.
   */
  boolean hasLeaves() {
    return isOld() || families.containsKey(new String(Family.LEAVES.title(), US_ASCII));
  }

  /** Visits the current leaves, of whatever format, in ascending order of keys. */
  void current(long height, Visitor visitor) {
    ColumnFamilyHandle old = families.get(OLD_VALUES);
    if (old == null) {
      leaves(height, visitor);
    } else {
      each(old, visitor);
    }
  }

  /** Visits the leaves of the state at a height in ascending order of keys. */
  void leaves(long height, Visitor visitor) {
    try (Cursor cursor = new Cursor(database.newIterator(handle(Family.LEAVES), scan))) {
      Versions versions = new Versions(cursor, height, null);
      for (versions.seek(new byte[0]); versions.isValid(); versions.next()) {
        visitor.entry(versions.plain(), versions.value());
      }
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  /** The table files in use, with what they hold. */
  List<LiveFileMetaData> tables() {
    return database.getLiveFilesMetaData();
  }

  @Override
  public void close() {
    families.values().forEach(ColumnFamilyHandle::close);
    database.close();
    scan.close();
    plain.close();
    options.close();
  }
}
