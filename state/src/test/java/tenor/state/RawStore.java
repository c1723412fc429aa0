package tenor.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The database under a store that is closed, as RocksDB has it. */
final class RawStore {
  private RawStore() {}

  /** Something done with the database and its families, which are listed by number. */
  interface Work {
    void run(RocksDB database, List<ColumnFamilyHandle> families) throws RocksDBException;
  }

  /** Does something with the database in a store's folder, behind the store's back. */
  static void open(Path folder, Work work) throws RocksDBException {
    String data = FrozenDisk.data(folder).toString();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB database = RocksDB.open(options, data, families(data), handles)) {
      work.run(database, handles);
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  private static List<ColumnFamilyDescriptor> families(String data) throws RocksDBException {
    try (Options plain = new Options()) {
      return RocksDB.listColumnFamilies(plain, data).stream()
          .map(ColumnFamilyDescriptor::new)
          .toList();
    }
  }

  /** Has RocksDB read every block of every file and compare its checksum. */
  static void verifyChecksums(Path folder) {
    String data = FrozenDisk.data(folder).toString();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB database = RocksDB.openReadOnly(options, data, families(data), handles)) {
      database.verifyChecksum();
      handles.forEach(ColumnFamilyHandle::close);
    } catch (RocksDBException e) {
      throw Failures.of(folder, e);
    }
  }
}
