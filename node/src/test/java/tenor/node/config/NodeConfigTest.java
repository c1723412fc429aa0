package tenor.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigTest {
  private static final String GOOD =
      """
      # a node
      chainId = "tenor-1"
      role = "validator"
      rpc = "http://127.0.0.1:29601"

      [[feeds]]
      kind = "http"
      product = 1

      [[feeds]]
      kind = "csv"
      dayMillis = 1000
      [feeds.columns]
      SPX = 1
      """;

  @TempDir private Path home;

  @Test
  void settings_areRead() throws IOException {
    NodeConfig config = read(GOOD);
    assertThat(config.retainedHeights()).isEqualTo(200);
    assertThat(config.feeds()).hasSize(2);
    assertThat(config.feeds().get(1).columns()).containsEntry("SPX", 1);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "role = \"validator\" | role = \"boss\"      | 3  | role: expected validator, full",
        "chainId = \"tenor-1\"| chainId = \"\"       | 2  | chainId: expected text",
        "role = \"validator\" | role                 | 3  | not TOML",
        "product = 1          | product = \"one\"    | 8  | product: ",
        "product = 1          | produkt = 1          | 8  | produkt: no such setting",
        "dayMillis = 1000     | dayMillis = [1]      | 12 | dayMillis: ",
        "SPX = 1              | SPX = \"x\"          | 14 | SPX: ",
        "dayMillis = 1000     | smile = { knots = 17 } | 12 | smile: expected knots from 1 to 16",
        "dayMillis = 1000     | smile = { step = 9 }   | 12 | smile: expected step from 0.1 to 2",
      })
  void mistake_isNamedWithTheLine(String right, String wrong, int line, String message) {
    assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(home.resolve("tenor.toml") + ":" + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void whatIsMissing_isNamed() {
    assertThatThrownBy(() -> read("role = \"full\"\nrpc = \"x\"\n"))
        .hasMessage(home.resolve("tenor.toml") + ":1: chainId: expected text");
  }

  @Test
  void textForPeople_isReadBackEqual() throws IOException {
    NodeConfig config =
        new NodeConfig(
            "te\"no\\r",
            "observer",
            "http://127.0.0.1:1",
            "127.0.0.1:2",
            "127.0.0.1:3",
            50,
            3600,
            new NodeConfig.Storage(86_400, 512, 64),
            new NodeConfig.Snapshots(7, 2),
            List.of());
    assertThat(read(ConfigText.of(config))).isEqualTo(config);
  }

  @Test
  void examplesOfPriceSources_areValidOnceUncommented() throws IOException {
    String text =
        ConfigText.of(new NodeConfig("c", "validator", "r", "p", "m", 1, 0, null, null, List.of()));
    StringBuilder uncommented = new StringBuilder();
    for (String line : text.lines().toList()) {
      boolean setting = line.matches("# (\\[\\[feeds]]|\\w+ = .*)");
      uncommented.append(setting ? line.substring(2) : line).append('\n');
    }
    assertThat(read(uncommented.toString()).feeds())
        .extracting(NodeConfig.Feed::kind)
        .containsExactly("http", "csv", "surfaces");
  }

  private NodeConfig read(String text) throws IOException {
    Files.writeString(home.resolve("tenor.toml"), text);
    return NodeConfig.read(home);
  }
}
