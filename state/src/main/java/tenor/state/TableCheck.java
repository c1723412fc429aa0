package tenor.state;

import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.Status;

/**
 * Reads a sorted table file of RocksDB whole and compares the checksum of every block. It reads
 * past the operating system's cache where the file system can, so that what is compared is what the
 * disk holds now.
 */
final class TableCheck implements AutoCloseable {
  private final Options direct = new Options().setUseDirectReads(true).setParanoidChecks(true);
  private final Options cached = new Options().setParanoidChecks(true);

  /** What is wrong with a file, in RocksDB's words; none if it is whole. */
  Optional<String> fault(Path file) {
    Optional<RocksDBException> fault = read(file, direct);
    if (fault.isPresent() && !isCorruption(fault.get())) {
      // not every file system can be read past its cache
      fault = read(file, cached);
    }
    return fault.map(e -> String.valueOf(e.getMessage()));
  }

  private static boolean isCorruption(RocksDBException e) {
    return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
  }

  private static Optional<RocksDBException> read(Path file, Options options) {
    try (SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      reader.verifyChecksum();
      return Optional.empty();
    } catch (RocksDBException e) {
      return Optional.of(e);
    }
  }

  @Override
  public void close() {
    direct.close();
    cached.close();
  }
}
