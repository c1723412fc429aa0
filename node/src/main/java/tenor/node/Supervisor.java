package tenor.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.app.AppOptions;
import tenor.app.Application;
import tenor.app.PriceSource;
import tenor.clearing.ClearingHouse;
import tenor.engine.EngineFiles;
import tenor.engine.ValidatorGuard;
import tenor.genesis.GenesisFile;
import tenor.node.abci.AbciServer;
import tenor.node.abci.AbciServerConfig;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.node.feed.FeedCache;
import tenor.node.feed.Feeder;
import tenor.node.feed.Sources;
import tenor.state.SnapshotMaker;
import tenor.state.Snapshots;
import tenor.state.StateCheck;
import tenor.state.Store;

/**
 * Runs a node: the application, its socket, its price sources and CometBFT, started in that order
 * and stopped in the other. When one of them ends, all end: a node is whole or it is not there.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final long ENGINE_STOP_SECONDS = 20;
  static final long TRUST_PERIOD_MILLIS = 14L * 86_400_000;

  private final NodeHome home;
  private final NodeConfig config;
  // What was started, the last first.
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private Supervisor(NodeHome home, NodeConfig config) {
    this.home = home;
    this.config = config;
  }

  /**
   * Starts a node.
   *
   * @param engine the CometBFT to run, or null if somebody else runs it
   * @throws IOException with a message for the operator if a part cannot start
   */
  public static Supervisor start(
      NodeHome home, NodeConfig config, @Nullable Path engine, StateCheck.Watcher watcher)
      throws IOException {
    Supervisor supervisor = new Supervisor(home, config);
    try {
      supervisor.startParts(engine, watcher);
    } catch (IOException | RuntimeException | Error e) {
      supervisor.close();
      throw e;
    }
    return supervisor;
  }

  private void startParts(@Nullable Path engine, StateCheck.Watcher watcher) throws IOException {
    parts.push(ValidatorGuard.take(home.engine()));
    if (engine != null) {
      OrphanEngine.end(home);
    }
    GenesisFile genesis = GenesisFile.read(new EngineFiles(home.engine()).genesis());
    ClearingHouse house = Application.rules();
    Store store = NodeStore.open(home, config, house, watcher);
    parts.push(store);
    Preflight.check(home, config, house, store.height());
    FeedCache cache = new FeedCache();
    parts.push(Feeder.start(Sources.of(home.folder(), config.feeds()), cache, Clock.systemUTC()));
    NodeConfig.Snapshots plan = config.snapshotPlan();
    SnapshotMaker snapshots =
        SnapshotMaker.start(Snapshots.in(home.snapshots()), plan.every(), plan.keep());
    parts.push(snapshots);
    Application application = Application.of(house, store, options(cache, genesis), snapshots);
    parts.push(application);
    AbciServer server =
        AbciServer.start(AbciServerConfig.of(home.socket()), application.handlers(), this::failed);
    parts.push(server);
    parts.push(
        store.scrub(
            Duration.ofSeconds(config.scrubSeconds()),
            Optional.of(snapshots.snapshots()),
            server::fail));
    log.info(
        "{} of chain {} stands at height {}, app hash {}",
        config.role(),
        config.chainId(),
        store.height(),
        store.appHash());
    if (engine != null) {
      startEngine(engine);
    }
  }

  private AppOptions options(FeedCache cache, GenesisFile genesis) {
    PriceSource prices = config.feeds().isEmpty() ? PriceSource.NONE : cache::extension;
    long keep = config.role().equals("observer") ? -1 : TRUST_PERIOD_MILLIS;
    AppOptions base = AppOptions.DEFAULT;
    return new AppOptions(
        prices,
        AdmittedPeers.of(home, genesis.genesis().getPeersList()),
        base.signatureThreads(),
        base.pendingBytes(),
        keep,
        this::failed);
  }

  private void startEngine(Path engine) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(engine.toString(), "start", "--home", home.engine().toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.engineLog().toFile()));
    // State sync collects a snapshot there: the system's temporary folder may be in memory.
    builder.environment().put("TMPDIR", TemporaryFolder.emptied(home.temporary()).toString());
    Process process = builder.start();
    Files.writeString(home.enginePid(), process.pid() + "\n");
    parts.push(() -> stopEngine(process));
    var _ = process.onExit().thenAccept(this::engineEnded);
  }

  private void engineEnded(Process process) {
    if (!stopping.get()) {
      log.error(
          "CometBFT ended with code {}: the node stops; {} says why. {}",
          process.exitValue(),
          home.engineLog(),
          EngineLog.lastError(home.engineLog()));
      ended.complete(1);
    }
  }

  // CometBFT goes first: without its application it would hang in its own shutdown.
  private void stopEngine(Process process) throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(ENGINE_STOP_SECONDS, TimeUnit.SECONDS)) {
      log.warn("CometBFT did not stop in {} s and is killed", ENGINE_STOP_SECONDS);
      process.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(home.enginePid());
  }

  private void failed(Throwable cause) {
    if (ended.complete(1)) {
      log.error("the node stops, nothing of the block was committed", cause);
    }
  }

  /** Waits until the node ends by itself. */
  public int await() {
    return ended.join();
  }

  /** Stops what was started, the last first. */
  @Override
  public void close() {
    if (stopping.getAndSet(true)) {
      return;
    }
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
      }
    }
    ended.complete(0);
  }
}
