package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payoff pays, by hand; prices are whole units of 10⁻⁸, slopes whole. */
class PayoffTest {
  private static final long ONE = 1_000_000_000;

  /** 40 up to 10, then falling by 2 to 20 at 20, a jump to 50 there, level to 30, then rising. */
  private static final Payoff BENT =
      new Payoff(
          40,
          0,
          List.of(
              new Payoff.Kink(10, -2 * ONE, 0),
              new Payoff.Kink(20, 2 * ONE, 30),
              new Payoff.Kink(30, ONE, 0)));

  private static BigInteger fine(long price) {
    return BigInteger.valueOf(price).multiply(BigInteger.valueOf(Payoff.FINE));
  }

  @DisplayName("RSK-19: a jump happens at its strike and not below it")
  @ParameterizedTest
  @CsvSource({
    // price, at it, just below it
    "0, 40, 40",
    "10, 40, 40",
    "15, 30, 30",
    "20, 50, 20",
    "25, 50, 50",
    "30, 50, 50",
    "37, 57, 57"
  })
  void payoff_isPiecewiseLinear(long price, long at, long below) {
    assertThat(BENT.at(price)).isEqualTo(fine(at));
    assertThat(BENT.below(price)).isEqualTo(fine(below));
  }

  @DisplayName("RSK-19: its least and most are at its ends, its kinks, and beside its jumps")
  @ParameterizedTest
  @CsvSource({"5, 20, 50", "40, 20, 60", "90, 20, 110"})
  void payoff_hasItsExtremesAtKinks(long maxPrice, long least, long most) {
    assertThat(BENT.least(maxPrice)).isEqualTo(fine(least));
    assertThat(BENT.most(maxPrice)).isEqualTo(fine(most));
  }

  @Test
  void slopedPayoff_hasItsExtremesAtItsEnds() {
    Payoff put = new Payoff(100, -ONE, List.of(new Payoff.Kink(100, ONE, 0)));
    assertThat(put.at(40)).isEqualTo(fine(60));
    assertThat(put.most(200)).isEqualTo(fine(100));
    assertThat(put.least(200)).isZero();
    assertThat(put.least(40)).isZero();
    Payoff falling = new Payoff(100, -ONE, List.of());
    assertThat(falling.least(40)).isEqualTo(fine(60));
  }
}
