package tenor.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of a node: the JVM, which is the supervisor, and CometBFT below it. */
public final class NodeProcess {
  /** Where a node's own output goes. */
  public static final String LOG = "node.log";

  private static final String ENGINE_PID = "engine.pid";
  private static final Duration STOP_TIME = Duration.ofSeconds(25);

  // The first compiler alone: five JVMs share two cores and the run is short.
  private static final String JAVA_OPTIONS =
      "-Xmx512m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError";

  private NodeProcess() {}

  /** Starts a node that outlives this process. */
  static NodePlace start(Path root, NodePlace node, String engine) throws IOException {
    return start(root, node, Map.of("TENOR_ENGINE", engine), List.of());
  }

  /** Starts a node, with more in its environment and more flags. */
  public static NodePlace start(
      Path root, NodePlace node, Map<String, String> environment, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("setsid", root.resolve("node/tenor").toString(), "start", "--home", node.home()));
    command.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("TENOR_JAVA_OPTS", JAVA_OPTIONS);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(node.folder().resolve(LOG).toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    return node.withPid(builder.start().pid());
  }

  /** Whether the node's JVM runs. */
  public static boolean isAlive(NodePlace node) {
    return process(node.pid()).filter(handle -> isOurs(handle, node)).isPresent();
  }

  // A process id may have been given to another program since: ours names its home.
  private static boolean isOurs(ProcessHandle handle, NodePlace node) {
    try {
      String command = Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"));
      return command.contains(node.home());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<ProcessHandle> process(long pid) {
    return pid == 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /** Ends a node in order; kills it if it does not end. */
  public static void stop(List<NodePlace> nodes) {
    List<ProcessHandle> handles =
        nodes.stream()
            .filter(NodeProcess::isAlive)
            .flatMap(node -> process(node.pid()).stream())
            .toList();
    List<ProcessHandle> engines = nodes.stream().flatMap(node -> engine(node).stream()).toList();
    handles.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + STOP_TIME.toNanos();
    handles.forEach(handle -> await(handle, deadline));
    engines.forEach(handle -> await(handle, deadline));
  }

  private static void await(ProcessHandle handle, long deadline) {
    try {
      handle.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      handle.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the JVM at once (SIGKILL). */
  public static void killApp(NodePlace node) {
    process(node.pid())
        .filter(handle -> isOurs(handle, node))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Kills CometBFT at once (SIGKILL). */
  public static void killEngine(NodePlace node) {
    engine(node).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The node's CometBFT, if it runs. */
  public static Optional<ProcessHandle> engine(NodePlace node) {
    try {
      long pid = Long.parseLong(Files.readString(node.folder().resolve(ENGINE_PID)).strip());
      return process(pid).filter(handle -> isOurs(handle, node));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
