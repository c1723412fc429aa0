package tenor.testnet.faults;

import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every script has. */
final class FaultOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder of the networks it makes (default: testnet/.faults).")
  private @Nullable Path home;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      description = "Node i listens at P + 10 i (default: 27600).")
  private int basePort = 27600;

  @Option(names = "--quick", description = "A small run, as before every landing.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what is left to chance (default: another every time; it is printed).")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "How long to wait for a node before it counts as lost (default: 180).")
  private int patienceSeconds = 180;

  /** The checkout. */
  Path root() {
    return Path.of(System.getProperty("tenor.root", ".")).toAbsolutePath().normalize();
  }

  Path home() {
    Path folder = home != null ? home : root().resolve("testnet/.faults");
    return folder.toAbsolutePath().normalize();
  }

  int basePort() {
    return basePort;
  }

  boolean quick() {
    return quick;
  }

  long seed() {
    return seed;
  }

  int patienceSeconds() {
    return patienceSeconds;
  }
}
