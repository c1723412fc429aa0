package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tenor.engine.EngineFiles;
import tenor.engine.KeyFiles;
import tenor.engine.Ports;
import tenor.genesis.GenesisFile;
import tenor.node.config.NodeConfig;
import tenor.node.keys.Keystore;
import tenor.testnet.NetworkFile;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;
import tenor.testnet.TestnetException;

/**
 * A network on the genesis file that another left, made as operators would: {@code tenor init}
 * takes over each node's keys.
 */
final class SecondChain implements AutoCloseable {
  private static final int PORTS_APART = 200;

  private final FaultOptions options;
  private final Path genesis;
  private final Wait wait;
  private final NetworkFile old;
  private final String chainId;
  private final List<NodePlace> running = new ArrayList<>();
  private final Thread hook = new Thread(this::stop, "stop");

  private SecondChain(
      FaultOptions options, Path genesis, Wait wait, NetworkFile old, String chainId) {
    this.options = options;
    this.genesis = genesis;
    this.wait = wait;
    this.old = old;
    this.chainId = chainId;
  }

  /** Makes a home for every node of the network before, starts all, and waits for a block. */
  static SecondChain start(FaultOptions options, Path genesis, Wait wait)
      throws IOException, InterruptedException {
    NetworkFile old =
        NetworkFile.read(options.home().resolve("net"))
            .orElseThrow(() -> new IOException("no network to go on from"));
    String chainId = GenesisFile.read(genesis).chainId();
    SecondChain chain = new SecondChain(options, genesis, wait, old, chainId);
    Runtime.getRuntime().addShutdownHook(chain.hook);
    try {
      List<NodePlace> places = new ArrayList<>();
      for (int i = 0; i < old.nodes().size(); i++) {
        places.add(chain.make(i));
      }
      for (NodePlace place : places) {
        chain.running.add(
            NodeProcess.start(
                options.root(), place, Map.of("TENOR_ENGINE", old.engine()), List.of()));
      }
      chain.awaitFirstBlock();
      return chain;
    } catch (IOException | RuntimeException | InterruptedException e) {
      chain.close();
      throw e;
    }
  }

  private void awaitFirstBlock() throws InterruptedException {
    if (!wait.until("the second chain makes blocks", () -> observer().height() > 0)) {
      throw new TestnetException("the second chain did not start: see " + folder());
    }
  }

  private Path folder() {
    return options.home().resolve("second");
  }

  private Ports ports(int place) {
    return Ports.from(options.basePort() + PORTS_APART + 10 * place);
  }

  private NodePlace make(int place) throws IOException, InterruptedException {
    NodePlace before = old.nodes().get(place);
    Path home = folder().resolve(before.name());
    Cli.Result made = Cli.run(options.root().resolve("node/tenor"), initOf(place, home, before));
    if (made.code() != 0) {
      throw new TestnetException("tenor init: " + made.text());
    }
    feeds(before.folder(), home);
    Ports ports = ports(place);
    return new NodePlace(
        before.name(),
        before.role(),
        home.toString(),
        "http://127.0.0.1:" + ports.rpc(),
        "127.0.0.1:" + ports.p2p(),
        0);
  }

  private List<String> initOf(int place, Path home, NodePlace before) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("init", "--home", home.toString(), "--genesis", genesis.toString()));
    command.addAll(List.of("--role", before.role(), "--moniker", before.name()));
    command.addAll(List.of("--keys-of", before.home()));
    command.addAll(
        List.of("--base-port", Integer.toString(options.basePort() + PORTS_APART + 10 * place)));
    for (int i = 0; i < old.nodes().size(); i++) {
      if (i != place) {
        Path engine = old.nodes().get(i).folder().resolve("engine");
        String id = KeyFiles.read(new EngineFiles(engine).nodeKey()).address();
        command.addAll(List.of("--peer", id + "@127.0.0.1:" + ports(i).p2p()));
      }
    }
    return command;
  }

  /** The same price sources as before. */
  private static void feeds(Path before, Path home) throws IOException {
    NodeConfig made = NodeConfig.read(home);
    new NodeConfig(
            made.chainId(),
            made.role(),
            made.rpc(),
            made.p2p(),
            made.metrics(),
            made.retainedHeights(),
            made.scrubSeconds(),
            made.storage(),
            made.snapshots(),
            NodeConfig.read(before).feeds())
        .write(home);
  }

  String chainId() {
    return chainId;
  }

  Wait waiting() {
    return wait;
  }

  List<Subject> subjects() {
    return running.stream().map(SecondChain::subject).toList();
  }

  Subject observer() {
    return subject(running.getLast());
  }

  Subject validator() {
    return subject(running.getFirst());
  }

  private static Subject subject(NodePlace node) {
    return new Subject(node.name(), node.rpc());
  }

  /** Signs for this chain with the keys of the one before. */
  Desk desk() {
    return Desk.of(chainId, new Keystore(options.home().resolve("net").resolve("keys")));
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook runs.
    }
  }

  private void stop() {
    NodeProcess.stop(running);
  }
}
