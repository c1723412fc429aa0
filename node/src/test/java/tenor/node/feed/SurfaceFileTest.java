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

class SurfaceFileTest {
  private static final String HEADER = "product,expiryMillis,timeMillis,vols\n";

  @TempDir private Path folder;

  @Test
  void rows_areRead_andReadAgain() throws IOException {
    SurfaceFile file = write(HEADER + "1,2000,1000,0.21, 0.18,0.170000001\n3,2000,1000,4\n");
    assertThat(file.surfaces(0))
        .containsExactly(
            new SurfaceObservation(
                1, 2000, List.of(210_000_000L, 180_000_000L, 170_000_001L), 1000),
            new SurfaceObservation(3, 2000, List.of(4_000_000_000L), 1000));
    assertThat(file.poll(0)).isEmpty();
    write(HEADER);
    assertThat(file.surfaces(0)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2000,1000              | expected 1 to 33 volatilities, found 0",
        "1                        | expected 1 to 33 volatilities, found -2",
        "0,2000,1000,0.2          | product: expected the number of an underlying",
        "1.5,2000,1000,0.2        | product: expected a whole number, found '1.5'",
        "1,soon,1000,0.2          | expiryMillis: expected a whole number, found 'soon'",
        "1,2000,1000,0.2.         | vols: expected a decimal number of at most 9 places",
        "1,2000,1000,0.2000000001 | vols: expected a decimal number of at most 9 places",
        "1,2000,1000,1e9          | vols: expected a decimal number of at most 9 places",
        "1,99999999999999999999,1,1 | expiryMillis: expected a whole number",
      })
  void mistake_isNamedWithTheLine(String row, String message) throws IOException {
    SurfaceFile file = write(HEADER + row + "\n");
    assertThatThrownBy(() -> file.surfaces(0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("vols.csv") + ":2")
        .hasMessageContaining(message);
  }

  @Test
  void missingFileOrHeader_isNamed() throws IOException {
    SurfaceFile none = new SurfaceFile(folder.resolve("none.csv"), 5);
    assertThatThrownBy(() -> none.surfaces(0)).hasMessageEndingWith(": there is no such file");
    SurfaceFile headless = write("1,2000,1000,0.2\n");
    assertThatThrownBy(() -> headless.surfaces(0)).hasMessageContaining(":1: expected a header");
  }

  private SurfaceFile write(String text) throws IOException {
    Path file = folder.resolve("vols.csv");
    Files.writeString(file, text);
    return new SurfaceFile(file, 5);
  }
}
