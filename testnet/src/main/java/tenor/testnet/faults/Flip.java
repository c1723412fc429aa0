package tenor.testnet.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import tenor.node.config.NodeHome;

/**
 * A bit of a file of a node that was changed.
 *
 * @param file the file
 * @param at the place of the byte
 * @param now what the byte is since
 */
record Flip(Path file, long at, int now) {
  /** What is damaged. */
  enum Kind {
    /** A sorted table file of RocksDB. */
    TABLE,
    /** Its write-ahead log. */
    LOG,
    /** The saved hashes of the tree's pages. */
    TREE,
    /** A chunk of a snapshot. */
    SNAPSHOT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Changes a bit of a file of this kind, both picked by chance. */
  static Flip of(NodeHome home, Kind kind, Random random) throws IOException {
    List<Path> files = files(home, kind);
    if (files.isEmpty()) {
      throw new IOException("there is no " + kind.text() + " to damage in " + home.folder());
    }
    // the newest log is the one in use, and damage at its end cannot be told from a torn write
    Path file = kind == Kind.LOG ? files.getLast() : files.get(random.nextInt(files.size()));
    long size = Files.size(file);
    long at = random.nextLong(Math.max(1, kind == Kind.LOG ? size / 2 : size));
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int old = open.read();
      open.seek(at);
      int now = old ^ (1 << random.nextInt(8));
      open.write(now);
      return new Flip(file, at, now);
    }
  }

  /** Whether the file is there and has the changed byte. */
  boolean isThere() throws IOException {
    try (SeekableByteChannel open = Files.newByteChannel(file)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      return open.position(at).read(one) == 1 && (one.get(0) & 0xff) == now;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static List<Path> files(NodeHome home, Kind kind) throws IOException {
    return switch (kind) {
      case TABLE -> in(home.state().resolve("db"), ".*\\.sst");
      case LOG -> in(home.state().resolve("db"), "[0-9]+\\.log");
      case TREE -> in(home.state(), "tree");
      case SNAPSHOT -> in(home.snapshots(), "chunk-.*");
    };
  }

  private static List<Path> in(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> name(file).matches(pattern))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The file's own name. */
  String name() {
    return name(file);
  }

  @Override
  public String toString() {
    return name() + " byte " + at;
  }
}
