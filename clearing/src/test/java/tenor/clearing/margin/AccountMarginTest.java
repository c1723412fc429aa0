package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;

import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AdaptiveOffset;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.RiskArray;

/** The margin of accounts on a chain, in numbers worked out by hand: SPX at 2000, NDQ at 1000. */
class AccountMarginTest {
  private TestHouse house = TestHouse.market();

  @BeforeEach
  void open() {
    house = start(TestHouse.market());
  }

  private static TestHouse start(TestHouse house) {
    house.price(SPX, 2000 * Fixed.PRICE_ONE).price(NDQ, 1000 * Fixed.PRICE_ONE).block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1_000_000)),
        TestTx.deposit(BETA_ACCOUNT, USD, usd(1_000_000)));
    return house;
  }

  private static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  /** Alpha's margin if it bought this much of Beta. */
  private AccountMargin with(int instrument, long contracts) {
    return AccountMargin.of(
        bought(new Overlay(house.state()), instrument, contracts), ALPHA_ACCOUNT);
  }

  private static Overlay bought(Overlay state, int instrument, long contracts) {
    if (contracts > 0) {
      Positions.move(state, instrument, BETA_ACCOUNT, ALPHA_ACCOUNT, contracts);
    } else {
      Positions.move(state, instrument, ALPHA_ACCOUNT, BETA_ACCOUNT, -contracts);
    }
    return state;
  }

  @DisplayName("MRG-03 MRG-07: 5 contracts at 2000, 10 %: maintenance 100 000, initial 125 000")
  @Test
  void margin_ofALongPosition() {
    Requirement need = with(SPX_FUTURE, 5).in(USD);
    assertThat(need)
        .isEqualTo(
            new Requirement(
                USD, usd(1_000_000), usd(1_000_000), usd(100_000), usd(125_000), usd(125_000), 13));
    assertThat(AccountMargin.of(house.state(), ALPHA_ACCOUNT).in(USD).maintenance()).isZero();
  }

  @DisplayName("MRG-01 MRG-03: the sixteen losses of 5 contracts at 2000, 10 %")
  @Test
  void losses_ofALongPosition() {
    UnderlyingMargin margin = with(SPX_FUTURE, 5).classes().getFirst().underlyings().getFirst();
    assertThat(margin.losses().stream().map(loss -> Math.round(loss / 1e6)))
        .containsExactly(
            0L, 0L, -33_333L, -33_333L, 33_333L, 33_333L, -66_667L, -66_667L, 66_667L, 66_667L,
            -100_000L, -100_000L, 100_000L, 100_000L, -99_000L, 99_000L);
    assertThat(margin.total()).isEqualTo(usd(100_000));
  }

  @DisplayName("MRG-04: a perpetual counts as the last expiry")
  @Test
  void perpetual_isTheLastExpiry() {
    BlockRisk block = BlockRisk.of(house.state());
    assertThat(block.listed(SPX_PERPETUAL).risk().forwardMillis())
        .isEqualTo(block.listed(SPX_PERPETUAL).risk().timeMillis())
        .isGreaterThan(block.listed(SPX_FUTURE).risk().forwardMillis());
    assertThat(block.listed(SPX_FUTURE).risk().forwardMillis())
        .isEqualTo(TestGenesis.TIME_MILLIS + 30 * TestGenesis.DAY_MILLIS);
  }

  @DisplayName(
      "MRG-08: near its cap a position costs its notional, and the larger of both is initial")
  @ParameterizedTest
  @CsvSource({"0, 125000", "7, 125000", "6, 166666.666667", "5, 1000000", "4, 1000000"})
  void openInterest_ofALongPosition(long cap, BigDecimal initial) {
    house.accepted(TestTx.param("margin", "openInterestCap", SPX, cap));
    house.block();
    // A notional of 1 000 000; of a cap of 6 it is (5/6 − 0.8) / 0.2.
    Requirement need = with(SPX_FUTURE, 5).in(USD);
    assertThat(need.initial()).isEqualTo(initial.movePointRight(6).longValueExact());
    assertThat(need.scaled()).isEqualTo(usd(125_000));
    assertThat(with(SPX_FUTURE, -5).in(USD).initial())
        .isBetween(need.initial(), need.initial() + 7);
  }

  @DisplayName("MRG-10 MRG-11: what adapted is in force, the offset as far as it is governed")
  @Test
  void inForce_withHistory() {
    Overlay state = new Overlay(house.state());
    AdaptiveKeys.RANGES.put(
        state, SPX, AdaptiveRange.newBuilder().setPriceScanRange(70_000_000).build());
    assertThat(InForce.priceScanRange(state, SPX)).isEqualTo(70_000_000);
    assertThat(InForce.priceScanRange(state, NDQ)).isEqualTo(100_000_000);
    AdaptiveKeys.OFFSETS.put(state, 1, earned(300_000_000));
    assertThat(InForce.offset(state, 1)).isZero();
  }

  @DisplayName("MRG-11: an offset beyond what its correlations justify is refused")
  @Test
  void offset_beyondItsBounds_isRefused() {
    house.accepted(TestTx.param("adaptive", "correlationHigh", 1, 900_000_000));
    // 1 − 2 (1 − 0.8)² = 0.92
    assertThat(house.run(TestTx.param("margin", "offset", 1, 800_000_000)).code()).isEqualTo(1005);
    // 1 − 2 (1 − 0.7)² = 0.82
    house.accepted(TestTx.param("margin", "offset", 1, 700_000_000));
  }

  @DisplayName("MRG-03: a short position needs a unit more per contract, and loses upwards")
  @Test
  void margin_ofAShortPosition() {
    Requirement need = with(SPX_FUTURE, -5).in(USD);
    assertThat(need.maintenance()).isEqualTo(usd(100_000) + 5);
    assertThat(need.worstScenario()).isEqualTo(11);
  }

  @DisplayName("MRG-04: a calendar spread needs the charge alone, 0.5 % of the index per unit")
  @Test
  void margin_ofACalendarSpread() {
    Overlay state = bought(new Overlay(house.state()), SPX_FUTURE, 5);
    AccountMargin margin = AccountMargin.of(bought(state, SPX_PERPETUAL, -5), ALPHA_ACCOUNT);
    // The scan is a unit for each of the five contracts held short; 500 units × 2000 × 0.5 %.
    assertThat(margin.in(USD).maintenance()).isEqualTo(usd(5_000) + 5);
  }

  @DisplayName("MRG-06: ω of the gain from opposite underlyings of a class is granted")
  @Test
  void margin_ofOppositeUnderlyings_isOffset() {
    house.accepted(TestTx.param("margin", "offset", 1, 800_000_000));
    house.block();
    house.change(state -> AdaptiveKeys.OFFSETS.put(state, 1, earned(800_000_000)));
    Overlay state = bought(new Overlay(house.state()), SPX_FUTURE, 5);
    AccountMargin margin = AccountMargin.of(bought(state, NDQ_FUTURE, -6), ALPHA_ACCOUNT);
    // Alone 100 000 and 60 000 (and 6 units), together 40 000 (and 6): the gain is 120 000.
    ClassMargin equity = margin.classes().getFirst();
    assertThat(equity.joint()).isEqualTo(usd(40_000) + 6);
    assertThat(equity.required()).isEqualTo(usd(160_000) + 6 - usd(96_000));
  }

  private static AdaptiveOffset earned(long omega) {
    return AdaptiveOffset.newBuilder().setEpochs(400).setOmega(omega).build();
  }

  @DisplayName("MRG-10 MRG-11: nothing earned, nothing granted; the governed range until returns")
  @Test
  void inForce_withoutHistory() {
    house.accepted(TestTx.param("margin", "offset", 1, 800_000_000));
    house.block();
    assertThat(InForce.offset(house.state(), 1)).isZero();
    assertThat(InForce.priceScanRange(house.state(), SPX)).isEqualTo(100_000_000);
  }

  @DisplayName("MRG-05: what others of the group hold makes a position harder to trade out of")
  @Test
  void concentration_countsTheGroup() {
    var genesis = TestGenesis.market();
    int beta = (int) TestGenesis.BETA - 1;
    genesis
        .setParticipants(
            beta, genesis.getParticipants(beta).toBuilder().setGroup(TestGenesis.ALPHA))
        .addParams(TestGenesis.param("margin", "dailyCapacity", SPX, 400 * Fixed.AMOUNT_ONE));
    house = start(TestHouse.of(genesis.build()));
    // 500 units alone take 1.25 + 0.3 days, within two; 1 000 of the group take 2.8: √1.4 − 1 is
    // 0.18321595662, and Beta's five contracts sold count five units of loss more.
    UnderlyingMargin margin = with(SPX_FUTURE, 5).classes().getFirst().underlyings().getFirst();
    assertThat(margin.concentration()).isEqualTo(18_321_595_664L);
    house =
        TestHouse.of(
            TestGenesis.market()
                .addParams(
                    TestGenesis.param("margin", "dailyCapacity", SPX, 400 * Fixed.AMOUNT_ONE))
                .build());
    start(house);
    assertThat(with(SPX_FUTURE, 5).in(USD).maintenance()).isEqualTo(usd(100_000));
  }

  @DisplayName("MRG-09: below initial, a trade must lower maintenance and not its excess")
  @Test
  void trade_belowInitial_mustRelieve() {
    AccountMargin many = with(SPX_FUTURE, 50);
    assertThat(many.coversInitial()).isFalse();
    assertThat(with(SPX_FUTURE, 40).mayFollow(many)).isTrue();
    assertThat(with(SPX_FUTURE, 45).mayFollow(with(SPX_FUTURE, 60))).isTrue();
    assertThat(with(SPX_FUTURE, 60).mayFollow(many)).isFalse();
    assertThat(many.mayFollow(many)).isTrue();
    assertThat(with(SPX_FUTURE, 5).mayFollow(with(SPX_FUTURE, 1))).isTrue();
  }

  @DisplayName("MRG-02: an array is computed again when, and only when, an input changed")
  @Test
  void arrays_areComputedOnChange() {
    assertThat(changesArrays()).isFalse();
    house.price(SPX, 2001 * Fixed.PRICE_ONE);
    assertThat(changesArrays()).isTrue();
    house.accepted(TestTx.param("margin", "priceScanRange", SPX, 200_000_000));
    assertThat(changesArrays()).isTrue();
    RiskArray array = MarginKeys.ARRAYS.require(house.state(), SPX_FUTURE);
    assertThat(MarginKeys.RISKS.require(house.state(), SPX).getPriceScanRange())
        .isEqualTo(200_000_000);
    assertThat(array.getLosses(12)).isEqualTo(usd(2001 * 100 / 5));
    assertThat(changesArrays()).isFalse();
  }

  private boolean changesArrays() {
    return house.block().changes().keySet().stream().anyMatch(key -> key.prefix() == Prefix.MARGIN);
  }

  @DisplayName("MRG-02: without an array there is no margin, and that is a rule failure")
  @Test
  void margin_withoutAnArray_fails() {
    Overlay state = bought(new Overlay(house.state()), SPX_FUTURE, 5);
    MarginKeys.ARRAYS.remove(state, SPX_FUTURE);
    assertThatThrownBy(() -> AccountMargin.of(state, ALPHA_ACCOUNT))
        .isInstanceOf(RuleFailure.class);
  }
}
