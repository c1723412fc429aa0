package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedMathTest {
  private static final MathContext PRECISION = new MathContext(80);

  /** Rounded from values with 60 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 1000000000000000000",
    "1000000000000000000, 2718281828459045235",
    "-1000000000000000000, 367879441171442322",
    "500000000000000000, 1648721270700128147",
    "693147180559945309, 1999999999999999999",
    "1, 1000000000000000001",
    "-1, 999999999999999999",
    "9223372036854775807, 10131169470770360789723",
    "-9223372036854775808, 98705287961584"
  })
  void exp_agreesWithTables(long x, String expected) {
    assertThat(FixedMath.exp(x)).isEqualTo(new BigInteger(expected));
  }

  @Test
  void exp_isWithinItsBound_anywhere() {
    long seed = Long.getLong("tenor.seed", 20260101L);
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      long x = random.nextLong() >> random.nextInt(63);
      assertThat(error(x))
          .as("exp(%d), -Dtenor.seed=%d", x, seed)
          .isLessThanOrEqualTo(new BigDecimal("0.500000000001"));
    }
  }

  @Test
  void exp_neverFalls() {
    BigInteger before = FixedMath.exp(-4_000_000_000_000_000_000L);
    for (long x = -4_000_000_000_000_000_000L;
        x < 4_000_000_000_000_000_000L;
        x += 9_999_999_999_999_999L) {
      BigInteger next = FixedMath.exp(x);
      assertThat(next).isGreaterThanOrEqualTo(before);
      before = next;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, 271828182, -271828183",
    "UP, 271828183, -271828182",
    "HALF_EVEN, 271828183, -271828183"
  })
  void timesExp_roundsAsTold(Rounding rounding, long positive, long negative) {
    assertThat(FixedMath.timesExp(100_000_000, FixedMath.ONE, rounding)).isEqualTo(positive);
    assertThat(FixedMath.timesExp(-100_000_000, FixedMath.ONE, rounding)).isEqualTo(negative);
  }

  @Test
  void timesExp_ofZero_isTheNumber() {
    assertThat(FixedMath.timesExp(Long.MAX_VALUE, 0, Rounding.UP)).isEqualTo(Long.MAX_VALUE);
    assertThat(FixedMath.timesExp(-7, 0, Rounding.DOWN)).isEqualTo(-7);
  }

  /** The distance from the exact value, in units of 10⁻¹⁸. */
  private static BigDecimal error(long x) {
    return exact(x).subtract(new BigDecimal(FixedMath.exp(x))).abs();
  }

  /** eˣ × 10¹⁸ by its series at 80 digits, of x / 1024, squared ten times. */
  private static BigDecimal exact(long x) {
    BigDecimal argument =
        new BigDecimal(x).movePointLeft(18).divide(new BigDecimal(1024), PRECISION);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 60; n++) {
      term = term.multiply(argument, PRECISION).divide(new BigDecimal(n), PRECISION);
      sum = sum.add(term, PRECISION);
    }
    for (int i = 0; i < 10; i++) {
      sum = sum.multiply(sum, PRECISION);
    }
    return sum.movePointRight(18).setScale(20, RoundingMode.HALF_EVEN);
  }
}
