package tenor.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes the folder of a network. */
public final class Folders {
  private Folders() {}

  /** Deletes a network's folder; refuses one that holds anything else. */
  public static void delete(Path home) throws IOException {
    if (!Files.exists(home)) {
      return;
    }
    requireNetwork(home);
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  // A mistyped --home must not cost anyone a folder.
  private static void requireNetwork(Path home) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      List<String> foreign =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(
                  name -> !name.matches("keys|network\\.json(\\.new)?|validator\\d+|observer\\d+"))
              .toList();
      if (!foreign.isEmpty()) {
        throw new TestnetException(
            home + " holds other things (" + foreign.getFirst() + "): choose another --home");
      }
    }
    if (Files.isDirectory(home.resolve("keys")) && !hasNetwork(home)) {
      throw new TestnetException(
          home
              + " holds keys and no network: they may be somebody's. Choose another --home, or"
              + " remove them yourself");
    }
  }

  private static boolean hasNetwork(Path home) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      return entries.anyMatch(entry -> !entry.getFileName().toString().equals("keys"));
    }
  }
}
