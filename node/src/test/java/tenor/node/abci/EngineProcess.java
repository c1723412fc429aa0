package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One unmodified engine with a chain of its own, on free ports. */
final class EngineProcess implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String binary;
  private final Path home;
  private final String proxyApp;
  private final int rpc = freePort();
  private final int p2p = freePort();
  private Process process;

  private EngineProcess(String binary, Path home, String proxyApp) throws IOException {
    this.binary = binary;
    this.home = home;
    this.proxyApp = proxyApp;
    this.process = command(home, binary, "init", "--home", home.toString()).start();
  }

  static EngineProcess init(Path home, String proxyApp) throws Exception {
    Path log = Files.createDirectory(home);
    Process build =
        command(log, root().resolve("consensus-config/build-engine").toString())
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    String binary = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as("consensus-config/build-engine").isZero();
    EngineProcess engine = new EngineProcess(binary.strip(), home, proxyApp);
    assertThat(engine.process.waitFor()).isZero();
    Path genesis = home.resolve("config/genesis.json");
    Files.writeString(
        genesis,
        Files.readString(genesis)
            .replace(
                "\"vote_extensions_enable_height\": \"0\"",
                "\"vote_extensions_enable_height\": \"1\""));
    return engine;
  }

  void start() throws IOException {
    process =
        command(
                home,
                binary,
                "start",
                "--home",
                home.toString(),
                "--proxy_app",
                proxyApp,
                "--rpc.laddr",
                "tcp://127.0.0.1:" + rpc,
                "--p2p.laddr",
                "tcp://127.0.0.1:" + p2p)
            .start();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void awaitHeight(int height) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> get("block?height=" + height).contains("\"last_commit\""));
  }

  String get(String call) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + rpc + "/" + call);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static ProcessBuilder command(Path folder, String... words) {
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors.log").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("engine.log").toFile()));
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("consensus-config")) ? here : here.resolve("..").normalize();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
  }
}
