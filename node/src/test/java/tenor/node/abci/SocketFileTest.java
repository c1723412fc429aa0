package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

  @TempDir Path folder;

  @Test
  void folder_isMadeForItsOwnerOnly_andRemovedAtStop() throws Exception {
    Path socket = SocketFile.forHome(Path.of("home"), folder);
    try (AbciServer server = start(socket)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
          .isEqualTo("rwx------");
      assertThat(server.proxyApp()).isEqualTo("unix://" + socket);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void forHome_givesEachHomeItsOwnPath_theSameAtEveryStart() {
    Path first = SocketFile.forHome(Path.of("/a/node0"), folder);
    assertThat(SocketFile.forHome(Path.of("/a/b/../node0"), folder)).isEqualTo(first);
    assertThat(SocketFile.forHome(Path.of("/a/node1"), folder)).isNotEqualTo(first);
  }

  @Test
  void runtimeFolder_fallsBackToTheTemporaryFolder() {
    assertThat(SocketFile.runtimeFolder(folder.toString())).isEqualTo(folder);
    Path fallback = Path.of(System.getProperty("java.io.tmpdir"));
    assertThat(SocketFile.runtimeFolder(null)).isEqualTo(fallback);
    assertThat(SocketFile.runtimeFolder("")).isEqualTo(fallback);
    assertThat(SocketFile.runtimeFolder(folder.resolve("none").toString())).isEqualTo(fallback);
  }

  @Test
  void staleSocket_isReplaced() throws Exception {
    Path socket = SocketFile.forHome(Path.of("home"), folder);
    SocketFile.prepare(socket);
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    try (AbciServer server = start(socket);
        TestClient client = TestClient.connect(socket)) {
      assertThat(client.call(TestClient.flush()).hasFlush()).isTrue();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void liveSocket_isRefused_andGoesOn() throws Exception {
    Path socket = SocketFile.forHome(Path.of("home"), folder);
    try (AbciServer first = start(socket)) {
      assertThatThrownBy(() -> start(socket))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another node listens on " + socket);
      try (TestClient client = TestClient.connect(socket)) {
        assertThat(client.call(TestClient.flush()).hasFlush()).isTrue();
      }
      assertThat(first).isNotNull();
    }
  }

  @Test
  void file_inTheSocketsPlace_isLeftAlone() throws Exception {
    Path socket = SocketFile.forHome(Path.of("home"), folder);
    SocketFile.prepare(socket);
    Files.writeString(socket, "mine");
    assertThatThrownBy(() -> start(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a socket");
    assertThat(socket).hasContent("mine");
  }

  @Test
  void folder_openToOthers_isRefused() throws Exception {
    Path open = folder.resolve("open");
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> start(open.resolve("abci.sock")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0700");
  }

  @Test
  void link_inTheFoldersPlace_isRefused() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThatThrownBy(() -> start(link.resolve("abci.sock")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0700");
  }

  @Test
  void path_thatIsTooLong_isRefusedWithTheRemedy() {
    Path socket = SocketFile.forHome(Path.of("home"), folder.resolve("x".repeat(100)));
    assertThatThrownBy(() -> start(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("XDG_RUNTIME_DIR");
  }

  private static AbciServer start(Path socket) throws IOException {
    return AbciServer.start(AbciServerConfig.of(socket), new TestApp().handlers(), failure -> {});
  }
}
