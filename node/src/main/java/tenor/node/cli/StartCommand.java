package tenor.node.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.node.Supervisor;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;

/** Runs a node. */
@Command(
    name = "start",
    description = "Run the node in --home until it is stopped (SIGTERM or Ctrl-C).",
    footer = {"", "Example:", "  tenor start --home ~/.tenor"})
final class StartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Flags flags = new Flags();
  @Mixin private EngineFlag engine = new EngineFlag();

  @Option(
      names = "--no-engine",
      description = "Run the application alone; CometBFT is run by somebody else.")
  private boolean noEngine;

  @Override
  public Integer call() throws IOException {
    NodeHome home = new NodeHome(flags.home);
    NodeConfig config = NodeConfig.read(home.folder());
    Supervisor supervisor =
        Supervisor.start(
            home,
            config,
            noEngine ? null : engine.file(),
            ProgressBar.whereSlow(spec.commandLine().getErr()));
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
    int code = supervisor.await();
    supervisor.close();
    return code;
  }
}
