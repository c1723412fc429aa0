package tenor.testnet.filled;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tenor.engine.ChainGenesis;
import tenor.engine.ChainParams;
import tenor.engine.Ed25519Key;
import tenor.engine.EngineHome;
import tenor.engine.GenesisValidator;
import tenor.engine.NodeConfig;
import tenor.engine.Peer;
import tenor.engine.Ports;
import tenor.engine.Role;
import tenor.engine.StateSync;
import tenor.node.config.NodeHome;
import tenor.node.rpc.RpcClient;
import tenor.state.SnapshotManifest;
import tenor.state.Snapshots;
import tenor.testnet.Terminal;
import tenor.testnet.TestnetException;

/** Measures how long a new node takes to take over a large state, and in how much memory. */
@Command(
    name = "state-sync-bench",
    description = {
      "Fill the state of a chain of one validator, then let a second node join by state sync, both"
          + " on this machine.",
      "Prints one JSON object. Run it on an idle machine; it judges nothing."
    },
    footer = {"", "Example:", "  benchmarks/state-sync --megabytes 1024"})
public final class StateSyncBench implements Callable<Integer> {
  private static final int LEAF_BYTES = 238;
  private static final int LEAVES_PER_BLOCK = 40_000;
  private static final int LEAST_INTERVAL = 200;
  private static final long POLL_MILLIS = 250;
  private static final long PATIENCE_SECONDS = 1800;
  private static final long STOP_SECONDS = 10;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Keys and values of the state, in MB of a million bytes (default: 1024).")
  private long megabytes = 1024;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      required = true,
      description = "An empty folder for both nodes.")
  private Path home = Path.of("");

  @Option(
      names = "--base-port",
      paramLabel = "P",
      description = "First of twenty ports (default: 27800).")
  private int basePort = 27_800;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Greatest heap of each application (default: 512m, as of a node).")
  private String heap = "512m";

  private final Deque<Process> processes = new ArrayDeque<>();
  private final Ed25519Key validatorNode = Ed25519Key.generate();
  private final Ed25519Key validatorKey = Ed25519Key.generate();
  private @Nullable ChainGenesis genesis;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Thread hook = new Thread(this::stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    long filling = Math.max(1, megabytes * 1_000_000 / LEAF_BYTES / LEAVES_PER_BLOCK);
    genesis =
        ChainGenesis.of(
            "filled",
            Instant.now(),
            ChainParams.standard(),
            List.of(new GenesisValidator(validatorKey.publicKey(), 10, "source")),
            "{}");
    say("filling " + filling + " blocks of " + LEAVES_PER_BLOCK + " leaves");
    Process source = start("source", Role.VALIDATOR, 0, filling, null);
    RpcClient rpc = new RpcClient(URI.create("http://127.0.0.1:" + (basePort + 1)));
    SnapshotManifest snapshot = awaitSnapshot(rpc, interval(filling), source);
    long sourceKilobytes = memory(source);
    say(snapshot.bytes() / 1_000_000 + " MB in " + snapshot.chunks().size() + " chunks");
    awaitHeight(rpc, snapshot.height() + 3, source);
    String hash =
        rpc.commit(1).path("signed_header").path("commit").path("block_id").path("hash").asText();
    StateSync trust =
        new StateSync(
            List.of("http://127.0.0.1:" + (basePort + 1), "http://localhost:" + (basePort + 1)),
            1,
            hash);
    long begun = System.nanoTime();
    Process target = start("target", Role.OBSERVER, 10, filling, trust);
    RpcClient own = new RpcClient(URI.create("http://127.0.0.1:" + (basePort + 11)));
    long restored = awaitHeight(own, snapshot.height(), target);
    long follows = awaitFollowing(own, rpc, target);
    Terminal.OUT.println(
        JsonNodeFactory.instance
            .objectNode()
            .put("leaves", snapshot.leaves())
            .put("snapshotBytes", snapshot.bytes())
            .put("chunks", snapshot.chunks().size())
            .put("restoredSeconds", (restored - begun) / 1_000_000_000L)
            .put("followsSeconds", (follows - begun) / 1_000_000_000L)
            .put("heapLimit", heap)
            .put("targetResidentMb", memory(target) >> 10)
            .put("sourceResidentMb", sourceKilobytes >> 10)
            .toPrettyString());
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
    return 0;
  }

  private Process start(
      String name, Role role, int offset, long filling, @Nullable StateSync stateSync)
      throws IOException {
    NodeHome place = new NodeHome(home.resolve(name));
    List<Peer> peers =
        offset == 0 ? List.of() : List.of(Peer.local(validatorNode.address(), basePort));
    NodeConfig config =
        NodeConfig.of(name, role, place.socket(), Ports.from(basePort + offset), peers)
            .withStateSync(stateSync);
    ChainGenesis chain = Objects.requireNonNull(genesis);
    new EngineHome(
            config,
            chain,
            offset == 0 ? validatorNode : Ed25519Key.generate(),
            offset == 0 ? validatorKey : Ed25519Key.generate())
        .write(place.engine());
    Process app = spawn(place.folder().resolve("app.log"), java(place, filling));
    spawn(place.engineLog(), List.of(engine(), "start", "--home", place.engine().toString()));
    return app;
  }

  private List<String> java(NodeHome place, long filling) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FilledNode.class.getName());
    command.add(place.folder().toString());
    command.add(Long.toString(filling));
    command.add(Integer.toString(LEAVES_PER_BLOCK));
    command.add(Long.toString(interval(filling)));
    return command;
  }

  /**
   * Heights between snapshots: the first is after the last block that fills, and lives for long.
   */
  private static long interval(long filling) {
    return Math.max(filling, LEAST_INTERVAL);
  }

  private static String engine() {
    String engine = System.getenv("TENOR_ENGINE");
    if (engine == null) {
      throw new TestnetException("TENOR_ENGINE is not set: start by benchmarks/state-sync");
    }
    return engine;
  }

  private Process spawn(Path log, List<String> command) throws IOException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("TMPDIR", Files.createDirectories(home.resolve("tmp")).toString());
    Process process = builder.start();
    processes.push(process);
    return process;
  }

  private SnapshotManifest awaitSnapshot(RpcClient rpc, long wanted, Process source)
      throws InterruptedException {
    Snapshots snapshots = Snapshots.in(new NodeHome(home.resolve("source")).snapshots());
    long word = System.nanoTime();
    long begun = word;
    while (snapshots.heights().stream().noneMatch(height -> height == wanted)) {
      requireGoing(source, begun);
      if (System.nanoTime() > word) {
        word = System.nanoTime() + 10_000_000_000L;
        say("at height " + height(rpc) + " of " + wanted);
      }
      Thread.sleep(POLL_MILLIS);
    }
    return snapshots.manifest(wanted).orElseThrow();
  }

  private long awaitHeight(RpcClient rpc, long wanted, Process app) throws InterruptedException {
    long begun = System.nanoTime();
    while (height(rpc) < wanted) {
      requireGoing(app, begun);
      Thread.sleep(POLL_MILLIS);
    }
    return System.nanoTime();
  }

  private long awaitFollowing(RpcClient own, RpcClient other, Process app)
      throws InterruptedException {
    long begun = System.nanoTime();
    while (height(own) + 2 < height(other)) {
      requireGoing(app, begun);
      Thread.sleep(POLL_MILLIS);
    }
    return System.nanoTime();
  }

  private void requireGoing(Process app, long begun) {
    if (!app.isAlive()) {
      throw new TestnetException("a node ended: see " + home + "/*/app.log");
    }
    if (System.nanoTime() - begun > PATIENCE_SECONDS * 1_000_000_000L) {
      throw new TestnetException("nothing came: see " + home + "/*/engine.log");
    }
  }

  private static long height(RpcClient rpc) throws InterruptedException {
    try {
      return rpc.appInfo().height();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The greatest resident memory of a process so far, in kilobytes. */
  private static long memory(Process process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  // The engines were started last and go first: without its application one hangs.
  private void stop() {
    for (Process process : processes) {
      process.destroy();
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void say(String text) {
    Terminal.ERR.printf(Locale.ROOT, "%s%n", text);
  }
}
