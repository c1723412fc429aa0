package tenor.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.node.Supervisor;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;

/** Runs a node. */
@Command(
    name = "start",
    description = "Run the node in --home until it is stopped (SIGTERM or Ctrl-C).",
    footer = {"", "Example:", "  tenor start --home ~/.tenor"})
final class StartCommand implements Callable<Integer> {
  @Mixin private Flags flags = new Flags();

  @Option(
      names = "--engine",
      paramLabel = "FILE",
      description = "The CometBFT to run (default: $TENOR_ENGINE).")
  private @Nullable Path engine;

  @Option(
      names = "--no-engine",
      description = "Run the application alone; CometBFT is run by somebody else.")
  private boolean noEngine;

  @Override
  public Integer call() throws IOException {
    NodeHome home = new NodeHome(flags.home);
    Supervisor supervisor =
        Supervisor.start(home, NodeConfig.read(home.folder()), noEngine ? null : engine());
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
    int code = supervisor.await();
    supervisor.close();
    return code;
  }

  private Path engine() {
    String configured = System.getenv("TENOR_ENGINE");
    Path file = engine != null ? engine : configured != null ? Path.of(configured) : null;
    if (file == null || !Files.isExecutable(file)) {
      throw new UsageException(
          "--engine: expected the CometBFT that consensus-config/build-engine built, found "
              + (file == null ? "nothing" : "'" + file + "'"));
    }
    return file;
  }
}
