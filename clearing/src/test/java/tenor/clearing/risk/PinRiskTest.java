package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.risk.TestTerms.DAY;
import static tenor.clearing.risk.TestTerms.future;
import static tenor.clearing.risk.TestTerms.option;
import static tenor.clearing.risk.TestTerms.units;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RSK-04: what contracts lose where an expiry is pinned to a kink. */
class PinRiskTest {
  private static final int FIRST = Scenario.COMMON;

  private static List<ContractRisk> risks(Contract... contracts) {
    return UnderlyingArrays.of(TestTerms.CHECK, List.of(contracts)).contracts();
  }

  private static Contract call(long days, String strike) {
    long slope = 1_000_000_000;
    Payoff payoff = new Payoff(0, 0, List.of(new Payoff.Kink(units(strike, 8), slope, 0)));
    return new Contract.Structured(
        days * DAY, units("250", 6), payoff, List.of(units("0.16", 9)), true);
  }

  @DisplayName("RSK-04: at its pin an expiry is worth its payoff, whatever time it has left")
  @Test
  void option_atItsPin_isWorthItsPayoff() {
    // A day beyond the look-ahead, when the model would still give it time value.
    List<ContractRisk> risks =
        risks(
            option(2, true, "2790", "0.16"),
            option(2, false, "2800", "0.16"),
            call(2, "2790"),
            future(2, "2790"));
    for (int i : new int[] {0, 2}) {
      ContractRisk atTheMoney = risks.get(i);
      assertThat(atTheMoney.value()).isGreaterThan(units("3000", 6));
      assertThat(atTheMoney.losses().get(FIRST))
          .isBetween(atTheMoney.value(), atTheMoney.value() + 1);
      // Where the put is pinned the call pays 10 × 250.
      assertThat(atTheMoney.losses().get(FIRST + 1))
          .isBetween(
              atTheMoney.value() - units("2500", 6), atTheMoney.value() - units("2500", 6) + 1);
    }
  }

  @DisplayName("RSK-04: other expiries are revalued there, at unchanged volatility")
  @Test
  void otherExpiry_atAPin_isRevalued() {
    // The pin is where the forward is, so all that a month's call loses is a day of time.
    List<ContractRisk> risks =
        risks(
            option(1, true, "2790", "0.16"),
            future(1, "2790"),
            option(30, true, "2790", "0.16"),
            call(30, "2790"),
            future(30, "2790"));
    for (int i : new int[] {2, 3}) {
      ContractRisk later = risks.get(i);
      // About a sixtieth: √(29 ÷ 30).
      assertThat(later.losses().get(FIRST)).isBetween(later.value() / 63, later.value() / 57);
    }
    assertThat(risks.get(4).losses().get(FIRST)).isZero();
  }

  @DisplayName("RSK-04: every forward moves by the fraction by which the pinned one does")
  @Test
  void otherForwards_moveByTheSameFraction() {
    List<ContractRisk> risks =
        risks(
            option(1, true, "2750", "0.16"),
            option(1, true, "2800", "0.16"),
            option(1, true, "2850", "0.16"),
            future(1, "2800"),
            option(30, true, "3000", "0.16"),
            call(30, "3000"),
            future(30, "3000"));
    // 3000 × 50 ÷ 2800 × 250
    long each = units("13392.857143", 6);
    ContractRisk future = risks.get(6);
    assertThat(future.losses().get(FIRST)).isEqualTo(each);
    assertThat(future.losses().get(FIRST + 1)).isZero();
    assertThat(future.losses().get(FIRST + 2)).isEqualTo(1 - each);
    ContractRisk option = risks.get(4);
    ContractRisk payoff = risks.get(5);
    for (int k = FIRST; k < FIRST + 3; k++) {
      assertThat(payoff.losses().get(k))
          .isBetween(option.losses().get(k) - 2, option.losses().get(k) + 2);
    }
    assertThat(option.losses().get(FIRST)).isGreaterThan(option.losses().get(FIRST + 1));
    assertThat(option.losses().get(FIRST + 1)).isGreaterThan(option.losses().get(FIRST + 2));
  }

  @DisplayName("RSK-04 RSK-05: of the pinned expiry all is worth the kink, whatever its mark was")
  @Test
  void futuresOfThePinnedExpiry_areWorthTheKink() {
    List<ContractRisk> risks =
        risks(option(1, true, "2800", "0.16"), future(1, "2790"), future(1, "2801"));
    // The first mark is the forward; the second contract still loses from its own.
    assertThat(risks.get(1).losses().get(FIRST)).isEqualTo(units("-2500", 6));
    assertThat(risks.get(2).losses().get(FIRST)).isEqualTo(units("250", 6));
    // Of its own mark is also what a scenario takes.
    long common = risks.get(1).losses().get(12);
    assertThat(common).isEqualTo(units("30000.000218", 6));
    assertThat(risks.get(2).losses().get(12)).isEqualTo(units("30118.279789", 6));
  }

  @DisplayName("RSK-04: the price scan range includes its ends")
  @ParameterizedTest
  @CsvSource({
    // 2000 × 0.043010753 = 86.021506
    "2086.021506, 1",
    "2086.02150601, 0",
    "1913.978494, 1",
    "1913.97849399, 0"
  })
  void kink_atTheEndOfTheRange_isPinned(String strike, int pins) {
    List<Contract> listed = List.of(option(1, true, strike, "0.16"), future(1, "2000"));
    assertThat(UnderlyingArrays.of(TestTerms.CHECK, listed).pins()).hasSize(pins);
  }
}
