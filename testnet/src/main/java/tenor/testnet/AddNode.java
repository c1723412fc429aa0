package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.engine.EngineFiles;
import tenor.engine.KeyFiles;
import tenor.engine.Peer;
import tenor.engine.StateSync;
import tenor.genesis.GenesisFile;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.node.rpc.RpcClient;
import tenor.node.setup.HomeSetup;
import tenor.node.setup.NewNode;

/** Adds a node to a network that runs. */
@Command(
    name = "add-node",
    description = {
      "Add an observer to the running network and wait until it follows.",
      "It replays the chain from its first block, or with --state-sync takes a snapshot of the"
          + " state over from the others, proven by their signatures, and goes on from there."
    },
    footer = {"", "Example:", "  testnet/add-node --state-sync"})
public final class AddNode implements Callable<Integer> {
  private static final long TRUST_DEPTH = 60;
  private static final long POLL_MILLIS = 500;
  private static final long WORD_MILLIS = 5000;

  @Mixin private Place place = new Place();

  @Option(names = "--state-sync", description = "Take the state over instead of replaying.")
  private boolean stateSync;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name (default: observer and the next number).")
  private @Nullable String name;

  @Option(names = "--no-wait", description = "Do not wait until it follows.")
  private boolean noWait;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "How long to wait (default: 240).")
  private int patienceSeconds = 240;

  @Override
  public Integer call() throws IOException, InterruptedException {
    NetworkFile network = place.network();
    NodePlace node = add(place.root(), place.home(), name, new Way(stateSync, network.nodes()));
    Terminal.ERR.println(
        "started "
            + node.name()
            + " at "
            + node.rpc()
            + ", log "
            + node.home()
            + "/"
            + NodeProcess.LOG);
    return noWait || follows(network, node) ? 0 : 1;
  }

  /**
   * How a node joins.
   *
   * @param stateSync whether it takes the state over instead of replaying
   * @param peers the nodes it knows of from the beginning
   */
  public record Way(boolean stateSync, List<NodePlace> peers) {
    /** Keeps its own copy. */
    public Way {
      peers = List.copyOf(peers);
    }
  }

  /** Makes a node's home, has the others admit it, and starts it. */
  public static NodePlace add(Path root, Path home, @Nullable String wanted, Way way)
      throws IOException, InterruptedException {
    NetworkFile network =
        NetworkFile.read(home).orElseThrow(() -> new TestnetException("no network in " + home));
    if (!network.isRunning()) {
      throw new TestnetException(
          "the network in " + home + " does not run: 'testnet/up' starts one");
    }
    NodePlace node = place(network, home, wanted);
    Ports.requireFree(List.of(node));
    NodeHome own = new NodeHome(node.folder());
    NewNode made =
        new NewNode(
            own,
            node.role(),
            node.name(),
            node.ports(),
            peers(way.peers()),
            way.stateSync() ? trust(network) : null);
    Path genesis =
        new EngineFiles(new NodeHome(network.nodes().getFirst().folder()).engine()).genesis();
    HomeSetup.Made joined = HomeSetup.of(made).join(GenesisFile.read(genesis));
    config(network, node).write(node.folder());
    for (NodePlace other : network.nodes()) {
      admit(new NodeHome(other.folder()), joined.nodeId(), node.name());
    }
    NodePlace running = NodeProcess.start(root, node, network.engine());
    NetworkFile now = NetworkFile.read(home).orElse(network);
    List<NodePlace> all = new ArrayList<>(now.nodes());
    all.add(running);
    new NetworkFile(now.chainId(), now.engine(), now.driver(), all).write(home);
    return running;
  }

  private static NodePlace place(NetworkFile network, Path home, @Nullable String wanted) {
    List<NodePlace> nodes = network.nodes();
    long observers = nodes.stream().filter(node -> !node.isValidator()).count();
    String name = wanted == null ? "observer" + observers : wanted;
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new TestnetUsage(
          "--name: expected lower-case letters and digits, found '" + name + "'");
    }
    if (nodes.stream().anyMatch(node -> node.name().equals(name))) {
      throw new TestnetUsage("--name: there is a node '" + name + "' already");
    }
    int base = nodes.stream().mapToInt(node -> node.ports().p2p()).min().orElseThrow();
    int last = nodes.stream().mapToInt(node -> node.ports().p2p()).max().orElseThrow();
    return NodePlace.of((last - base) / 10 + 1, name, "observer", home, base);
  }

  private static List<Peer> peers(List<NodePlace> nodes) throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (NodePlace node : nodes) {
      EngineFiles files = new EngineFiles(new NodeHome(node.folder()).engine());
      peers.add(Peer.local(KeyFiles.read(files.nodeKey()).address(), node.ports().p2p()));
    }
    return peers;
  }

  private static NodeConfig config(NetworkFile network, NodePlace node) {
    return new NodeConfig(
        network.chainId(),
        node.role(),
        node.rpc(),
        node.p2p(),
        "127.0.0.1:" + node.ports().metrics(),
        0,
        0,
        null,
        NetworkBuilder.SNAPSHOTS,
        List.of());
  }

  /** The others' word for a block some way back, as an operator would have it from one of them. */
  private static StateSync trust(NetworkFile network) throws IOException, InterruptedException {
    List<NodePlace> alive = network.nodes().stream().filter(NodeProcess::isAlive).toList();
    if (alive.size() < 2) {
      throw new TestnetException("state sync needs two nodes that run");
    }
    RpcClient first = new RpcClient(URI.create(alive.getFirst().rpc()));
    long height = Math.max(1, first.appInfo().height() - TRUST_DEPTH);
    JsonNode commit = first.commit(height).path("signed_header").path("commit");
    String hash = commit.path("block_id").path("hash").asText();
    return new StateSync(List.of(alive.getFirst().rpc(), alive.getLast().rpc()), height, hash);
  }

  private static void admit(NodeHome other, String id, String name) throws IOException {
    Files.writeString(
        other.admittedPeers(),
        id + "  # " + name + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private boolean follows(NetworkFile network, NodePlace node) throws InterruptedException {
    RpcClient own = new RpcClient(URI.create(node.rpc()));
    RpcClient other = new RpcClient(URI.create(network.nodes().getFirst().rpc()));
    long begun = System.nanoTime();
    long word = WORD_MILLIS;
    while (true) {
      long millis = (System.nanoTime() - begun) / 1_000_000;
      String where = "not reachable yet";
      try {
        JsonNode sync = own.status().path("sync_info");
        long height = own.appInfo().height();
        long head = other.appInfo().height();
        if (height > 0 && !sync.path("catching_up").asBoolean(true) && height + 3 >= head) {
          Terminal.ERR.printf(
              Locale.ROOT,
              "%s follows at height %d after %d s; its first block is %s%n",
              node.name(),
              height,
              millis / 1000,
              sync.path("earliest_block_height").asText());
          return true;
        }
        where = "at height " + height + " of " + head;
      } catch (IOException e) {
        // It starts.
      }
      if (!NodeProcess.isAlive(node)) {
        throw new TestnetException(
            node.name() + " ended: see " + node.home() + "/" + NodeProcess.LOG);
      }
      if (millis > patienceSeconds * 1000L) {
        Terminal.ERR.println(node.name() + " does not follow: it is " + where);
        return false;
      }
      if (millis > word) {
        word += WORD_MILLIS;
        Terminal.ERR.println(node.name() + ": " + where);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
