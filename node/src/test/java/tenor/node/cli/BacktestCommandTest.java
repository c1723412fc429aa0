package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tenor risk backtest} beside another program's figures, and files it cannot use. */
class BacktestCommandTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors/backtest");
  private static final Path CLOSES = VECTORS.resolve("daily-closes.csv");
  private static final String ALL = "SPX,NASDAQ,WTI,JPM,BAC,XOM,GE";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"backtest-expected.json, 0", "backtest-expected-stress-0.045.json, 0.045"})
  void figures_agreeWithTheVectors(String file, String stress) throws IOException {
    JsonNode expected = new JsonMapper().readTree(VECTORS.resolve(file).toFile());
    JsonNode answer =
        run("--closes", CLOSES.toString(), "--columns", ALL, "--stress", stress, "--json").json();
    assertThat(expected.properties()).hasSize(7);
    for (var column : expected.properties()) {
      JsonNode ours = answer.at("/columns/" + column.getKey() + "/tenor");
      assertThat(ours.properties()).hasSameSizeAs(column.getValue().properties());
      for (var figure : column.getValue().properties()) {
        JsonNode got = ours.get(figure.getKey());
        String what = column.getKey() + " " + figure.getKey();
        if (figure.getValue().isInt()) {
          assertThat(got).as(what).isEqualTo(figure.getValue());
        } else {
          assertThat(got.doubleValue())
              .as(what)
              .isCloseTo(figure.getValue().doubleValue(), withinPercentage(0.1));
        }
      }
    }
  }

  @Test
  void otherModels_areBesideOurs_andBreachedMoreOften() throws IOException {
    JsonNode answer = run("--closes", CLOSES.toString(), "--columns", "SPX", "--json").json();
    JsonNode models = answer.at("/columns/SPX");
    int ours = models.at("/tenor/breaches").intValue();
    for (String other : List.of("ewma", "fhs")) {
      assertThat(models.get(other).properties()).hasSize(8);
      assertThat(models.at("/" + other + "/epochs")).isEqualTo(models.at("/tenor/epochs"));
      assertThat(models.at("/" + other + "/breaches").intValue()).isGreaterThan(ours);
      assertThat(models.at("/" + other + "/maxRise5").doubleValue())
          .isGreaterThan(models.at("/tenor/maxRise5").doubleValue());
    }
  }

  @Test
  void text_hasALinePerColumnAndModel_andThePictureAPanelPerColumn() throws IOException {
    Path picture = folder.resolve("margins.svg");
    Cli done =
        run("--closes", CLOSES.toString(), "--columns", "SPX,WTI", "--svg", picture.toString());
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out().lines().toList()).hasSize(7);
    assertThat(done.out().lines().toList().get(1)).contains("SPX", "tenor", "5774", "38");
    String svg = Files.readString(picture);
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains(">SPX<", ">WTI<");
    assertThat(svg.split("<polyline", -1)).hasSize(9);
    assertThat(svg.split("<circle", -1)).hasSize(38 + 47 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPX,X   | 0    | no column 'X', expected one of SPX",
        "SPX,SPX | 0    | --columns: expected distinct columns",
        "SPX     | -0.1 | --stress: expected a fraction from 0 to 1",
        "SPX     | 1.1  | --stress: expected a fraction from 0 to 1",
        "SPX     | a    | --stress: expected a decimal number",
      })
  void options_thatCannotBeUsed_areNamed(String columns, String stress, String message) {
    run("--closes", CLOSES.toString(), "--columns", columns, "--stress", stress)
        .assertFailed(2, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day,A~            | :1: expected a header",
        "date,A~2008-01-02,7~ | column A: expected at least 22 prices, found 1",
        "date,A~2008-01-02,x~ | :2 column A: expected a price",
        "date,A~2008-01-03,7~2008-01-02,7~ | :3: expected a date after",
      })
  void closes_thatCannotBeUsed_areNamed(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("closes.csv"), content.replace('~', '\n'));
    run("--closes", file.toString(), "--columns", "A").assertFailed(2, file + "", message);
  }

  @Test
  void price_thatIsNotAboveZero_isNamedWithItsLine() throws IOException {
    StringBuilder closes = new StringBuilder("date,A\n");
    for (int day = 1; day <= 28; day++) {
      closes.append("2008-01-%02d,%d\n".formatted(day, day == 5 ? 0 : 100 + day));
    }
    Path file = Files.writeString(folder.resolve("closes.csv"), closes);
    run("--closes", file.toString(), "--columns", "A")
        .assertFailed(2, "column A: expected prices above 0: line 6, 2008-01-05");
  }

  private static Cli run(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "risk";
    words[1] = "backtest";
    System.arraycopy(options, 0, words, 2, options.length);
    return Cli.run(words);
  }
}
