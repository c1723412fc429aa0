package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import tenor.state.StoreException.Reason;

/**
 * The database of a store of format 1 or 2, for reading: the current values in one family, and in
 * another what each block replaced.
 *
 * <p>Format 1 has one record per block under its height: the head before (height, app hash), the
 * number of edits (4), for each the length of the key (4), key, length of the value (4; −1 absent),
 * value. Format 2 has the head before under the height, and under height ‖ place chunks of records:
 * the number of bytes that the place shares with the one before, the number of other bytes, those,
 * the length of the value before plus 1 or 0, the value; numbers are varints. Format 2 with a mark
 * was on the way from format 1: the heights from the mark on are done.
 */
final class OldDisk implements AutoCloseable {
  private static final String VALUES = "values";
  private static final String UNDO = "undo";
  private static final byte[] MARK = Disk.name("migrating");

  private final Path folder;
  private final DBOptions options = new DBOptions().setParanoidChecks(true);
  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
  private final RocksDB database;
  private final long firstNew;

  private OldDisk(Path folder) throws RocksDBException {
    this.folder = folder;
    List<ColumnFamilyDescriptor> all =
        families(folder).stream().map(ColumnFamilyDescriptor::new).toList();
    this.database = RocksDB.open(options, data(folder), all, handles);
    for (int i = 0; i < all.size(); i++) {
      families.put(new String(all.get(i).getName(), US_ASCII), handles.get(i));
    }
    boolean isFirst = number(Disk.FORMAT_KEY).map(format -> format == 1).orElse(true);
    this.firstNew = isFirst ? Long.MAX_VALUE : number(MARK).orElse(0L);
  }

  /** Whether the folder holds a store of one of these formats. */
  static boolean isThere(Path folder) {
    try {
      return Files.exists(folder.resolve("db").resolve("CURRENT"))
          && families(folder).stream().anyMatch(name -> VALUES.equals(new String(name, US_ASCII)));
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  private static List<byte[]> families(Path folder) throws RocksDBException {
    try (Options listing = new Options()) {
      return RocksDB.listColumnFamilies(listing, data(folder));
    }
  }

  private static String data(Path folder) {
    return folder.resolve("db").toString();
  }

  /** Opens it, so that nobody else can. */
  static OldDisk open(Path folder) {
    try {
      return new OldDisk(folder);
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  private ColumnFamilyHandle family(String name) {
    ColumnFamilyHandle handle = families.get(name);
    if (handle == null) {
      throw new StoreException(Reason.CORRUPT, "store " + folder + " has no family " + name);
    }
    return handle;
  }

  private Optional<byte[]> read(String family, byte[] key) {
    try {
      return Optional.ofNullable(database.get(family(family), key));
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  private Optional<Long> number(byte[] name) {
    return read("default", name)
        .map(
            bytes ->
                bytes.length == 4 ? ByteBuffer.wrap(bytes).getInt() : Numbers.number(bytes, 0));
  }

  /** The committed state; none if the store was never finished. */
  Optional<Head> head() {
    return read("default", Disk.HEAD_KEY).map(Head::decode);
  }

  /** The smallest height that is kept, unless the records begin above it. */
  long oldest() {
    return number(Disk.OLDEST_KEY).orElse(0L);
  }

  Optional<byte[]> value(byte[] key) {
    return read(VALUES, key);
  }

  /** About how many values there are. */
  long estimate() {
    try {
      return database.getLongProperty(family(VALUES), "rocksdb.estimate-num-keys");
    } catch (RocksDBException e) {
      return 0;
    }
  }

  /** Visits the current values in ascending order of keys. */
  void values(FrozenDisk.Visitor visitor) {
    try (RocksIterator iterator = database.newIterator(family(VALUES))) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        visitor.entry(iterator.key(), iterator.value());
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }

  /** The heights above another that have records, ascending. */
  List<Long> blocksAbove(long height) {
    List<Long> found = new ArrayList<>();
    try (RocksIterator iterator = database.newIterator(family(UNDO))) {
      iterator.seek(Numbers.bytes(height + 1));
      while (iterator.isValid()) {
        long at = Numbers.number(iterator.key(), 0);
        found.add(at);
        iterator.seek(Numbers.bytes(at + 1));
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
    return found;
  }

  /** What a block replaced: the state before it, and keys with their values then, ascending. */
  record Undo(Head before, List<Edits.Edit> edits) {}

  Undo undo(long height) {
    byte[] first =
        read(UNDO, Numbers.bytes(height))
            .orElseThrow(
                () ->
                    new StoreException(
                        Reason.CORRUPT, "the undo record of height " + height + " is missing"));
    try {
      return height < firstNew ? first(first) : second(height, Head.decode(first));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StoreException(
          Reason.CORRUPT, "the undo record of height " + height + " is cut short", e);
    }
  }

  private static Undo first(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    Head head = Head.decode(take(in, Long.BYTES + Hashing.SIZE));
    List<Edits.Edit> edits = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] key = take(in, in.getInt());
      int length = in.getInt();
      edits.add(new Edits.Edit(key, length < 0 ? null : take(in, length)));
    }
    return new Undo(head, edits);
  }

  private Undo second(long height, Head before) {
    List<Edits.Edit> edits = new ArrayList<>();
    try (RocksIterator iterator = database.newIterator(family(UNDO))) {
      iterator.seek(Numbers.bytes(height));
      for (iterator.next(); iterator.isValid(); iterator.next()) {
        if (Numbers.number(iterator.key(), 0) != height) {
          break;
        }
        leaves(ByteBuffer.wrap(iterator.value()), edits);
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
    return new Undo(before, edits);
  }

  private static void leaves(ByteBuffer in, List<Edits.Edit> edits) {
    byte[] place = {};
    while (in.hasRemaining()) {
      int shared = Numbers.varint(in);
      byte[] rest = take(in, Numbers.varint(in));
      if (shared > place.length || shared + rest.length == 0) {
        throw new BufferUnderflowException();
      }
      place = Arrays.copyOf(place, shared + rest.length);
      System.arraycopy(rest, 0, place, shared, rest.length);
      int length = Numbers.varint(in);
      byte @Nullable [] value = length == 0 ? null : take(in, length - 1);
      if (Place.isLeaf(place)) {
        edits.add(new Edits.Edit(Place.key(place), value));
      }
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    database.close();
    options.close();
  }
}
