package tenor.node.feed;

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
import tenor.node.config.NodeConfig;

class SourcesTest {
  private static final String GOOD =
      """
      chainId = "c"
      role = "validator"
      rpc = "http://127.0.0.1:1"
      [[feeds]]
      kind = "csv"
      file = "closes.csv"
      columns = { SPX = 1, WTI = 3 }
      from = "2008-09-02"
      to = "2008-09-03"
      startMillis = 1000
      dayMillis = 10
      [[feeds]]
      kind = "http"
      product = 2
      url = "http://127.0.0.1:1/x"
      price = "/last"
      [[feeds]]
      kind = "surfaces"
      file = "vols.csv"
      """;

  @TempDir private Path home;

  @Test
  void sources_areMadeInOrder_withFilesInTheHome() throws Exception {
    List<PriceSource> sources = sources(GOOD);
    assertThat(sources)
        .extracting(PriceSource::name)
        .containsExactly("csv closes.csv", "http 127.0.0.1/x", "surfaces vols.csv");
    assertThat(sources.getFirst().poll(1010))
        .containsExactly(
            new Observation(1, 200_000_000, 1010), new Observation(3, 500_000_000, 1010));
    assertThat(sources.getLast().everyMillis()).isEqualTo(1000);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kind = \"csv\"         | kind = \"tape\"    | 5  | feeds[0].kind: expected csv, http or",
        "kind = \"csv\"         | # no kind          | 4  | feeds[0].kind: expected a value",
        "file = \"closes.csv\"  | # none             | 4  | feeds[0].file: expected a value",
        "{ SPX = 1, WTI = 3 }   | { DAX = 1 }        | 7  | no column 'DAX'",
        "{ SPX = 1, WTI = 3 }   | { SPX = 0 }        | 7  | the number of an underlying",
        "2008-09-02             | 2.9.2008           | 8  | expected a date like",
        "dayMillis = 10         | dayMillis = 0      | 11 | expected how long a day stands",
        "product = 2            | product = -2       | 14 | the number of an underlying",
        "http://127.0.0.1:1/x   | ftp://x            | 15 | expected an address like",
        "price = \"/last\"      | price = \"last\"   | 16 | feeds[1].price: ",
        "price = \"/last\"      | everyMillis = -1   | 16 | feeds[1].everyMillis: ",
        "file = \"vols.csv\"    | # none             | 17 | feeds[2].file: expected a value",
      })
  void mistake_isNamedWithTheLine(String right, String wrong, int line, String message) {
    assertThatThrownBy(() -> sources(GOOD.replace(right, wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(home.resolve("tenor.toml") + ":" + line + ": feeds[")
        .hasMessageContaining(message);
  }

  @Test
  void smile_addsSurfacesToAReplay() throws Exception {
    List<PriceSource> sources =
        sources(GOOD.replace("dayMillis = 10", "dayMillis = 10\nsmile = { expiryDays = 2 }"));
    assertThat(sources).hasSize(4);
    assertThat(sources.get(1).name()).isEqualTo("realised closes.csv");
    assertThat(sources.get(1).surfaces(1010))
        .extracting(SurfaceObservation::expiryMillis)
        .containsExactly(1020L, 1040L, 1060L, 1020L, 1040L, 1060L);
  }

  @Test
  void missingCsvFile_isNamed() {
    assertThatThrownBy(() -> sources(GOOD.replace("closes.csv", "none.csv")))
        .hasMessage(home.resolve("none.csv") + ": there is no such file");
  }

  private List<PriceSource> sources(String text) throws IOException {
    Files.writeString(home.resolve("tenor.toml"), text);
    Files.writeString(home.resolve("closes.csv"), "date,SPX,WTI\n2008-09-02,1,4\n2008-09-03,2,5\n");
    return Sources.of(home, NodeConfig.read(home).feeds());
  }
}
