package tenor.testnet.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tenor.node.config.NodeHome;

/** A CometBFT that a script runs beside an application that lives on. */
final class LoneEngine implements AutoCloseable {
  private final String engine;
  private final NodeHome home;
  private final Thread hook = new Thread(this::kill, "stop engine");
  private @Nullable Process process;

  LoneEngine(String engine, Path home) {
    this.engine = engine;
    this.home = new NodeHome(home);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void start(Map<String, String> environment) throws IOException {
    start(environment, List.of());
  }

  void start(Map<String, String> environment, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(engine, "start", "--home", home.engine().toString()));
    command.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.engineLog().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    process = builder.start();
  }

  boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        running.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets it stop in order. */
  void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        running.waitFor(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kill();
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
}
