package tenor.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The files of a store's database, checked one by one without opening it. */
final class StoreFiles {
  private static final String CURRENT = "CURRENT";
  private static final String UNFINISHED = "OPTIONS-[0-9]+\\.dbtmp";

  private final Path data;

  /** Those in the database's folder. */
  StoreFiles(Path data) {
    this.data = data;
  }

  /** The files whose checksums can be compared, in a stable order. */
  List<Path> list() throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      return all.filter(file -> part(file).isPresent()).sorted().toList();
    }
  }

  private static Optional<Damage.Part> part(Path file) {
    String name = name(file);
    if (name.endsWith(".sst")) {
      return Optional.of(Damage.Part.TABLE);
    }
    if (name.endsWith(".blob")) {
      return Optional.of(Damage.Part.BLOB);
    }
    if (name.matches("[0-9]+\\.log")) {
      return Optional.of(Damage.Part.LOG);
    }
    return name.equals(CURRENT) || name.startsWith("MANIFEST-")
        ? Optional.of(Damage.Part.MANIFEST)
        : Optional.empty();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Removes what RocksDB leaves behind for ever when it is killed while it writes its options. The
   * database must be open, so that nobody else writes there.
   */
  void sweep() throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      for (Path file : all.filter(file -> name(file).matches(UNFINISHED)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Checks every file. */
  List<Damage> check(Progress progress) throws IOException {
    List<Path> files = list();
    long total = 0;
    for (Path file : files) {
      total += size(file);
    }
    List<Damage> found = new ArrayList<>();
    long done = 0;
    try (TableCheck tables = new TableCheck()) {
      for (Path file : files) {
        done += size(file);
        check(file, tables).ifPresent(found::add);
        progress.at(done, total);
      }
    }
    return found;
  }

  /** What is wrong with a file of {@link #list}; none if it is whole, or no longer there. */
  Optional<Damage> check(Path file, TableCheck tables) throws IOException {
    Damage.Part part = part(file).orElseThrow();
    Optional<String> fault =
        switch (part) {
          case TABLE -> tables.fault(file);
          case BLOB -> blobs(file);
          case LOG, MANIFEST -> name(file).equals(CURRENT) ? pointer(file) : records(file);
          default -> throw new IllegalArgumentException(file + " has no checksums");
        };
    return fault.isPresent() && Files.exists(file)
        ? fault.map(what -> Damage.inFile(part, name(file), what))
        : Optional.empty();
  }

  private static Optional<String> records(Path file) throws IOException {
    try {
      OptionalLong at = LogFile.read(file).damaged();
      return at.isPresent()
          ? Optional.of("the record at byte " + at.getAsLong() + " is not what was written")
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> blobs(Path file) throws IOException {
    try {
      OptionalLong at = BlobFile.damaged(file);
      return at.isPresent()
          ? Optional.of("what is at byte " + at.getAsLong() + " is not what was written")
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Optional<String> pointer(Path file) throws IOException {
    String target = Files.readString(file, StandardCharsets.ISO_8859_1);
    boolean sound =
        target.matches("MANIFEST-[0-9]+\\n") && Files.exists(data.resolve(target.strip()));
    return sound ? Optional.empty() : Optional.of("it names no manifest");
  }

  /** The length of a file; 0 once it is gone. */
  static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
