package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A node that {@code node/tenor start} runs, as an operator would. */
final class NodeProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final Process process;

  private NodeProcess(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Starts the node in {@code home} and waits until it has a block after {@code height}. */
  static NodeProcess start(Path home, long height) throws IOException {
    // What runs this test may ignore interrupts, and children would inherit that.
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of("tenor").toAbsolutePath().toString(),
                "start",
                "--home",
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("node.log").toFile())
            .start();
    NodeProcess node = new NodeProcess(home, process);
    try {
      node.awaitHeight(height + 1);
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw new AssertionError(node.log(), e);
    }
  }

  void awaitHeight(long height) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              assertThat(process.isAlive()).isTrue();
              Cli status = run("status", "--json");
              return status.code() == 0 && status.json().path("height").asLong() >= height;
            });
  }

  /** Runs a command against it. */
  Cli run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--home";
    all[words.length + 1] = home.toString();
    return Cli.run(all);
  }

  /** The answer to a command that must be done. */
  JsonNode json(String line) throws IOException {
    return run((line + " --json").split(" ")).json();
  }

  /** Sends a signal and gives the exit code. */
  int stop(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("stopped").isTrue();
    assertThat(home.resolve("engine.pid")).doesNotExist();
    return process.exitValue();
  }

  private String log() {
    try {
      return Files.readString(home.resolve("node.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The first of three free ports from 29600 on. */
  static int freePorts() throws IOException {
    for (int port = 29_600; port < 30_000; port += 10) {
      if (free(port) && free(port + 1) && free(port + 2)) {
        return port;
      }
    }
    throw new IOException("no free ports from 29600 to 30000");
  }

  private static boolean free(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
