package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.app.Application;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Changes;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** What an operator does with snapshots of a node that stands still. */
class SnapshotCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path home = Path.of("");

  @BeforeEach
  void nodeWithTwoBlocks() throws IOException {
    home = folder.resolve("node");
    config(home);
    try (Store store =
        Store.open(
            new NodeHome(home).state(),
            Application.components(Application.rules()),
            StoreOptions.DEFAULT)) {
      for (int height = 1; height <= 2; height++) {
        byte[] key = {(byte) 0x83, (byte) 0x89, (byte) (0x80 | height)};
        store.commit(store.stage(height, new Changes().put(key, new byte[] {1})));
      }
    }
  }

  private static void config(Path home) throws IOException {
    new NodeConfig("c", "observer", "http://127.0.0.1:1", "p", "m", 0, 0, null, null, List.of())
        .write(home);
  }

  private int run(Path at, String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("snapshot"));
    all.addAll(List.of(words));
    all.addAll(List.of("--home", at.toString(), "-o", "json"));
    return Tenor.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private JsonNode answer() throws IOException {
    return Printer.JSON.readTree(out.toString());
  }

  @Test
  void create_list_verify_andRestoreIntoAnEmptyNode() throws IOException {
    assertThat(run(home, "create")).as(err.toString()).isZero();
    JsonNode made = answer();
    assertThat(made.path("height").asLong()).isEqualTo(2);
    assertThat(run(home, "create", "--height", "1")).as(err.toString()).isZero();
    assertThat(run(home, "list")).isZero();
    assertThat(answer()).hasSize(2);
    assertThat(answer().get(0)).isEqualTo(made);
    String trusted = made.path("appHash").asText();
    assertThat(run(home, "verify", "--height", "2", "--app-hash", trusted)).isZero();
    assertThat(err.toString()).contains("100 %");
    Path fresh = folder.resolve("fresh");
    config(fresh);
    String dir = new NodeHome(home).snapshots().toString();
    assertThat(run(fresh, "restore", "--dir", dir, "--app-hash", trusted))
        .as(err.toString())
        .isZero();
    assertThat(answer()).isEqualTo(made);
    assertThat(run(home, "restore", "--app-hash", trusted)).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("height 2");
    assertThat(run(fresh, "create")).isZero();
    assertThat(answer()).isEqualTo(made);
  }

  @Test
  void wrongHashDamagedChunkAndMissingSnapshot_areRefused() throws IOException {
    assertThat(run(home, "verify")).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("'tenor snapshot create'");
    assertThat(run(home, "create")).isZero();
    assertThat(run(home, "verify", "--app-hash", "ab".repeat(32))).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("ab".repeat(32));
    assertThat(run(home, "verify", "--app-hash", "xyz")).isEqualTo(ExitCode.USAGE);
    assertThat(run(home, "verify", "--height", "1")).isEqualTo(ExitCode.REFUSED);
    assertThat(run(home, "create", "--height", "9")).isEqualTo(ExitCode.REFUSED);
    Files.write(new NodeHome(home).snapshots().resolve("2/chunk-00000"), new byte[] {1, 2});
    assertThat(run(home, "verify")).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("chunk 0");
    Path fresh = folder.resolve("fresh");
    config(fresh);
    String dir = new NodeHome(home).snapshots().toString();
    assertThat(run(fresh, "restore", "--dir", dir)).isEqualTo(ExitCode.REFUSED);
    assertThat(run(fresh, "create")).as("nothing was restored").isEqualTo(ExitCode.REFUSED);
  }
}
