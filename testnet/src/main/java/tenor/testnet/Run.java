package tenor.testnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tenor.app.crypto.SigningKey;
import tenor.node.feed.ClosesFile;
import tenor.node.rpc.RpcClient;

/** One run of a network from its first process to its summary. */
final class Run {
  private static final long LEAD_PER_NODE_MILLIS = 1500;
  private static final long LEAD_MILLIS = 2000;
  private static final long START_TIMEOUT_MILLIS = 120_000;
  private static final long POLL_MILLIS = 300;
  private static final int TAIL_DAYS = 2;
  private static final long FUND = 3;

  private final Place place;
  private final Options options;
  private final ClosesFile closes;
  private final Terminal terminal;

  Run(Place place, Options options, ClosesFile closes) {
    this.place = place;
    this.options = options;
    this.closes = closes;
    this.terminal = new Terminal(Terminal.OUT, !options.headless() && Terminal.onTerminal());
  }

  /** What the user chose. */
  record Options(
      Path file,
      List<String> columns,
      LocalDate from,
      LocalDate to,
      long dayMillis,
      int validators,
      int observers,
      int basePort,
      long seed,
      boolean headless,
      boolean keep,
      @Nullable Path json) {}

  int run() throws IOException, InterruptedException {
    refuseRunning();
    List<NodePlace> nodes = places();
    Ports.requireFree(nodes);
    String chainId = "tenor-" + options.from().getYear();
    MarketPlan market = plan(nodes.size());
    List<Member> members = Member.cast(options.columns().size());
    SigningKey admin = Keys.random();
    SigningKey custodian = Keys.random();
    Folders.delete(place.home());
    Files.createDirectories(place.home());
    say(
        nodes.size()
            + " nodes, "
            + members.size()
            + " institutions, "
            + market.days()
            + " days of "
            + String.join(", ", options.columns())
            + " from "
            + market.replay().rows().getFirst().date());
    new NetworkBuilder(chainId, market, members, admin, custodian, options.file()).write(nodes);
    Keys.keep(place.home(), admin, custodian, members);
    String engine = engine();
    List<NodePlace> running = new ArrayList<>();
    for (NodePlace node : nodes) {
      running.add(NodeProcess.start(place.root(), node, engine));
      say(
          "started "
              + node.name()
              + " at "
              + node.rpc()
              + ", log "
              + node.home()
              + "/"
              + NodeProcess.LOG);
    }
    NetworkFile network = new NetworkFile(chainId, engine, ProcessHandle.current().pid(), running);
    network.write(place.home());
    Thread stop = new Thread(() -> NodeProcess.stop(currentNodes(running)), "stop");
    if (!options.keep()) {
      Runtime.getRuntime().addShutdownHook(stop);
    }
    Summary summary = drive(market, members, admin, custodian, network);
    finish(summary, running);
    return summary.isGood() ? 0 : 1;
  }

  private void finish(Summary summary, List<NodePlace> running) throws IOException {
    if (options.json() != null) {
      summary.write(options.json());
    }
    terminal.line(summary.text());
    if (options.keep()) {
      NetworkFile left = place.network().withDriver(0);
      left.write(place.home());
      say("the network goes on; 'testnet/down' stops it");
    } else {
      say("stopping the nodes");
      NodeProcess.stop(currentNodes(running));
    }
  }

  // A node may have been started again by hand since, under another process id.
  private List<NodePlace> currentNodes(List<NodePlace> started) {
    try {
      return NetworkFile.read(place.home()).map(NetworkFile::nodes).orElse(started);
    } catch (IOException e) {
      return started;
    }
  }

  private void refuseRunning() throws IOException {
    Optional<NetworkFile> before = NetworkFile.read(place.home());
    if (before.isPresent() && before.get().isRunning()) {
      throw new TestnetException(
          "a network runs in "
              + place.home()
              + ": 'testnet/down' stops it, or choose another --home");
    }
  }

  private List<NodePlace> places() {
    List<NodePlace> nodes = new ArrayList<>();
    for (int i = 0; i < options.validators() + options.observers(); i++) {
      boolean validator = i < options.validators();
      String name = validator ? "validator" + i : "observer" + (i - options.validators());
      nodes.add(
          NodePlace.of(
              i, name, validator ? "validator" : "observer", place.home(), options.basePort()));
    }
    return nodes;
  }

  private MarketPlan plan(int nodes) {
    long start = System.currentTimeMillis() + LEAD_MILLIS + nodes * LEAD_PER_NODE_MILLIS;
    try {
      return MarketPlan.of(
          closes, options.columns(), options.from(), options.to(), start, options.dayMillis());
    } catch (IllegalArgumentException e) {
      throw new TestnetUsage(options.file() + ": " + e.getMessage());
    }
  }

  private static String engine() {
    String engine = System.getenv("TENOR_ENGINE");
    if (engine == null) {
      throw new TestnetException("TENOR_ENGINE is not set: start by the scripts in testnet/");
    }
    return engine;
  }

  private Summary drive(
      MarketPlan market,
      List<Member> members,
      SigningKey admin,
      SigningKey custodian,
      NetworkFile network)
      throws IOException, InterruptedException {
    List<NodePlace> nodes = network.nodes();
    ChainView view = new ChainView(new RpcClient(URI.create(nodes.getLast().rpc())));
    BlockLog log = new BlockLog(view, market);
    Wallet wallet =
        new Wallet(
            network.chainId(),
            nodes.stream()
                .filter(NodePlace::isValidator)
                .map(node -> new RpcClient(URI.create(node.rpc())))
                .toList());
    Traffic traffic = new Traffic(view, wallet, market, members, admin, custodian, options.seed());
    Screen screen = new Screen(terminal, market, nodes);
    List<Member> watched = members.stream().filter(Run::isWatched).toList();
    try {
      awaitFirstBlock(nodes, log, market);
      replay(market, network, view, log, traffic, screen, watched);
      return Summary.of(view, log, nodes, brokenInvariants(nodes));
    } catch (IOException | TestnetException e) {
      return Summary.failed(String.valueOf(e.getMessage()), brokenInvariants(nodes));
    }
  }

  private void awaitFirstBlock(List<NodePlace> nodes, BlockLog log, MarketPlan market)
      throws InterruptedException {
    long wait = market.startMillis() - System.currentTimeMillis();
    say("genesis in " + Screen.until(wait));
    long deadline = System.currentTimeMillis() + Math.max(0, wait) + START_TIMEOUT_MILLIS;
    long nextWord = System.currentTimeMillis() + 5000;
    while (true) {
      try {
        if (log.read() > 0) {
          say("first block");
          return;
        }
      } catch (IOException e) {
        if (System.currentTimeMillis() > deadline) {
          throw new TestnetException(
              "no block came: see the logs in " + place.home() + "/*/" + NodeProcess.LOG);
        }
      }
      requireAlive(nodes, log);
      if (System.currentTimeMillis() > nextWord) {
        nextWord += 5000;
        say("waiting for the nodes");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void replay(
      MarketPlan market,
      NetworkFile network,
      ChainView view,
      BlockLog log,
      Traffic traffic,
      Screen screen,
      List<Member> watched)
      throws IOException, InterruptedException {
    long end = market.startMillis() + (market.days() + TAIL_DAYS) * market.dayMillis();
    Books books = new Books(view);
    screen.open();
    long nextLine = 0;
    try {
      while (log.lastTime() < end || (!options.headless() && terminal.isTerminal())) {
        long height = log.read();
        long day =
            Math.floorDiv(System.currentTimeMillis() - market.startMillis(), market.dayMillis());
        traffic.act(height, day);
        if (terminal.isTerminal() || System.currentTimeMillis() >= nextLine) {
          nextLine = System.currentTimeMillis() + 2000;
          screen.show(shot(market, network.chainId(), day, view, log, books, watched));
        }
        requireAlive(network.nodes(), log);
        Thread.sleep(POLL_MILLIS);
      }
    } finally {
      screen.close();
    }
  }

  /** Whether its greeks are worth a line. */
  private static boolean isWatched(Member member) {
    return member.policy().tradesOptions() || member.policy() == Member.Policy.MAKER;
  }

  private Screen.Shot shot(
      MarketPlan market,
      String chainId,
      long day,
      ChainView view,
      BlockLog log,
      Books books,
      List<Member> watched)
      throws IOException, InterruptedException {
    List<ChainView.GreeksView> greeks = new ArrayList<>();
    if (terminal.isTerminal()) {
      for (Member member : watched) {
        greeks.add(view.greeks(member.account(), market.optionUnderlying()));
      }
    }
    return new Screen.Shot(
        chainId,
        day,
        log,
        view.instruments(),
        view.accounts(),
        view.surface(market.optionUnderlying()),
        greeks,
        books.houseCash(FUND),
        books.total("liquidation", "liquidationTotals", "marginCalls"),
        books.total("liquidation", "liquidationTotals", "liquidations"),
        books.total("liquidation", "liquidationTotals", "defaults"),
        books.total("settlement", "settlementTotals", "expiries"),
        books.count("trading", "tradeCounter", "next"));
  }

  // More than a third of the validators gone means that no block comes any more.
  private void requireAlive(List<NodePlace> started, BlockLog log) {
    List<NodePlace> nodes = currentNodes(started);
    long gone =
        nodes.stream().filter(node -> node.isValidator() && !NodeProcess.isAlive(node)).count();
    if (gone * 3 >= options.validators()) {
      throw new TestnetException(
          gone
              + " validators are gone at height "
              + log.height()
              + ": see the logs in "
              + place.home()
              + "/*/"
              + NodeProcess.LOG);
    }
  }

  private int brokenInvariants(List<NodePlace> nodes) throws IOException {
    int broken = 0;
    for (NodePlace node : nodes) {
      Path file = node.folder().resolve(NodeProcess.LOG);
      if (Files.exists(file)) {
        broken +=
            (int)
                Files.readAllLines(file).stream()
                    .filter(line -> line.contains("BrokenInvariant"))
                    .count();
      }
    }
    return broken;
  }

  private void say(String text) {
    Terminal.ERR.println(text);
  }
}
