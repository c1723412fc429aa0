package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.risk.TestTerms.units;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.fixed.RuleFailure;

/** What terms, contracts and collateral may be: each row is good up to its limit, or refused. */
class DomainTest {
  private static void check(boolean allowed, ThrowingCallable made) {
    if (allowed) {
      assertThatCode(made).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(made).isInstanceOf(RuleFailure.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // index, range, vol range, cover, look-ahead, day, period of risk
    "1, 1, 0, 0, 0, 1, 1, true",
    "1, 1, 0, 1000000000, 0, 1, 1, true",
    "0, 1, 0, 0, 0, 1, 1, false",
    "1, 0, 0, 0, 0, 1, 1, false",
    "1, 1, -1, 0, 0, 1, 1, false",
    "1, 1, 0, -1, 0, 1, 1, false",
    "1, 1, 0, 1000000001, 0, 1, 1, false",
    "1, 1, 0, 0, -1, 1, 1, false",
    "1, 1, 0, 0, 0, 0, 1, false",
    "1, 1, 0, 0, 0, 1, 0, false"
  })
  void riskTerms(
      long index,
      long range,
      long volRange,
      long cover,
      long lookAhead,
      long day,
      long period,
      boolean allowed) {
    check(
        allowed,
        () ->
            new RiskTerms(
                index, 0, 0, range, volRange, 0, 0, 0, 0, cover, lookAhead, day, 0, 0, 0, 0,
                period));
  }

  @ParameterizedTest
  @CsvSource({
    // time, multiplier, mark
    "0, 1, 0, true",
    "-1, 1, 0, false",
    "0, 0, 0, false",
    "0, 1, -1, false"
  })
  void linear(long time, long multiplier, long mark, boolean allowed) {
    check(allowed, () -> new Contract.Linear(time, multiplier, mark));
  }

  @ParameterizedTest
  @CsvSource({
    // time, multiplier, strike, vol, time of the forward
    "0, 1, 1, 0, 0, true",
    "5, 1, 1, 0, 6, true",
    "5, 1, 1, 0, 4, false",
    "-1, 1, 1, 0, 0, false",
    "0, 0, 1, 0, 0, false",
    "0, 1, 0, 0, 0, false",
    "0, 1, 1, -1, 0, false",
    "9223372036854775806, 1, 1, 0, 9223372036854775807, true",
    "9223372036854775807, 1, 1, 0, 9223372036854775807, false"
  })
  void option(long time, long multiplier, long strike, long vol, long forward, boolean allowed) {
    check(allowed, () -> new Contract.Option(time, multiplier, true, strike, vol, true, forward));
  }

  @ParameterizedTest
  @CsvSource({
    // time, multiplier, how many volatilities
    "0, 1, 1, true",
    "-1, 1, 1, false",
    "0, 0, 1, false",
    "0, 1, 0, false",
    "0, 1, 2, false",
    "9223372036854775807, 1, 1, false"
  })
  void structured(long time, long multiplier, int vols, boolean allowed) {
    Payoff payoff = new Payoff(0, 0, List.of(new Payoff.Kink(1, 1, 0)));
    check(
        allowed,
        () ->
            new Contract.Structured(time, multiplier, payoff, Collections.nCopies(vols, 1L), true));
  }

  @ParameterizedTest
  @CsvSource({
    // amount, price, haircut, cap
    "0, 0, 0, 0, true",
    "1, 1, 1000000000, 1, true",
    "-1, 0, 0, 0, false",
    "0, -1, 0, 0, false",
    "0, 0, -1, 0, false",
    "0, 0, 1000000001, 0, false",
    "0, 0, 0, -1, false"
  })
  void collateral(long amount, long price, long haircut, long cap, boolean allowed) {
    check(allowed, () -> new Collateral(amount, price, haircut, cap, false, false));
  }

  @ParameterizedTest
  @CsvSource({
    // lambda, decay
    "0, 0, true",
    "1, 1, true",
    "1.000000001, 0, false",
    "0, 1.000000001, false",
    "0, -1, false"
  })
  void adaptiveTerms(String lambda, String decay, boolean allowed) {
    check(allowed, () -> new AdaptiveTerms(units(lambda, 9), 1, 1, units(decay, 9), 1));
  }

  @ParameterizedTest
  @CsvSource({
    // most, low, high: 1 - 2 (1 - 0.8)² = 0.92
    "0.8, 0.5, 0.92, true",
    "0.8, 0.5, 1, true",
    "0, 0.5, 0.6, true",
    "0.8, 0.999999999, 1, true",
    "0.8, 1, 1, false"
  })
  void offsetBounds(String most, String low, String high, boolean allowed) {
    check(allowed, () -> new Offset.Bounds(units(most, 9), units(low, 9), units(high, 9)));
  }
}
