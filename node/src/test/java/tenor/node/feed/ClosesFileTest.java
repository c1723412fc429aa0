package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosesFileTest {
  private static final String GOOD =
      """
      date,SPX,WTI
      2008-09-01,1282.83,
      2008-09-02,1277.58,109.71
      2008-09-05,,106.23
      """;

  @TempDir private Path folder;

  @Test
  void rows_areReadWithEmptyCells() throws IOException {
    ClosesFile closes = read(GOOD);
    assertThat(closes.columns()).containsExactly("SPX", "WTI");
    assertThat(closes.rows()).hasSize(3);
    assertThat(closes.rows().getFirst().prices())
        .containsExactly(OptionalLong.of(128_283_000_000L), OptionalLong.empty());
    assertThat(closes.rows().getLast().date()).isEqualTo(LocalDate.of(2008, 9, 5));
  }

  @Test
  void windowsLineEnds_areRead() throws IOException {
    assertThat(read(GOOD.replace("\n", "\r\n"))).isEqualTo(read(GOOD));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "date,SPX      | day,SPX      | 1 | expected a header",
        "SPX,WTI       | SPX,SPX      | 1 | distinct, non-empty column names",
        "SPX,WTI       | SPX,         | 1 | distinct, non-empty column names",
        "1277.58       | 12o          | 3 | column SPX: expected a price as a decimal number",
        "1277.58       | 1e99         | 3 | column SPX: expected a price",
        "1277.58,      | 1277.58,1,   | 3 | expected 3 cells, found 4",
        "2008-09-02    | 2.9.2008     | 3 | expected a date like 2008-09-02",
        "2008-09-05    | 2008-09-02   | 4 | expected a date after 2008-09-02",
      })
  void mistake_isNamedWithTheLine(String right, String wrong, int line, String message) {
    assertThatThrownBy(() -> read(GOOD.replaceFirst(right, wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("closes.csv") + ":" + line + "")
        .hasMessageContaining(message);
  }

  @Test
  void missingFile_isNamed() {
    Path file = folder.resolve("none.csv");
    assertThatThrownBy(() -> ClosesFile.read(file)).hasMessage(file + ": there is no such file");
  }

  @Test
  void columnEmptyOnTheFirstDay_isRefusedWithItsFirstDate() throws IOException {
    ClosesFile closes = read(GOOD);
    LocalDate to = LocalDate.of(2008, 9, 5);
    assertThatThrownBy(() -> closes.select(List.of("WTI"), LocalDate.of(2008, 9, 1), to))
        .hasMessage("column WTI is empty on 2008-09-01; its first date is 2008-09-02");
    assertThatThrownBy(() -> closes.select(List.of("DAX"), LocalDate.of(2008, 9, 1), to))
        .hasMessage("no column 'DAX': expected one of SPX,WTI");
    assertThatThrownBy(() -> closes.select(List.of("SPX"), LocalDate.of(2009, 1, 1), to))
        .hasMessageContaining("no day from");
    assertThat(closes.select(List.of("WTI"), LocalDate.of(2008, 9, 2), to).rows())
        .extracting(row -> row.prices().getFirst())
        .containsExactly(OptionalLong.of(10_971_000_000L), OptionalLong.of(10_623_000_000L));
  }

  @Test
  void columnsNamedTwiceOrNotAboveZeroOnTheFirstDay_areRefused() throws IOException {
    LocalDate from = LocalDate.of(2008, 9, 2);
    LocalDate to = LocalDate.of(2008, 9, 5);
    assertThatThrownBy(() -> read(GOOD).select(List.of("SPX", "SPX"), from, to))
        .hasMessage("expected distinct columns, found SPX,SPX");
    ClosesFile negative = read(GOOD.replace("109.71", "-36.98"));
    assertThatThrownBy(() -> negative.select(List.of("SPX", "WTI"), from, to))
        .hasMessage(
            "column WTI is not above 0 on 2008-09-02: expected a first day with a price above 0");
    assertThat(read(GOOD.replace("106.23", "-36.98")).select(List.of("WTI"), from, to).rows())
        .hasSize(2);
  }

  private ClosesFile read(String text) throws IOException {
    return ClosesFile.read(Files.writeString(folder.resolve("closes.csv"), text));
  }
}
