package tenor.node.abci;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A server with a recording application in a folder of its own. */
final class ServerFixture implements AutoCloseable {

  final TestApp app = new TestApp();

  /** Ends with the failure that was reported. */
  final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

  final Path socket;
  final AbciServer server;

  private ServerFixture(Path folder, UnaryOperator<AbciServerConfig> change) throws IOException {
    socket = folder.resolve("s").resolve("abci.sock");
    server =
        AbciServer.start(
            change.apply(AbciServerConfig.of(socket)), app.handlers(), fatal::complete);
  }

  static ServerFixture start(Path folder) throws IOException {
    return start(folder, config -> config);
  }

  static ServerFixture start(Path folder, UnaryOperator<AbciServerConfig> change)
      throws IOException {
    return new ServerFixture(folder, change);
  }

  static UnaryOperator<AbciServerConfig> maxUnanswered(int requests) {
    return config ->
        new AbciServerConfig(
            config.socket(), config.maxFrameBytes(), requests, config.maxConnections());
  }

  static UnaryOperator<AbciServerConfig> maxFrameBytes(int bytes) {
    return config ->
        new AbciServerConfig(
            config.socket(), bytes, config.maxUnanswered(), config.maxConnections());
  }

  TestClient connect() throws IOException {
    return TestClient.connect(socket);
  }

  @Override
  public void close() {
    server.close();
  }
}
