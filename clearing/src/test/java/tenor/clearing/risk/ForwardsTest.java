package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.risk.TestTerms.DAY;
import static tenor.clearing.risk.TestTerms.future;
import static tenor.clearing.risk.TestTerms.option;
import static tenor.clearing.risk.TestTerms.units;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.fixed.Fixed;

/** RSK-02: what forwards are taken to be. */
class ForwardsTest {
  private static List<ContractRisk> risks(Contract... contracts) {
    return UnderlyingArrays.of(TestTerms.CHECK, List.of(contracts)).contracts();
  }

  @DisplayName("RSK-02 RSK-05: a perpetual without a mark is worth the index, a future the carry")
  @Test
  void linear_withoutAMark_isCarried() {
    List<ContractRisk> risks =
        risks(
            new Contract.Linear(Contract.NEVER, units("250", 6), 0),
            new Contract.Linear(365 * DAY, units("250", 6), 0));
    // 2790 × 0.043010753 × 250
    assertThat(risks.get(0).losses().get(12)).isEqualTo(units("30000.000218", 6));
    // e^0.025 times that
    assertThat(risks.get(1).losses().get(12)).isEqualTo(units("30759.453839", 6));
  }

  @DisplayName("RSK-02: a mark far above the index is in range as long as its contract is")
  @Test
  void mark_farAboveTheIndex_isInRange() {
    long mark = 1_000_000_000 * Fixed.PRICE_ONE;
    Contract dear = new Contract.Linear(30 * DAY, 1, mark);
    // 10⁹ × 10⁻⁶ × 0.043010753
    assertThat(risks(dear).getFirst().losses().get(12)).isEqualTo(units("43.010753", 6));
    assertThat(risks(dear, future(60, "2790")).get(1)).isEqualTo(risks(future(60, "2790")).get(0));
  }

  @DisplayName("RSK-02 RSK-19: a steep payoff on low prices of far strikes is in range")
  @Test
  void farStrike_hasRoom() {
    // 8 × max(0, 86 490 − S): 31 times the forward.
    long strike = units("86490", 8);
    Payoff payoff =
        new Payoff(
            8 * strike, -8_000_000_000L, List.of(new Payoff.Kink(strike, 8_000_000_000L, 0)));
    ContractRisk put =
        risks(
                new Contract.Structured(
                    45 * DAY, 1_000_000, payoff, List.of(units("0.16", 9)), false),
                future(45, "2790"))
            .getFirst();
    assertThat(put.delta()).isEqualTo(-8_000_000_000L);
    // 8 × 2790 × 0.043010753
    assertThat(put.losses().get(10)).isEqualTo(units("960.000007", 6));
    assertThat(put.losses().get(12)).isEqualTo(units("-960.000006", 6));
  }

  @DisplayName("MRG-02: a strike out of range near its expiry costs no other contract its array")
  @Test
  void strikeOutOfRange_nearItsExpiry_costsNoOther() {
    Contract sound = option(1, true, "2825", "0.16");
    Contract absurd = option(1, true, "90000000000", "0.16");
    UnderlyingArrays.Possible found =
        UnderlyingArrays.Possible.of(TestTerms.CHECK, List.of(absurd, sound));
    assertThat(found.contracts().get(0)).isEmpty();
    assertThat(found.contracts().get(1)).isEqualTo(Optional.of(risks(sound).getFirst()));
    assertThat(found.pins()).hasSize(1);
  }

  @DisplayName("RSK-02: numbers of binary places come back to the nearest")
  @Test
  void shifted_isToTheNearest() {
    assertThat(OptionRisk.shifted(BigInteger.valueOf(5), 1)).isEqualTo(3);
    assertThat(OptionRisk.shifted(BigInteger.valueOf(-5), 2)).isEqualTo(-1);
    assertThat(OptionRisk.shifted(BigInteger.valueOf(5), 0)).isEqualTo(5);
    assertThat(OptionRisk.shifted(BigInteger.valueOf(5), -3)).isEqualTo(40);
  }
}
