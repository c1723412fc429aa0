package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.fixed.RealReference.binary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Black-76 against what an independent program computes at 60 digits. */
class Black76VectorsTest {
  private static final long YEAR = 1_000_000_000;

  private final Black76 model = Black76.exact();

  @Test
  void allFiveOutputs_ofEveryVector_agree() throws IOException {
    List<String> rows = rows();
    assertThat(rows).hasSize(2_000);
    rows.forEach(this::compare);
  }

  private static List<String> rows() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Black76VectorsTest.class.getResourceAsStream("/vectors/black76/black76.csv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }

  private void compare(String row) {
    String[] c = row.split(",", -1);
    long forward = units(c[1], 8);
    int places = Black76.places(forward);
    model.expiry(units(c[3], 9), YEAR);
    model.value(
        c[0].equals("C"), forward, units(c[2], 8), units(c[4], 18), units(c[5], 18), places);
    BigDecimal f = new BigDecimal(c[1]);
    double years = Double.parseDouble(c[3]);
    double vol = Double.parseDouble(c[4]);
    double root = Math.sqrt(years);
    double size = f.doubleValue();
    BigDecimal price = binary(model.forwardPrice(), places).movePointLeft(8);
    check(row, price.multiply(new BigDecimal(c[5])), c[6], size, 0);
    check(row, binary(model.price(), places).movePointLeft(8), c[6], size, 0);
    check(row, binary(model.delta(), Black76.DELTA_PLACES), c[7], 1, 1e-9);
    BigDecimal gamma = binary(model.gamma(), model.gammaPlaces());
    check(row, gamma, new BigDecimal(c[8]).multiply(f).toString(), 1 / (vol * root), 1e-9);
    check(row, binary(model.vega(), model.vegaPlaces()).multiply(f), c[9], size * root, 1e-9);
    BigDecimal theta = binary(model.theta(), model.thetaPlaces()).multiply(f);
    check(row, theta, c[10], size * vol / root, 1e-9);
  }

  private static long units(String number, int digits) {
    return new BigDecimal(number).movePointRight(digits).longValueExact();
  }

  private static void check(
      String row, BigDecimal actual, String wanted, double scale, double relative) {
    BigDecimal expected = new BigDecimal(wanted);
    double error = actual.subtract(expected).abs().doubleValue();
    double bound = Math.max(1e-12 * scale, relative * Math.abs(expected.doubleValue()));
    assertThat(error).as("%s of %s", expected, row).isLessThanOrEqualTo(bound);
  }
}
