package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tenor.testnet.NetworkFile;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;
import tenor.testnet.TestnetException;

/**
 * A network that a script started by {@code testnet/up}, with the replay's traffic while that
 * lasts. It goes on after the replay, until it is closed.
 */
final class LiveNetwork implements AutoCloseable {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final int STOP_SECONDS = 30;

  private final Path root;
  private final Path folder;
  private final Wait wait;
  private final Process up;
  private final Thread hook = new Thread(this::stop, "stop");
  private final Map<String, Subject> subjects = new HashMap<>();

  private LiveNetwork(Path root, Path folder, Wait wait, Process up) {
    this.root = root;
    this.folder = folder;
    this.wait = wait;
    this.up = up;
  }

  /**
   * What to start.
   *
   * @param to the last day of the replay, which begins on 2008-09-02
   * @param dayMillis how long a day of it takes
   */
  record Shape(int validators, int observers, String to, long dayMillis) {}

  /** Starts a network and waits for its first block. */
  static LiveNetwork start(FaultOptions options, Shape shape, Wait wait)
      throws IOException, InterruptedException {
    Path folder = options.home();
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(options.root().resolve("testnet/up").toString());
    command.addAll(List.of("--headless", "--keep", "--columns", "SPX"));
    command.addAll(List.of("--home", folder.resolve("net").toString()));
    command.addAll(List.of("--base-port", Integer.toString(options.basePort())));
    command.addAll(List.of("--validators", Integer.toString(shape.validators())));
    command.addAll(List.of("--observers", Integer.toString(shape.observers())));
    command.addAll(List.of("--to", shape.to()));
    command.addAll(List.of("--day-millis", Long.toString(shape.dayMillis())));
    command.addAll(List.of("--json", folder.resolve("up.json").toString()));
    Files.deleteIfExists(folder.resolve("up.json"));
    refuseRunning(folder.resolve("net"));
    // What the last network left would be read as the new one's until that is written.
    Files.deleteIfExists(folder.resolve("net").resolve("network.json"));
    Process up =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("up.log").toFile())
            .start();
    LiveNetwork network = new LiveNetwork(options.root(), folder, wait, up);
    Runtime.getRuntime().addShutdownHook(network.hook);
    try {
      network.awaitFirstBlock();
      return network;
    } catch (IOException | RuntimeException | InterruptedException e) {
      network.close();
      throw e;
    }
  }

  private static void refuseRunning(Path home) throws IOException {
    if (NetworkFile.read(home).filter(NetworkFile::isRunning).isPresent()) {
      throw new TestnetException(
          "a network runs in " + home + ": 'testnet/down --home " + home + "' stops it");
    }
  }

  private void awaitFirstBlock() throws IOException, InterruptedException {
    boolean there =
        wait.until("the network makes blocks", () -> !up.isAlive() || observer().height() > 1);
    if (!there || !up.isAlive()) {
      throw new TestnetException("the network did not start: see " + folder.resolve("up.log"));
    }
  }

  /** The network's folder, with the keys. */
  Path home() {
    return folder.resolve("net");
  }

  Path root() {
    return root;
  }

  NetworkFile file() throws IOException {
    return NetworkFile.read(home()).orElseThrow(() -> new IOException("no network yet"));
  }

  List<NodePlace> nodes() throws IOException {
    return file().nodes();
  }

  Subject subject(String name) throws IOException {
    String url = file().node(name).rpc();
    return subjects.computeIfAbsent(name, each -> new Subject(each, url));
  }

  List<Subject> subjects() throws IOException {
    List<Subject> all = new ArrayList<>();
    for (NodePlace node : nodes()) {
      all.add(subject(node.name()));
    }
    return all;
  }

  Subject observer() throws IOException {
    return subject("observer0");
  }

  /** Waits for the end of the replay; the summary that it wrote. */
  JsonNode finishReplay() throws IOException, InterruptedException {
    up.waitFor();
    Path summary = folder.resolve("up.json");
    if (!Files.exists(summary)) {
      throw new TestnetException("the replay broke off: see " + folder.resolve("up.log"));
    }
    return JSON.readTree(Files.readAllBytes(summary));
  }

  boolean isReplaying() {
    return up.isAlive();
  }

  /** Starts a node that is down. */
  void start(String name, Map<String, String> environment, List<String> flags) throws IOException {
    NetworkFile file = file();
    Map<String, String> all = new HashMap<>(environment);
    all.put("TENOR_ENGINE", file.engine());
    file.with(NodeProcess.start(root, file.node(name), all, flags)).write(home());
  }

  /** Stops a node in order. */
  void stop(String name) throws IOException {
    NodeProcess.stop(List.of(file().node(name)));
  }

  /** Whether a node's JVM is gone. What is left of its CometBFT is ended by the next start. */
  boolean isDown(String name) throws IOException {
    return !NodeProcess.isAlive(file().node(name));
  }

  /** Whether a node reached what the observer had when this was asked, and follows it. */
  boolean awaitHead(String name) throws IOException, InterruptedException {
    Subject node = subject(name);
    return wait.until(
        name + " is back at the head",
        () -> node.isCaughtUp() && node.height() + 2 >= observer().height());
  }

  /** Whether a node makes or takes {@code blocks} more blocks. */
  boolean awaitMore(String name, int blocks) throws IOException, InterruptedException {
    Subject node = subject(name);
    long[] from = {-1};
    return wait.until(
        name + " has " + blocks + " more blocks",
        () -> {
          long height = node.height();
          from[0] = from[0] < 0 ? height : from[0];
          return height >= from[0] + blocks;
        });
  }

  Wait waiting() {
    return wait;
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
    up.descendants().forEach(ProcessHandle::destroy);
    up.destroy();
    try {
      if (!up.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        up.destroyForcibly();
      }
      NodeProcess.stop(NetworkFile.read(home()).map(NetworkFile::nodes).orElse(List.of()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
