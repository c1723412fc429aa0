package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.risk.TestTerms.future;
import static tenor.clearing.risk.TestTerms.option;
import static tenor.clearing.risk.TestTerms.terms;
import static tenor.clearing.risk.TestTerms.units;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.fixed.Losses;

/** What positions in one underlying require, by the worked check of the risk model and by hand. */
class UnderlyingRequirementTest {
  private static UnderlyingRequirement require(
      RiskTerms terms, List<Contract> contracts, long... held) {
    UnderlyingArrays arrays = UnderlyingArrays.of(terms, contracts);
    List<Holding> holdings = new ArrayList<>();
    for (int i = 0; i < held.length; i++) {
      holdings.add(new Holding(arrays.contracts().get(i), held[i]));
    }
    return UnderlyingRequirement.of(arrays, holdings, BigInteger.ZERO);
  }

  @DisplayName("RSK-01 RSK-03 RSK-05 RSK-06 RSK-07: the worked check of the risk model")
  @ParameterizedTest
  @CsvSource({"3, 0.33, 16, 25850.19", "2, 0.35, 13, 24999.42"})
  void futureLongCallShort_requiresWhatTheRiskModelSays(
      String extreme, String cover, int worst, String scan) {
    UnderlyingRequirement requirement =
        require(
            terms(extreme, cover, "0", 1_000_000),
            List.of(future(45, "2790"), option(45, true, "2825", "0.16")),
            1,
            -1);
    assertThat(requirement.worst()).isEqualTo(worst);
    assertThat(requirement.scan() / 10_000).isEqualTo(units(scan, 2));
    assertThat(requirement.common()).isEqualTo(requirement.scan());
  }

  @DisplayName("RSK-07: nothing is required where nothing is lost, and no scenario is the worst")
  @Test
  void nothingHeld_requiresNothing() {
    UnderlyingRequirement requirement = require(TestTerms.CHECK, List.of(future(45, "2790")), 0);
    assertThat(requirement.total()).isZero();
    assertThat(requirement.worst()).isZero();
  }

  /** Loses this under the first scenario and nothing under the others. */
  private static Holding losingFirst(long loss) {
    List<Long> losses = new ArrayList<>(Collections.nCopies(Scenario.COMMON, 0L));
    losses.set(0, loss);
    return new Holding(new ContractRisk(1, 1, Losses.of(losses), false, 0, 0, 0, 0, 0), 1);
  }

  @DisplayName("RSK-07 RSK-10: the first scenario can be the worst")
  @Test
  void firstScenario_canBeTheWorst() {
    UnderlyingRequirement held =
        UnderlyingRequirement.of(
            TestTerms.CHECK, Scenario.COMMON, List.of(losingFirst(7)), BigInteger.ZERO);
    assertThat(held.worst()).isEqualTo(1);
    assertThat(held.common()).isEqualTo(7);
    assertThat(held.scan()).isEqualTo(7);
    ClassRequirement joined = ClassRequirement.of(List.of(held, held), units("0.8", 9));
    assertThat(joined).isEqualTo(new ClassRequirement(14, 1, 14));
  }

  @DisplayName("RSK-07: of equal scenarios the lowest is the worst, also of a common one and a pin")
  @Test
  void equalScenarios_theLowestIsTheWorst() {
    List<Long> losses = new ArrayList<>(Collections.nCopies(Scenario.COMMON + 2, 0L));
    for (int place : new int[] {3, 5, Scenario.COMMON + 1}) {
      losses.set(place, 9L);
    }
    ContractRisk risk = new ContractRisk(1, 1, Losses.of(losses), false, 0, 0, 0, 0, 0);
    UnderlyingRequirement held =
        UnderlyingRequirement.of(
            TestTerms.CHECK, losses.size(), List.of(new Holding(risk, 1)), BigInteger.ZERO);
    assertThat(held.worst()).isEqualTo(4);
    assertThat(held.scan()).isEqualTo(9);
  }

  @DisplayName("RSK-04: a short butterfly is pinned at its middle")
  @Test
  void butterfly_beforeItsExpiry_isPinnedAtItsMiddle() {
    List<Contract> listed =
        List.of(
            option(1, true, "2780", "0.16"),
            option(1, true, "2800", "0.16"),
            option(1, true, "2820", "0.16"),
            future(30, "2800"));
    RiskTerms terms = TestTerms.CHECK;
    UnderlyingRequirement held = require(terms, listed, -1, 2, -1, 0);
    assertThat(held.scan()).isGreaterThan(held.common());
    assertThat(held.worst()).isEqualTo(Scenario.COMMON + 2);
    UnderlyingArrays arrays = UnderlyingArrays.of(terms, listed);
    assertThat(arrays.pins())
        .extracting(Pin::strike)
        .containsExactly(units("2780", 8), units("2800", 8), units("2820", 8));
    // A future of another expiry moves by the same fraction: 2800 × 2800 ÷ 2790.19…
    assertThat(arrays.contracts().get(3).losses().get(Scenario.COMMON + 1))
        .isBetween(units("-2462", 6), units("-2450", 6));
  }

  @DisplayName("RSK-04: no pin beyond two look-aheads, nor outside the price scan range")
  @ParameterizedTest
  @CsvSource({"2, 2800, 1", "3, 2800, 0", "2, 2911, 0", "2, 2909, 1", "2, 2671, 1", "2, 2669, 0"})
  void strike_isPinned_onlyNearInTimeAndPrice(long days, String strike, int pins) {
    List<Contract> listed = List.of(option(days, true, strike, "0.16"), future(days, "2790"));
    assertThat(UnderlyingArrays.of(TestTerms.CHECK, listed).pins()).hasSize(pins);
  }

  @DisplayName("RSK-02: the listed future's mark is the forward, else the index is carried")
  @Test
  void callAtTheForward_isWorthTheSame_markedOrCarried() {
    // 2790 × e^(0.025 × 45 / 365) = 2798.612581…
    List<Contract> carried = List.of(option(45, true, "2825", "0.16"));
    List<Contract> marked = List.of(option(45, true, "2825", "0.16"), future(45, "2798.61258106"));
    long value = UnderlyingArrays.of(TestTerms.CHECK, carried).contracts().get(0).value();
    assertThat(UnderlyingArrays.of(TestTerms.CHECK, marked).contracts().get(0).value())
        .isBetween(value - 5, value + 5);
    // At the forward 2790 the check's call is worth 46.8125623913695 × 250.
    List<Contract> check = List.of(option(45, true, "2825", "0.16"), future(45, "2790"));
    assertThat(UnderlyingArrays.of(TestTerms.CHECK, check).contracts().get(0).value())
        .isEqualTo(units("11703.140597", 6));
  }

  @DisplayName("RSK-08: matched deltas are charged once, the rest not")
  @Test
  void spread_isChargedForWhatMatches() {
    List<Contract> listed =
        List.of(
            future(30, "2790"),
            future(60, "2790"),
            new Contract.Linear(Contract.NEVER, units("250", 6), units("2790", 8)));
    // 500 units match the second, 250 the perpetual: 750 × 0.001 × 2790.
    assertThat(require(TestTerms.CHECK, listed, 3, -2, -5).calendar())
        .isEqualTo(units("2092.5", 6));
    assertThat(require(TestTerms.CHECK, listed, 3, 2, 5).calendar()).isZero();
  }

  @DisplayName("RSK-09: what takes long to trade out of is charged, the group's units together")
  @Test
  void concentration_followsTheFormula() {
    List<Contract> listed = List.of(future(30, "2790"));
    UnderlyingRequirement alone = require(terms("3", "0.33", "0", 100), listed, 4);
    // N = 1000, d = 1000 / 100 + 0.3 − 2 = 8.3, √(1 + 8.3 / 2) − 1 = 1.269361…
    assertThat(alone.scan()).isEqualTo(units("120000.000872", 6));
    assertThat(alone.concentration()).isBetween(units("152323.33", 6), units("152323.34", 6));
    UnderlyingArrays arrays = UnderlyingArrays.of(terms("3", "0.33", "0", 100), listed);
    UnderlyingRequirement grouped =
        UnderlyingRequirement.of(
            arrays,
            List.of(new Holding(arrays.contracts().get(0), 2)),
            alone.units(arrays.terms()).shiftRight(1));
    assertThat(grouped.concentration() * 2)
        .isBetween(alone.concentration() - 10, alone.concentration() + 10);
    assertThat(require(terms("3", "0.33", "0", 0), listed, 4).concentration()).isZero();
    assertThat(require(terms("3", "0.33", "0", 1_000_000), listed, 4).concentration()).isZero();
  }

  @DisplayName("RSK-07: options written need at least their minimum")
  @Test
  void shortOption_needsItsMinimum() {
    List<Contract> listed = List.of(option(45, true, "9999", "0.05"), future(45, "2790"));
    UnderlyingRequirement written = require(terms("1", "0.33", "12.5", 0), listed, -3, 0);
    assertThat(written.shortOptionMinimum()).isEqualTo(units("37.5", 6));
    assertThat(written.total()).isEqualTo(units("37.5", 6));
    assertThat(require(terms("1", "0.33", "12.5", 0), listed, 3, -1).shortOptionMinimum()).isZero();
  }

  @DisplayName("RSK-06: a futures-style option is not discounted and has no option value")
  @Test
  void futuresStyle_isNotDiscounted() {
    long time = 45 * TestTerms.DAY;
    Contract premium = option(45, true, "2825", "0.16");
    Contract style =
        new Contract.Option(time, units("250", 6), true, units("2825", 8), units("0.16", 9), false);
    List<ContractRisk> risks =
        UnderlyingArrays.of(TestTerms.CHECK, List.of(premium, style)).contracts();
    assertThat(risks.get(1).value()).isZero();
    assertThat(risks.get(1).isPremium()).isFalse();
    // e^(0.025 × 45 / 365) = 1.003087…
    assertThat(risks.get(1).delta() * 1_000_000 / risks.get(0).delta()).isEqualTo(1_003_086);
  }

  @DisplayName("RSK-10: the offset is granted on what moves against each other")
  @Test
  void marginClass_isRelievedOfWhatOffsets() {
    UnderlyingRequirement longSide = require(TestTerms.CHECK, List.of(future(30, "2790")), 10);
    UnderlyingRequirement shortSide = require(TestTerms.CHECK, List.of(future(30, "2790")), -6);
    List<UnderlyingRequirement> both = List.of(longSide, shortSide);
    long sum = longSide.total() + shortSide.total();
    ClassRequirement none = ClassRequirement.of(both, 0);
    assertThat(none.required()).isEqualTo(sum);
    assertThat(none.joint()).isBetween(units("120000", 6), units("120000.001", 6));
    ClassRequirement most = ClassRequirement.of(both, units("0.8", 9));
    long gain = longSide.common() + shortSide.common() - most.joint();
    assertThat(most.required()).isEqualTo(sum - gain / 10 * 8 - gain % 10 * 8 / 10);
    assertThat(most.worst()).isEqualTo(13);
  }

  @DisplayName("RSK-10: never below the short option minima")
  @Test
  void marginClass_needsTheMinimaOfItsOptions() {
    List<Contract> listed = List.of(option(45, true, "9999", "0.05"), future(45, "2790"));
    UnderlyingRequirement one = require(terms("1", "0.33", "12.5", 0), listed, -3, 0);
    assertThat(ClassRequirement.of(List.of(one, one), units("0.8", 9)).required())
        .isEqualTo(units("75", 6));
    assertThat(ClassRequirement.of(List.of(), 0).required()).isZero();
  }

  @DisplayName("RSK-12: maintenance, initial, option value and equity")
  @Test
  void account_addsItsParts() {
    UnderlyingArrays arrays =
        UnderlyingArrays.of(
            TestTerms.CHECK, List.of(option(45, true, "2825", "0.16"), future(45, "2790")));
    ContractRisk call = arrays.contracts().get(0);
    List<ClassRequirement> classes =
        LongStream.of(1_000_000, 2_000_001).mapToObj(r -> new ClassRequirement(r, 1, r)).toList();
    Collateral bond =
        new Collateral(
            units("100", 6), units("0.99", 8), units("0.04", 9), Long.MAX_VALUE, false, false);
    AccountRequirement account =
        AccountRequirement.of(
            classes,
            List.of(new Holding(call, -2), new Holding(arrays.contracts().get(1), -5)),
            units("30000", 6),
            List.of(bond),
            units("1.25", 9),
            units("1.2", 9),
            0);
    assertThat(account.maintenance()).isEqualTo(3_000_001);
    assertThat(account.initial()).isEqualTo(4_500_002);
    assertThat(account.netOptionValue()).isEqualTo(-2 * (call.value() + 1));
    assertThat(account.equity())
        .isEqualTo(units("30000", 6) + account.netOptionValue() + units("95.04", 6));
    assertThat(account.excessInitial()).isEqualTo(account.equity() - 4_500_002);
    assertThat(account.excessMaintenance()).isEqualTo(account.equity() - 3_000_001);
    AccountRequirement opening =
        AccountRequirement.of(
            classes, List.of(), 0, List.of(), units("1.25", 9), units("1", 9), 9_000_000);
    assertThat(opening.initial()).isEqualTo(9_000_000);
  }

  @DisplayName("RSK-11: the least amount that counts for a credit, whatever the cap")
  @ParameterizedTest
  @CsvSource({"0.000001, 0.000002", "0.949440, 1.000000", "0.949441, 1.000002", "94.944, 100"})
  void collateral_isTakenByTheLeastAmount(String credit, String amount) {
    Collateral collateral =
        new Collateral(
            units("1000", 6), units("0.989", 8), units("0.04", 9), units("5", 6), false, false);
    assertThat(collateral.amountFor(units(credit, 6))).isEqualTo(units(amount, 6));
    assertThat(collateral.counts()).isEqualTo(units("5", 6));
    assertThat(collateral.uncapped().counts()).isEqualTo(units("949.44", 6));
  }

  @DisplayName("RSK-11: collateral counts what is left of it")
  @ParameterizedTest
  @CsvSource({
    "1000000, 0.989, 0.04, , false, false, 949440",
    "1000000, 0.989, 0.04, 500000, false, false, 500000",
    "1000000, 0.989, 0.04, , true, false, 909880",
    "1000000, 0.989, 0.6, , true, false, 0",
    "1000000, 0.989, 0.04, , false, true, 0",
    "0.000001, 0.989, 0, , false, false, 0",
    "0, 1, 0, , false, false, 0",
  })
  void collateral_counts(
      String amount,
      String price,
      String haircut,
      String cap,
      boolean stale,
      boolean own,
      String counts) {
    Collateral collateral =
        new Collateral(
            units(amount, 6),
            units(price, 8),
            units(haircut, 9),
            cap == null ? Long.MAX_VALUE : units(cap, 6),
            stale,
            own);
    assertThat(collateral.counts()).isEqualTo(units(counts, 6));
  }
}
