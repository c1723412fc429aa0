package tenor.testnet.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import tenor.state.Bytes;

/**
 * Makes a store of an older format: format 1 is written here, values, an undo record per retained
 * height and the head as plain entries; one of format 2 is packed with this program as the code of
 * then left it.
 */
final class OldStore {
  private static final int FORMAT = 1;
  private static final int HEIGHT = 120;
  private static final int PACKED_HEIGHT = 30;

  private OldStore() {}

  /** Makes the store of a life at some height, and leaves the model there. */
  static void make(Path folder, Life life, Model model) throws IOException {
    if (life.format() == 1) {
      write(folder, life, model);
    } else {
      unpack(folder, "format-" + life.format() + ".zip");
      model.goTo(PACKED_HEIGHT);
    }
  }

  private static void unpack(Path folder, String name) throws IOException {
    try (InputStream packed = OldStore.class.getResourceAsStream(name);
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(packed, name))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(zip, file);
      }
    }
  }

  private static void write(Path folder, Life life, Model model) throws IOException {
    Path data = Files.createDirectories(folder.resolve("db"));
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (ColumnFamilyOptions family =
            new ColumnFamilyOptions().setCompressionType(CompressionType.LZ4_COMPRESSION);
        DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB database = RocksDB.open(options, data.toString(), families(family), handles)) {
      for (long height = 1; height <= HEIGHT; height++) {
        byte[] record = model.goTo(height).undoRecord(height);
        if (height > HEIGHT - life.retained()) {
          database.put(handles.get(2), number(height), record);
        }
      }
      for (Map.Entry<byte[], byte[]> value : model.contents().entrySet()) {
        database.put(handles.get(1), value.getKey(), value.getValue());
      }
      database.put("format".getBytes(US_ASCII), ByteBuffer.allocate(4).putInt(FORMAT).array());
      database.put("head".getBytes(US_ASCII), head(model, HEIGHT));
      handles.forEach(ColumnFamilyHandle::close);
    } catch (RocksDBException e) {
      throw new IOException("an old store cannot be written: " + e.getMessage(), e);
    }
  }

  private static List<ColumnFamilyDescriptor> families(ColumnFamilyOptions options) {
    return List.of(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options),
        new ColumnFamilyDescriptor("values".getBytes(US_ASCII), options),
        new ColumnFamilyDescriptor("undo".getBytes(US_ASCII), options));
  }

  private static byte[] number(long height) {
    return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
  }

  /** Height and app hash, as format 1 has them. */
  static byte[] head(Model model, long height) {
    Bytes hash = model.hashAt(height).orElseThrow();
    return ByteBuffer.allocate(Long.BYTES + hash.size())
        .putLong(height)
        .put(hash.toArray())
        .array();
  }
}
