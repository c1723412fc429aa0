package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tenor risk price} beside another program's prices, and files that hold no options. */
class PriceCommandTest {
  private static final Path VECTORS =
      Path.of("../clearing/src/test/resources/vectors/black76/black76.csv");
  private static final String HEADER =
      "type,forward,strike,years,vol,discount,price,delta,gamma,vega,theta";

  @TempDir private Path folder;

  @Test
  void vectors_arePrintedInTheirOrderAndAgree() throws IOException {
    List<String> wanted = Files.readAllLines(VECTORS);
    List<String> printed = lines(VECTORS);
    assertThat(printed).hasSameSizeAs(wanted);
    assertThat(printed.getFirst()).isEqualTo(HEADER).isEqualTo(wanted.getFirst());
    for (int i = 1; i < wanted.size(); i++) {
      compare(printed.get(i).split(",", -1), wanted.get(i).split(",", -1));
    }
  }

  private static void compare(String[] printed, String[] wanted) {
    assertThat(List.of(printed).subList(0, 6)).isEqualTo(List.of(wanted).subList(0, 6));
    double forward = Double.parseDouble(wanted[1]);
    double root = Math.sqrt(Double.parseDouble(wanted[3]));
    double vol = Double.parseDouble(wanted[4]);
    double[] scales = {
      forward, 1, 1 / (forward * vol * root), forward * root, forward * vol / root
    };
    for (int k = 0; k < 5; k++) {
      BigDecimal expected = new BigDecimal(wanted[6 + k]);
      double error = new BigDecimal(printed[6 + k]).subtract(expected).abs().doubleValue();
      double relative = k == 0 ? 0 : 1e-9 * Math.abs(expected.doubleValue());
      assertThat(error)
          .as("%s of %s", k, List.of(wanted))
          .isLessThanOrEqualTo(Math.max(1e-12 * scales[k], relative));
    }
  }

  @Test
  void columns_areFoundByName_andOthersIgnored() throws IOException {
    Path plain = file("type,forward,strike,years,vol,discount\nC,2790,2825,0.123,0.16,0.99\n");
    List<String> expected = lines(plain);
    Path mixed =
        file(
            """
            vol,price,note,discount,type,years,strike,forward
            0.16,-7,x y,0.99, C ,0.123,2825,2790
            """);
    assertThat(lines(mixed)).isEqualTo(expected);
    assertThat(expected).hasSize(2);
    assertThat(expected.getFirst()).isEqualTo(HEADER);
  }

  @Test
  void parity_isExactInEveryDigitPrinted() throws IOException {
    List<String> rows =
        lines(
            file(
                """
                type,forward,strike,years,vol,discount
                C,2790.12345678,2825.5,0.123456789,0.160000001,0.987654321
                P,2790.12345678,2825.5,0.123456789,0.160000001,0.987654321
                """));
    BigDecimal call = new BigDecimal(rows.get(1).split(",", -1)[6]);
    BigDecimal put = new BigDecimal(rows.get(2).split(",", -1)[6]);
    BigDecimal forward = new BigDecimal("2790.12345678").subtract(new BigDecimal("2825.5"));
    assertThat(call.subtract(put))
        .isEqualByComparingTo(forward.multiply(new BigDecimal("0.987654321")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type,forward,strike,years,vol                        | 1 | 'discount' is missing",
        "''                                                   | 1 | header",
        "type,forward,strike,years,vol,discount,vol           | 1 | 'vol' is there twice",
        "H~C,100,100,1,0.2                                    | 2 | expected 6 cells, found 5",
        "H~C,100,100,1,0.2,1,7                                | 2 | expected 6 cells, found 7",
        "H~C,100,100,1,0.2,1~X,100,100,1,0.2,1                | 3 | type: expected C or P",
        "H~C,-100,100,1,0.2,1                                 | 2 | forward: expected a number"
            + " from",
        "H~C,100,0,1,0.2,1                                    | 2 | strike: expected a number from",
        "H~C,100,100,-0.1,0.2,1                               | 2 | years: expected a number from",
        "H~C,100,100,10.1,0.2,1                               | 2 | years: expected a number from",
        "H~C,100,100,1,,1                                     | 2 | vol: expected a decimal number",
        "H~C,100,100,1,0.009,1                                | 2 | vol: expected a number from"
            + " 0.01",
        "H~C,100,100,1,4.1,1                                  | 2 | vol: expected a number from"
            + " 0.01",
        "H~C,100,100,1,0.2,0                                  | 2 | discount: expected a number",
        "H~C,100.123456789,100,1,0.2,1                        | 2 | forward: expected at most 8"
            + " digits",
        "H~C,100,100,1,0.2000000001,1                         | 2 | vol: expected at most 9 digits",
        "H~C,1e2,100,1,0.2,1                                  | 2 | forward: expected a decimal",
        "H~C,99999999999999999999,100,1,0.2,1                 | 2 | forward: expected a number",
        "H~C,0.00000001,10000000000,1,0.2,1                   | 2 | strike: expected a strike"
            + " nearer",
        "H~C,100,100,1,0.2,1~~C,100,100,1,0.2,1               | 3 | expected 6 cells, found 1",
      })
  void fileWithoutOptions_isNamedWithLineAndColumn(String content, int line, String message)
      throws IOException {
    Path file =
        file(content.replace("H~", "type,forward,strike,years,vol,discount~").replace('~', '\n'));
    Cli.run("risk", "price", "--vectors", file.toString())
        .assertFailed(2, file + ":" + line + ": ", message);
  }

  @Test
  void missingFile_isNamed() {
    String file = folder.resolve("none.csv").toString();
    Cli.run("risk", "price", "--vectors", file).assertFailed(2, file);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("options.csv"), content);
  }

  private static List<String> lines(Path file) {
    Cli done = Cli.run("risk", "price", "--vectors", file.toString());
    assertThat(done.code()).as(done.err()).isZero();
    return done.out().lines().toList();
  }
}
