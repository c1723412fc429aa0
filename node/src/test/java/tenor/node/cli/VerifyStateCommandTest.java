package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.app.Application;
import tenor.state.Changes;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** The walk over a state as an operator meets it. */
class VerifyStateCommandTest {
  private static final int BLOCKS = 30;
  @TempDir private Path folder;

  private String fill() {
    try (Store store =
        Store.open(folder, Application.components(Application.rules()), StoreOptions.DEFAULT)) {
      for (long height = 1; height <= BLOCKS; height++) {
        Changes changes = new Changes();
        for (int i = 0; i < 200; i++) {
          byte[] key = {(byte) 0x83, (byte) 0x81, (byte) (0x80 | height), 0, (byte) (0x80 | i)};
          key[3] = (byte) (0x80 | i >>> 7);
          changes.put(key, new byte[100 + i]);
        }
        store.commit(store.stage(height, changes));
      }
      return store.appHash().hex();
    }
  }

  private Cli verify(String... flags) {
    return Cli.run(
        Stream.concat(Stream.of("verify", "state", "--store", folder.toString()), Stream.of(flags))
            .toArray(String[]::new));
  }

  @Test
  void aSoundStore_isNamedSound() throws IOException {
    String hash = fill();
    JsonNode answer = verify("--history", "--json", "--app-hash", hash).json();
    assertThat(answer.path("sound").asBoolean()).isTrue();
    assertThat(answer.path("height").asLong()).isEqualTo(BLOCKS);
    assertThat(answer.path("appHash").asText()).isEqualTo(hash);
    assertThat(answer.path("computed").asText()).isEqualTo(hash);
    assertThat(answer.path("leaves").asLong()).isGreaterThan(200 * BLOCKS);
    assertThat(answer.path("walkedHeight").asLong()).isZero();
    assertThat(answer.path("damages")).isEmpty();
    assertThat(verify().out()).contains("sound").contains(hash);
  }

  @Test
  void anotherAppHashThanExpected_isADifference() {
    fill();
    Cli answer = verify("--app-hash", "ab".repeat(32));
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("of another chain").contains("height " + BLOCKS);
  }

  @Test
  void aDamagedFile_isNamedWithWhatToDo() throws IOException {
    fill();
    // the next start moves the blocks from the log to table files
    Store.open(folder, Application.components(Application.rules()), StoreOptions.DEFAULT).close();
    List<Path> tables;
    try (Stream<Path> all = Files.list(folder.resolve("db"))) {
      tables = all.filter(file -> file.toString().endsWith(".sst")).toList();
    }
    assertThat(tables).isNotEmpty();
    for (Path table : tables) {
      byte[] bytes = Files.readAllBytes(table);
      bytes[bytes.length / 3] ^= 1;
      Files.write(table, bytes);
    }
    Cli answer = verify("--json");
    assertThat(answer.code()).isEqualTo(1);
    JsonNode report = new JsonMapper().readTree(answer.out());
    assertThat(report.path("sound").asBoolean()).isFalse();
    assertThat(report.at("/damages/0/file").asText()).endsWith(".sst");
    assertThat(answer.err()).contains("tenor snapshot restore").contains("state sync");
  }

  @Test
  void noStore_isWrongUsage() {
    verify().assertFailed(2, folder.toString(), "no store");
    Cli.run("verify", "state", "--home", folder.toString()).assertFailed(2, "tenor init");
  }

  @Test
  void anAppHashThatIsNone_isWrongUsage() {
    fill();
    verify("--app-hash", "xyz").assertFailed(2, "--app-hash", "64 hex digits");
  }
}
