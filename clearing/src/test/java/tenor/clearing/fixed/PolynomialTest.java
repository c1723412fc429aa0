package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short polynomials are nearer to a function than its cut series of the same degree. */
class PolynomialTest {
  private static final int PLACES = 60;

  /** The series of eᵗ. */
  private static BigInteger[] series(int length) {
    BigInteger[] series = new BigInteger[length];
    series[0] = Exact.ONE;
    for (int n = 1; n < length; n++) {
      series[n] = series[n - 1].divide(BigInteger.valueOf(n));
    }
    return series;
  }

  private static double value(long[] coefficients, double t) {
    double sum = 0;
    for (int n = coefficients.length - 1; n >= 0; n--) {
      sum = sum * t + coefficients[n] * 0x1p-60;
    }
    return sum;
  }

  @Test
  void economised_isWithinWhatItNeglects() {
    long[] cubic = Polynomial.economised(series(9), 3, PLACES);
    assertThat(cubic).hasSize(4);
    double most = 0;
    for (int i = -16; i <= 16; i++) {
      double t = i / 32.0;
      most = Math.max(most, Math.abs(value(cubic, t) - Math.exp(t)));
    }
    // a₄ 2⁻⁴ 2⁻³ = 1 ÷ 3072 and less than a tenth more; the cut series is off by 0.0029 at ½.
    assertThat(most).isBetween(0.0003, 0.00036);
  }

  @Test
  void economised_ofADegreeThatIsNotHigher_isTheSeries() {
    assertThat(Polynomial.economised(series(4), 3, PLACES))
        .containsExactly(1L << 60, 1L << 60, 1L << 59, ((1L << 60) + 3) / 6);
  }

  @Test
  void economised_ofOneDegreeMore_takesItsChebyshevPolynomialAway() {
    // t² on [−½, ½] is ⅛ + T₂(2t) ÷ 8.
    BigInteger[] square = {BigInteger.ZERO, BigInteger.ZERO, Exact.ONE};
    long[] line = Polynomial.economised(square, 1, PLACES);
    assertThat(line).containsExactly(1L << 57, 0);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 3", "3, 1, 2", "5, 1, 3", "-3, 1, -1", "3, 0, 1", "1, 0, 0", "3, 4, 12"})
  void rounded_isToTheNearest(long quarters, int places, long expected) {
    BigInteger number = Exact.ONE.shiftRight(2).multiply(BigInteger.valueOf(quarters));
    assertThat(Polynomial.rounded(number, places)).isEqualTo(expected);
  }
}
