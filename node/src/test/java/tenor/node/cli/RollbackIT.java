package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.engine.EngineFiles;

/** The last block's effect is taken back and comes again. */
class RollbackIT {
  @TempDir private Path folder;

  @Test
  void rollback_takesBothSidesBackAHeight_keepsTheSignState_andTheNodeGoesOn() throws Exception {
    Path home = folder.resolve("node");
    String port = Integer.toString(NodeProcess.freePorts());
    Cli.run("init", "--home", home.toString(), "--base-port", port, "--json").json();
    rollback(home).assertFailed(1, "no block was committed");
    try (NodeProcess node = NodeProcess.start(home, 4)) {
      node.stop("TERM");
    }
    JsonNode before = books(Cli.run("export", "--home", home.toString()));
    long height = before.path("height").asLong();
    Path signState = new EngineFiles(home.resolve("engine")).signState();
    String signed = Files.readString(signState);

    JsonNode done = rollback(home).json();
    assertThat(done.path("appHeightBefore").asLong()).isEqualTo(height);
    assertThat(done.path("appHeight")).isEqualTo(done.path("engineHeight"));
    assertThat(done.path("appHeight").asLong()).isBetween(height - 1, height);
    assertThat(signState).hasContent(signed);
    JsonNode after = books(Cli.run("export", "--home", home.toString()));
    assertThat(after.path("height").asLong()).isEqualTo(done.path("appHeight").asLong());
    byte[] hash = Base64.getDecoder().decode(after.path("appHash").asText());
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(done.path("appHash").asText());
    // CometBFT goes back one height at most, so a second time changes nothing.
    assertThat(rollback(home).json().path("appHash")).isEqualTo(done.path("appHash"));

    try (NodeProcess node = NodeProcess.start(home, height + 1)) {
      node.stop("TERM");
    }
    JsonNode again =
        books(Cli.run("export", "--home", home.toString(), "--height", Long.toString(height)));
    assertThat(again.path("appHash")).isEqualTo(before.path("appHash"));
  }

  private static JsonNode books(Cli export) throws IOException {
    return export.json().at("/app_state/books");
  }

  private static Cli rollback(Path home) throws IOException, InterruptedException {
    return Cli.run("rollback", "--home", home.toString(), "--engine", engine(), "--json");
  }

  private static String engine() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(Path.of("../consensus-config/build-engine").toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String path = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).isZero();
    return path.strip();
  }
}
