package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ctrl-C while a command waits for a node. */
class InterruptTest {

  @Test
  void interrupt_endsWith130AndNoData() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // What runs this test may ignore the signal, and children would inherit that.
      Process process =
          new ProcessBuilder(
                  List.of(
                      "env",
                      "--default-signal=INT",
                      Path.of(System.getProperty("java.home"), "bin/java").toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      Tenor.class.getName(),
                      "status",
                      "--node",
                      "127.0.0.1:" + silent.getLocalPort()))
              .start();
      try (Socket _ = silent.accept()) {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .isEmpty();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
