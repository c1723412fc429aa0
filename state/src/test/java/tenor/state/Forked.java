package tenor.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A process that commits blocks until it is killed, and says which ones. */
final class Forked {
  private Forked() {}

  static final StoreOptions OPTIONS =
      StoreOptions.DEFAULT.withRetainedHeights(20).withCachedHeights(2);

  /** Starts it; {@code syncEvery} as in {@link StoreOptions}. */
  static Process start(Path folder, long seed, int keys, int syncEvery) throws IOException {
    return new ProcessBuilder(command(folder, seed, keys, syncEvery)).start();
  }

  /** Starts it with a limit on the size of a file, beyond which writing fails. */
  static Process startWithFileLimit(Path folder, long seed, int keys, int kibibytes)
      throws IOException {
    String library = "librocksdbjni-linux64.so";
    try (InputStream packed = Store.class.getResourceAsStream("/" + library)) {
      // larger than the limit, so it is unpacked beforehand
      Files.copy(Objects.requireNonNull(packed), folder.resolve("native").resolve(library));
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"));
    command.addAll(command(folder, seed, keys, 1));
    return new ProcessBuilder(command).start();
  }

  private static List<String> command(Path folder, long seed, int keys, int syncEvery) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-Xmx256m",
        "-Djava.library.path=" + folder.resolve("native"),
        "-cp",
        System.getProperty("java.class.path"),
        Forked.class.getName(),
        folder.toString(),
        Long.toString(seed),
        Integer.toString(keys),
        Integer.toString(syncEvery));
  }

  /** Prints each height once it is committed. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    long seed = Long.parseLong(args[1]);
    int keys = Integer.parseInt(args[2]);
    StoreOptions options = OPTIONS.withSyncEvery(Integer.parseInt(args[3]));
    try (Store store = Store.open(Path.of(args[0]), TestState.COMPONENTS, options)) {
      while (true) {
        long next = store.height() + 1;
        store.commit(store.stage(next, TestBlocks.changes(seed, next, keys)));
        out.println(next);
      }
    } catch (StoreException e) {
      err.println(e.reason() + " " + e.getMessage());
      System.exit(1);
    }
  }
}
