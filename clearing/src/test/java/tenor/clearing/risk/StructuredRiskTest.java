package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.risk.TestTerms.DAY;
import static tenor.clearing.risk.TestTerms.future;
import static tenor.clearing.risk.TestTerms.option;
import static tenor.clearing.risk.TestTerms.units;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.fixed.RuleFailure;

/** Payoffs are worth their parts. */
class StructuredRiskTest {
  private static final long ONE = 1_000_000_000;

  private static Contract payoff(long days, String start, long slope, Payoff.Kink... kinks) {
    Payoff payoff = new Payoff(units(start, 8), slope, List.of(kinks));
    List<Long> vols = Collections.nCopies(kinks.length, units("0.16", 9));
    return new Contract.Structured(days * DAY, units("250", 6), payoff, vols, true);
  }

  private static Payoff.Kink kink(String strike, long change, String jump) {
    return new Payoff.Kink(units(strike, 8), change, units(jump, 8));
  }

  private static List<ContractRisk> risks(Contract... contracts) {
    return UnderlyingArrays.of(TestTerms.CHECK, List.of(contracts)).contracts();
  }

  @DisplayName("RSK-19: a payoff with one kink is the option with the same array")
  @ParameterizedTest
  @ValueSource(longs = {1, 45, 400})
  void callAndPut_asPayoffs_areTheOptions(long days) {
    List<ContractRisk> risks =
        risks(
            option(days, true, "2825", "0.16"),
            payoff(days, "0", 0, kink("2825", ONE, "0")),
            option(days, false, "2700", "0.16"),
            payoff(days, "2700", -ONE, kink("2700", ONE, "0")));
    same(risks.get(0), risks.get(1));
    same(risks.get(2), risks.get(3));
  }

  private static void same(ContractRisk option, ContractRisk payoff) {
    for (int k = 0; k < option.losses().size(); k++) {
      assertThat(payoff.losses().get(k))
          .as("scenario %d", k + 1)
          .isBetween(option.losses().get(k) - 2, option.losses().get(k) + 2);
    }
    assertThat(payoff.value()).isBetween(option.value() - 1, option.value() + 1);
    assertThat(payoff.delta()).isBetween(option.delta() - 300, option.delta() + 300);
    assertThat(payoff.vega()).isBetween(near(option.vega(), -1), near(option.vega(), 1));
    assertThat(payoff.writtenShort()).isEqualTo(option.writtenShort());
    assertThat(payoff.writtenLong()).isZero();
  }

  /** One part in a million away. */
  private static long near(long value, int side) {
    return value + side * (value / 1_000_000 + 1_000);
  }

  @DisplayName("RSK-19: a jump is the limit of spreads of calls that are ever nearer")
  @Test
  void digital_isATightCallSpread() {
    List<ContractRisk> risks =
        risks(
            payoff(45, "0", 0, kink("2800", 0, "100")),
            payoff(45, "0", 0, kink("2799.5", 100 * ONE, "0"), kink("2800.5", -100 * ONE, "0")));
    ContractRisk digital = risks.get(0);
    ContractRisk spread = risks.get(1);
    for (int k = 0; k < Scenario.COMMON; k++) {
      assertThat(digital.losses().get(k))
          .isBetween(spread.losses().get(k) - 100_000, spread.losses().get(k) + 100_000);
    }
    assertThat(digital.value()).isBetween(spread.value() - 100_000, spread.value() + 100_000);
    assertThat(digital.delta() / 10_000_000).isEqualTo(spread.delta() / 10_000_000);
    assertThat(digital.writtenShort()).isEqualTo(ONE);
    assertThat(spread.writtenLong()).isEqualTo(100 * ONE);
  }

  @DisplayName("RSK-19: what pays only beyond every scenario is worth what its parts are")
  @Test
  void payoffsBeyondAllScenarios_areWorthTheirParts() {
    // Forwards go up to 3150; at 100 % a call struck at 4000 is far from worthless.
    List<ContractRisk> risks =
        risks(
            wild(kink("4000", ONE, "0"), kink("4100", -ONE, "0")),
            wild(kink("4000", ONE, "0")),
            wild(kink("4100", ONE, "0")),
            wild(kink("4000", 0, "100")));
    for (int k = 0; k < Scenario.COMMON; k++) {
      long difference = risks.get(1).losses().get(k) - risks.get(2).losses().get(k);
      assertThat(risks.get(0).losses().get(k)).isBetween(difference - 2, difference + 2);
    }
    long spread = risks.get(1).value() - risks.get(2).value();
    assertThat(spread).isGreaterThan(units("1000", 6));
    assertThat(risks.get(0).value()).isBetween(spread - 2, spread + 2);
    // The digital pays 100 wherever the spread pays anything.
    assertThat(risks.get(3).value()).isBetween(spread, spread * 11 / 10);
  }

  private static Contract wild(Payoff.Kink... kinks) {
    Payoff payoff = new Payoff(0, 0, List.of(kinks));
    List<Long> vols = Collections.nCopies(kinks.length, units("1", 9));
    return new Contract.Structured(45 * DAY, units("250", 6), payoff, vols, true);
  }

  @DisplayName("RSK-19 RSK-07: written parts count whichever way a payoff is held")
  @Test
  void butterfly_hasWrittenPartsOnBothSides() {
    RiskTerms terms = TestTerms.terms("3", "0.33", "100", 1_000_000);
    Contract butterfly =
        payoff(
            45,
            "0",
            0,
            kink("2700", ONE, "0"),
            kink("2800", -2 * ONE, "0"),
            kink("2900", ONE, "0"));
    UnderlyingArrays arrays = UnderlyingArrays.of(terms, List.of(butterfly));
    for (long contracts : new long[] {3, -3}) {
      UnderlyingRequirement held =
          UnderlyingRequirement.of(
              arrays,
              List.of(new Holding(arrays.contracts().getFirst(), contracts)),
              BigInteger.ZERO);
      assertThat(held.shortOptionMinimum()).isEqualTo(units("600", 6));
    }
  }

  @DisplayName("RSK-04: a jump is pinned on both sides, and pays on one")
  @Test
  void jump_isPinnedBelowAndAt() {
    Contract digital = payoff(1, "0", 0, kink("2800", 0, "100"));
    UnderlyingArrays arrays =
        UnderlyingArrays.of(TestTerms.CHECK, List.of(digital, future(30, "2790")));
    assertThat(arrays.pins()).extracting(Pin::isBelow).containsExactly(true, false);
    ContractRisk risk = arrays.contracts().getFirst();
    long value = risk.value();
    // Nothing just below; 100 × 250 at the strike.
    assertThat(risk.losses().get(Scenario.COMMON)).isBetween(value, value + 1);
    assertThat(risk.losses().get(Scenario.COMMON + 1))
        .isBetween(value - units("25000", 6), value - units("25000", 6) + 1);
  }

  @DisplayName("RSK-02 RSK-04: an option on a future moves with that future and is pinned at it")
  @Test
  void optionOnALaterFuture_usesItsMark() {
    Contract onFuture =
        new Contract.Option(
            DAY, units("250", 6), true, units("2900", 8), units("0.16", 9), true, 30 * DAY);
    UnderlyingArrays arrays =
        UnderlyingArrays.of(TestTerms.CHECK, List.of(onFuture, future(30, "2950")));
    ContractRisk risk = arrays.contracts().getFirst();
    assertThat(risk.value()).isGreaterThan(units("12499", 6));
    assertThat(risk.forwardMillis()).isEqualTo(30 * DAY);
    assertThat(arrays.pins()).containsExactly(new Pin(DAY, 30 * DAY, units("2900", 8), false));
    // The future falls by 50 to the strike, where the option is worth nothing.
    assertThat(arrays.contracts().get(1).losses().get(Scenario.COMMON))
        .isEqualTo(units("12500", 6));
    assertThat(risk.losses().get(Scenario.COMMON)).isBetween(risk.value(), risk.value() + 1);
  }

  @DisplayName("MRG-02: what is out of range has no array, and costs no other contract its own")
  @Test
  void outOfRange_costsNoOther() {
    Contract sound = option(45, true, "2825", "0.16");
    Contract absurd = option(45, true, "90000000000", "0.16");
    List<Optional<ContractRisk>> found =
        UnderlyingArrays.Possible.of(TestTerms.CHECK, List.of(absurd, sound)).contracts();
    assertThat(found.get(0)).isEmpty();
    assertThat(found.get(1)).contains(risks(sound).getFirst());
    assertThatThrownBy(() -> risks(absurd, sound)).isInstanceOf(RuleFailure.class);
  }
}
