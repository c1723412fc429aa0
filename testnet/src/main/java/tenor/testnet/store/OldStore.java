package tenor.testnet.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import tenor.state.Bytes;

/**
 * Writes a store as release 0.1 did (format 1): values, an undo record per retained height, and the
 * head, as plain entries.
 */
final class OldStore {
  private static final int FORMAT = 1;
  private static final int HEIGHT = 120;

  private OldStore() {}

  /** Writes the store of a life at some height, and leaves the model there. */
  static void write(Path folder, Life life, Model model) throws IOException {
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
