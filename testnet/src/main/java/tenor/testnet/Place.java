package tenor.testnet;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a network lives. */
final class Place {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder of the network (default: testnet/.home).")
  private @Nullable Path home;

  /** The checkout. */
  Path root() {
    return Path.of(System.getProperty("tenor.root", ".")).toAbsolutePath().normalize();
  }

  Path home() {
    Path folder = home != null ? home : root().resolve("testnet/.home");
    return folder.toAbsolutePath().normalize();
  }

  /** The network here. */
  NetworkFile network() throws IOException {
    return NetworkFile.read(home())
        .orElseThrow(
            () -> new TestnetException("no network in " + home() + ": 'testnet/up' starts one"));
  }
}
