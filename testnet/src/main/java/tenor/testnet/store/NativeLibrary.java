package tenor.testnet.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.rocksdb.RocksDB;

/** RocksDB's code, unpacked once for all processes that are killed. */
final class NativeLibrary {
  private static final String NAME = "librocksdbjni-linux64.so";

  private NativeLibrary() {}

  /** Unpacks it; the folder to name as {@code java.library.path}. */
  static Path unpack(Path folder) throws IOException {
    Path place = Files.createDirectories(folder.resolve("native"));
    try (InputStream packed = RocksDB.class.getResourceAsStream("/" + NAME)) {
      Files.copy(
          Objects.requireNonNull(packed, "this is no Linux on x86-64"),
          place.resolve(NAME),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return place;
  }
}
