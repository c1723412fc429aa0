package tenor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pinned CometBFT reads what this module writes. */
class EngineBinaryIT {

  private static final long PATIENCE_MILLIS = 60_000;

  /** In the system's temporary folder: a socket's path must be short. */
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyRole_isReadByTheEngineAsWritten(Role role) throws Exception {
    EngineHome home = Homes.home(role, Ports.from(26_600));
    home.write(folder);
    String verdict =
        Tool.run(Path.of("conformance/check-home").toAbsolutePath(), folder.toString());
    assertThat(verdict)
        .contains(home.config().settings().size() + " settings")
        .contains("node " + home.nodeKey().address())
        .containsIgnoringCase("validator " + home.validatorKey().address())
        .contains("chain tenor-test");
  }

  @Test
  void nodeId_isTheOneTheEngineShows() throws Exception {
    EngineHome home = Homes.home(Role.VALIDATOR, Ports.from(26_600));
    home.write(folder);
    assertThat(Tool.run(Tool.engine(), "show-node-id", "--home", folder.toString()))
        .isEqualTo(home.nodeKey().address());
  }

  @Test
  void start_dialsTheApplicationAndSpeaksFirst() throws Exception {
    Path engine = Tool.engine();
    Path socket = folder.resolve("app.sock");
    Path log = folder.resolve("engine.log");
    NodeConfig config =
        NodeConfig.of("zero", Role.VALIDATOR, socket, FreePorts.of(1).getFirst(), List.of());
    Ed25519Key validator = Ed25519Key.generate();
    Path path = folder.resolve("home");
    new EngineHome(config, Homes.genesis(validator), Ed25519Key.generate(), validator).write(path);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Process process =
          new ProcessBuilder(engine.toString(), "start", "--home", path.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        // On the query connection the first request is Echo or Info, field 1 or 3 of Request.
        assertThat(firstTag(server)).as(() -> read(log)).isIn(1 << 3 | 2, 3 << 3 | 2);
      } finally {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  /** Accepts connections until one sends a request, and returns its first byte after the length. */
  private static int firstTag(ServerSocketChannel server) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
      while (selector.select(PATIENCE_MILLIS) > 0) {
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
          selector.selectedKeys().remove(key);
          if (key.isAcceptable()) {
            SocketChannel accepted = server.accept();
            open.add(accepted);
            accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
          } else if (key.channel() instanceof SocketChannel readable) {
            ByteBuffer bytes = ByteBuffer.allocate(64);
            if (readable.read(bytes) >= 2) {
              return bytes.get(1);
            }
          }
        }
      }
      return -1;
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
