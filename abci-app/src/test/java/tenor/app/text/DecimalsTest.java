package tenor.app.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixed-point numbers as text. */
final class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8, 0",
    "1, 8, 0.00000001",
    "-1, 8, -0.00000001",
    "279000000000, 8, 2790",
    "279001000000, 8, 2790.01",
    "100, 0, 100",
    "1000000, 6, 1",
    "-1500000, 6, -1.5",
    "9223372036854775807, 6, 9223372036854.775807",
    "-9223372036854775808, 9, -9223372036.854775808"
  })
  void number_isWrittenExactly_andReadBack(long value, int digits, String text) {
    assertThat(Decimals.format(value, digits)).isEqualTo(text);
    assertThat(Decimals.parse(text, digits)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "007, 6, 7000000",
    "1.50, 6, 1500000",
    "-0, 6, 0",
    "0.000000, 6, 0",
    "1.0000000, 6, 1000000"
  })
  void needlessZeros_areRead(String text, int digits, long value) {
    assertThat(Decimals.parse(text, digits)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "1.", ".5", "+1", "1e5", "1,5", " 1", "1 ", "0x1", "--1", "1-1", "-.5", "NaN",
        "١", "1_000", "1.2.3"
      })
  void whatIsNoDecimalNumber_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decimals.parse(text, 6))
        .withMessageContaining("expected a decimal number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0000001", "1.2345678"})
  void moreDigitsThanThereAre_areRefused_neverRounded(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decimals.parse(text, 6))
        .withMessageContaining("at most 6 digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854.775808", "-9223372036854.775809", "99999999999999999999"})
  void numbersOutOfRange_areRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decimals.parse(text, 6))
        .withMessageContaining("9223372036854.775807");
  }

  @Test
  void anyNumber_isReadBack() {
    long seed = Long.getLong("tenor.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      int digits = random.nextInt(10);
      assertThat(Decimals.parse(Decimals.format(value, digits), digits))
          .as("seed %d", seed)
          .isEqualTo(value);
    }
  }
}
