package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.node.cli.Help;
import tenor.node.rpc.RpcClient;
import tenor.testnet.faults.Faults;
import tenor.testnet.filled.StateSyncBench;

/** The verbs of a local network. */
@Command(
    name = "testnet",
    description = "Networks on this machine.",
    subcommands = {UpCommand.class, AddNode.class, Faults.class, StateSyncBench.class})
public final class Testnet {
  private static final ObjectMapper JSON = new JsonMapper();

  private Testnet() {}

  /** Runs a verb and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Testnet());
    Help.addTo(line);
    line.setErr(new PrintWriter(Terminal.ERR, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          command.getErr().println("testnet: " + exception.getMessage());
          if (exception instanceof InterruptedException) {
            return 130;
          }
          return exception instanceof TestnetUsage ? 2 : 1;
        });
    System.exit(line.execute(args));
  }

  @Command(
      name = "down",
      description = "Stop the network; its folder stays.",
      footer = {"", "Example:", "  testnet/down"})
  int down(@Mixin Place place) throws IOException {
    NetworkFile network = place.network();
    if (network.driver() != 0 && network.driver() != ProcessHandle.current().pid()) {
      ProcessHandle.of(network.driver())
          .filter(Testnet::isDriver)
          .ifPresent(ProcessHandle::destroy);
    }
    NodeProcess.stop(network.nodes());
    new NetworkFile(
            network.chainId(),
            network.engine(),
            0,
            network.nodes().stream().map(node -> node.withPid(0)).toList())
        .write(place.home());
    Terminal.ERR.println("stopped");
    return 0;
  }

  private static boolean isDriver(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"))
          .contains(Testnet.class.getName());
    } catch (IOException e) {
      return false;
    }
  }

  @Command(
      name = "status",
      description = "Where the nodes stand.",
      footer = {"", "Example:", "  testnet/status --json"})
  int status(@Mixin Place place, @Option(names = "--json", description = "As JSON.") boolean json)
      throws IOException, InterruptedException {
    NetworkFile network = place.network();
    ObjectNode answer = JSON.createObjectNode().put("chainId", network.chainId());
    var nodes = answer.putArray("nodes");
    for (NodePlace node : network.nodes()) {
      ObjectNode entry =
          nodes
              .addObject()
              .put("name", node.name())
              .put("role", node.role())
              .put("home", node.home())
              .put("rpc", node.rpc())
              .put("p2p", node.p2p())
              .put("pid", NodeProcess.isAlive(node) ? node.pid() : 0);
      addHeight(entry, node);
    }
    if (json) {
      Terminal.OUT.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } else {
      Terminal.OUT.println(network.chainId());
      for (JsonNode node : nodes) {
        Terminal.OUT.printf(
            Locale.ROOT,
            "%-12s %-10s %s  %s  %s%n",
            node.path("name").asText(),
            node.path("pid").asLong() == 0 ? "stopped" : "pid " + node.path("pid").asLong(),
            node.path("rpc").asText(),
            node.path("height").asLong() == 0 ? "no height" : "height " + node.path("height"),
            node.path("appHash").asText());
      }
    }
    return 0;
  }

  private static void addHeight(ObjectNode entry, NodePlace node) throws InterruptedException {
    try {
      RpcClient.AppInfo app = new RpcClient(URI.create(node.rpc())).appInfo();
      entry.put("height", app.height()).put("appHash", app.appHash());
    } catch (IOException e) {
      entry.put("height", 0).put("appHash", "");
    }
  }

  @Command(
      name = "logs",
      description = "The last lines of a node's logs, or of all.",
      footer = {"", "Example:", "  testnet/logs validator0"})
  int logs(
      @Mixin Place place,
      @Parameters(paramLabel = "NODE", arity = "0..1", defaultValue = "", description = "A name.")
          String name,
      @Option(names = "--lines", defaultValue = "20", description = "How many (default: 20).")
          int lines)
      throws IOException {
    NetworkFile network = place.network();
    List<NodePlace> chosen = name.isEmpty() ? network.nodes() : List.of(network.node(name));
    for (NodePlace node : chosen) {
      for (String file : List.of(NodeProcess.LOG, "engine.log")) {
        Path path = node.folder().resolve(file);
        Terminal.OUT.println("== " + path);
        if (Files.exists(path)) {
          List<String> all = Files.readAllLines(path);
          all.subList(Math.max(0, all.size() - lines), all.size()).forEach(Terminal.OUT::println);
        }
      }
    }
    return 0;
  }

  @Command(
      name = "reset",
      description = "Stop the network and remove its folder.",
      footer = {"", "Example:", "  testnet/reset"})
  int reset(@Mixin Place place) throws IOException {
    if (canBeStopped(place.home())) {
      down(place);
    }
    Folders.delete(place.home());
    return 0;
  }

  // A damaged file cannot say which processes are the network's; the folder goes all the same.
  private static boolean canBeStopped(Path home) {
    try {
      return NetworkFile.read(home).isPresent();
    } catch (IOException e) {
      Terminal.ERR.println(e.getMessage());
      return false;
    }
  }

  @Command(
      name = "crash",
      description = "Kill a node, or one of its two processes, at once (SIGKILL).",
      footer = {"", "Example:", "  testnet/crash validator1 --engine"})
  int crash(
      @Mixin Place place,
      @Parameters(paramLabel = "NODE", description = "A name, such as validator1.") String name,
      @Option(names = "--app", description = "The application only.") boolean app,
      @Option(names = "--engine", description = "CometBFT only.") boolean engine)
      throws IOException {
    NodePlace node = place.network().node(name);
    if (!NodeProcess.isAlive(node)) {
      throw new TestnetException(name + " does not run: 'testnet/start " + name + "' starts it");
    }
    if (engine || !app) {
      NodeProcess.killEngine(node);
    }
    if (app || !engine) {
      NodeProcess.killApp(node);
    }
    Terminal.ERR.println("killed; 'testnet/start " + name + "' brings it back");
    return 0;
  }

  private static boolean engineIsGone(NodePlace node) {
    return NodeProcess.engine(node).isEmpty();
  }

  @Command(
      name = "start",
      description = "Start a node that was killed or stopped.",
      footer = {"", "Example:", "  testnet/start validator1"})
  int start(
      @Mixin Place place,
      @Parameters(paramLabel = "NODE", description = "A name, such as validator1.") String name)
      throws IOException, InterruptedException {
    NetworkFile network = place.network();
    NodePlace node = network.node(name);
    // The JVM ends by itself after its CometBFT was killed, but takes a moment.
    for (int i = 0; i < 100 && NodeProcess.isAlive(node) && engineIsGone(node); i++) {
      Thread.sleep(100);
    }
    if (NodeProcess.isAlive(node)) {
      throw new TestnetException(name + " runs already");
    }
    network.with(NodeProcess.start(place.root(), node, network.engine())).write(place.home());
    Terminal.ERR.println("started " + name);
    return 0;
  }
}
