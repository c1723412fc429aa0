package tenor.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what a child process keeps for a moment. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /** Makes the folder, without what an earlier process that was killed left in it. */
  static Path emptied(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> left;
      try (Stream<Path> all = Files.walk(folder)) {
        left = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : left) {
        Files.delete(path);
      }
    }
    return Files.createDirectories(folder);
  }
}
