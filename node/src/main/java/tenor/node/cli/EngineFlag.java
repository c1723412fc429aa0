package tenor.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which CometBFT a command runs. */
final class EngineFlag {
  @Option(
      names = "--engine",
      paramLabel = "FILE",
      description =
          "The CometBFT to run (default: $TENOR_ENGINE, which node/tenor sets to the pinned one).")
  private @Nullable Path engine;

  Path file() {
    String configured = System.getenv("TENOR_ENGINE");
    Path file = engine != null ? engine : configured != null ? Path.of(configured) : null;
    if (file == null || !Files.isRegularFile(file) || !Files.isExecutable(file)) {
      throw new UsageException(
          "--engine: expected the CometBFT that consensus-config/build-engine built, found "
              + (file == null ? "nothing" : "'" + file + "'"));
    }
    return file;
  }
}
