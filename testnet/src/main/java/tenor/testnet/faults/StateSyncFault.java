package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.engine.EngineFiles;
import tenor.engine.KeyFiles;
import tenor.node.config.NodeHome;
import tenor.state.SnapshotManifest;
import tenor.state.Snapshots;
import tenor.testnet.AddNode;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;

/** Lets new nodes take the state over from others, one of which lies. */
@Command(
    name = "state-sync",
    description = {
      "Add nodes to a live network that take a snapshot over instead of replaying. All nodes must"
          + " offer",
      "the same bytes; the newcomer must agree with the others and follow. Then a peer falsifies"
          + " every",
      "chunk that it sends: the newcomer must refuse it, name it in its log, and still get there."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Example:",
      "  testnet/faults/state-sync --quick"
    })
final class StateSyncFault implements Callable<Integer> {
  private static final int MOST_TRIES = 4;
  private static final String LIAR = "observer1";

  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("state-sync");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape =
        options.quick()
            ? new LiveNetwork.Shape(2, 2, "2008-09-09", 1000)
            : new LiveNetwork.Shape(4, 2, "2008-10-31", 1500);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      run(network);
    }
    return report.finish();
  }

  private void run(LiveNetwork network) throws IOException, InterruptedException {
    report.progress("waiting for the first snapshots");
    boolean made = network.waiting().until("every node has a snapshot", () -> common(network) > 0);
    if (!report.check(made, "every node makes snapshots", "one has none")) {
      return;
    }
    same(network, common(network));
    joins(network, network.nodes());
    if (!options.quick()) {
      same(network, common(network));
    }
    lying(network);
  }

  /** The greatest height of which every node that is up has a snapshot; 0 if there is none. */
  private static long common(LiveNetwork network) throws IOException {
    List<Long> heights = new ArrayList<>(snapshots(network.nodes().getFirst()).heights());
    for (NodePlace node : network.nodes()) {
      heights.retainAll(snapshots(node).heights());
    }
    return heights.isEmpty() ? 0 : heights.getFirst();
  }

  private static Snapshots snapshots(NodePlace node) {
    return Snapshots.in(new NodeHome(node.folder()).snapshots());
  }

  private void same(LiveNetwork network, long height) throws IOException {
    byte[] first = {};
    boolean equal = true;
    for (NodePlace node : network.nodes()) {
      byte[] own = snapshots(node).manifest(height).map(SnapshotManifest::encode).orElse(first);
      equal &= first.length == 0 || Arrays.equals(own, first);
      first = own;
    }
    report.check(
        equal && first.length > 0,
        "all " + network.nodes().size() + " nodes have the same snapshot of height " + height,
        "they differ");
  }

  /** Adds a node and checks that it restored and follows; its place. */
  private NodePlace joins(LiveNetwork network, List<NodePlace> peers)
      throws IOException, InterruptedException {
    NodePlace node =
        AddNode.add(network.root(), network.home(), null, new AddNode.Way(true, peers));
    report.progress("added " + node.name());
    Subject subject = network.subject(node.name());
    boolean follows = network.awaitHead(node.name()) && network.awaitMore(node.name(), 3);
    report.check(follows, node.name() + " joins and follows", "see " + node.home() + "/node.log");
    if (follows) {
      long height = Math.min(subject.height(), network.observer().height()) - 1;
      report.check(
          subject.agreesWith(network.observer(), height),
          node.name() + " agrees with the others at height " + height,
          "it does not");
      report.check(
          log(node).contains("restored: height") && subject.firstBlock() > 1,
          node.name() + " took a snapshot over: its first block is " + subject.firstBlock(),
          "it replayed the chain");
    }
    return node;
  }

  private void lying(LiveNetwork network) throws IOException, InterruptedException {
    NodePlace liar = network.file().node(LIAR);
    NodeHome home = new NodeHome(liar.folder());
    String id = KeyFiles.read(new EngineFiles(home.engine()).nodeKey()).address();
    network.stop(LIAR);
    network.start(LIAR, Map.of(), List.of("--no-engine"));
    Path socket = home.socket();
    network.waiting().until(LIAR + "'s application listens", () -> Files.exists(socket));
    Path between = socket.resolveSibling(socket.getFileName() + ".liar");
    try (LyingProxy proxy = LyingProxy.start(between, socket);
        LoneEngine engine = new LoneEngine(network.file().engine(), liar.folder())) {
      engine.start(Map.of(), List.of("--proxy_app", "unix://" + between));
      report.check(
          network.awaitHead(LIAR), LIAR + " follows through the lying proxy", "it does not");
      asked(network, proxy, id);
    }
    NodeProcess.stop(List.of(network.file().node(LIAR)));
  }

  /** A newcomer knows of the liar alone at first; whom it asks is its own choice all the same. */
  private void asked(LiveNetwork network, LyingProxy proxy, String id)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < MOST_TRIES && proxy.lies() == 0; tries++) {
      NodePlace node = joins(network, List.of(network.file().node(LIAR)));
      if (proxy.lies() == 0) {
        report.progress(node.name() + " did not ask the liar");
        continue;
      }
      report.check(
          log(node).lines().anyMatch(line -> line.contains("refused chunk") && line.contains(id)),
          node.name() + " refused " + proxy.lies() + " false chunk and named its sender",
          "its log does not say so");
    }
    report.check(proxy.lies() > 0, "the liar was asked", "nobody asked it");
  }

  private static String log(NodePlace node) throws IOException {
    return Files.readString(node.folder().resolve(NodeProcess.LOG));
  }
}
