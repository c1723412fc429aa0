package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.FixedMath;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.Smile;
import tenor.clearing.risk.Payoff;

@DisplayName("ORA-26 options and payoffs are worth their Black-76 value, rounded to the tick")
class OptionValueTest {
  private static final long YEAR = 365L * 86_400_000;

  /** The vectors of make_option_mark_vectors.py. */
  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/option-marks.csv", numLinesToSkip = 1)
  void vectors_areReproduced(
      String terms, long forward, long vol, long tenor, long rate, long tick, long price) {
    OptionValue value = new OptionValue(forward, level(vol), tenor, YEAR, discount(rate, tenor));
    String[] words = terms.split(" ", -1);
    long found =
        words[0].equals("C") || words[0].equals("P")
            ? value.option(words[0].equals("C"), Long.parseLong(words[1]), tick)
            : value.payoff(payoff(words), tick);
    assertThat(found).isEqualTo(price);
  }

  @Test
  void ties_goToTheEvenTick() {
    // Far in the money an undiscounted call is worth forward less strike.
    OptionValue value = new OptionValue(1000, level(10_000_000), 1, YEAR, FixedMath.ONE);
    assertThat(value.option(true, 995, 10)).isZero();
    assertThat(value.option(true, 985, 10)).isEqualTo(20);
    assertThat(value.option(true, 975, 10)).isEqualTo(20);
  }

  @Test
  void payoffAtExpiry_paysAtItsKinks() {
    Payoff digital = new Payoff(0, 0, List.of(new Payoff.Kink(1000, 0, 700)));
    assertThat(OptionValue.paid(digital, 999, 10)).isZero();
    assertThat(OptionValue.paid(digital, 1000, 10)).isEqualTo(700);
    assertThat(OptionValue.paid(digital, 1000, 1000)).isEqualTo(1000);
  }

  /** Parts at different volatilities can add up to less than nothing; a payoff pays no less. */
  @Test
  void payoff_isAtLeastNothing() {
    Payoff butterfly =
        new Payoff(
            0,
            0,
            List.of(
                new Payoff.Kink(900_000, Fixed.FRACTION_ONE, 0),
                new Payoff.Kink(1_000_000, -2 * Fixed.FRACTION_ONE, 0),
                new Payoff.Kink(1_100_000, Fixed.FRACTION_ONE, 0)));
    Smile bump = k -> Math.abs(k) < 1L << 40 ? 1L << 54 : 1L << 50;
    OptionValue value = new OptionValue(1_000_000, bump, YEAR, YEAR, FixedMath.ONE);
    assertThat(value.payoff(butterfly, 1)).isZero();
  }

  /** A level smile whose volatility is read as {@code vol}. */
  private static Smile level(long vol) {
    BigInteger square = BigInteger.valueOf(vol).pow(2).shiftLeft(Smile.PLACES);
    long variance = square.divide(BigInteger.TEN.pow(18)).longValueExact();
    return k -> variance;
  }

  private static long discount(long rate, long tenor) {
    long exponent = Fixed.mulDiv(-rate * 1_000_000_000, tenor, YEAR, Rounding.HALF_EVEN);
    return FixedMath.exp(exponent).longValueExact();
  }

  private static Payoff payoff(String[] words) {
    List<Payoff.Kink> kinks = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      String[] parts = words[i].split(":", -1);
      kinks.add(
          new Payoff.Kink(
              Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }
    return new Payoff(Long.parseLong(words[0]), Long.parseLong(words[1]), kinks);
  }
}
