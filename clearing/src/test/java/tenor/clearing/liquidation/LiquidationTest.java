package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.liquidation.Scene.PLENTY;
import static tenor.clearing.liquidation.Scene.usd;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.LiquidationTotals;
import tenor.clearing.proto.Standing;

/** From a margin call to good standing again, in numbers worked out by hand. */
class LiquidationTest {
  private static final long FIVE_PERCENT = 50_000_000;

  /**
   * 10 contracts at 2710: E = 350 000 − 80 × 100 × 10 = 270 000, M = 271 000. f = (298 100 − 270
   * 000) / (271 000 × 1.05) = 0.098752…, so one contract goes, for 5 % × f × M = 1 338.095 238, of
   * which a tenth is the fund's.
   */
  @DisplayName("LIQ-04 LIQ-06 LIQ-07: a perpetual has no grace; one slice restores its margin")
  @Test
  void account_belowMaintenance_sellsTheLargestSlice() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    BlockResult block = scene.at(2710);

    assertThat(Scene.happened(block))
        .containsExactly(
            "marginCall", "liquidation", "sliceTaken", "sliceMoved", "slice", "callMet");
    assertThat(Scene.attribute(block, "marginCall", "equity")).isEqualTo("270000000000");
    assertThat(Scene.attribute(block, "marginCall", "maintenance")).isEqualTo("271000000000");
    assertThat(Scene.attribute(block, "marginCall", "scenario")).isEqualTo("13");
    assertThat(Scene.attribute(block, "slice", "portionPpb")).isEqualTo("98752416");
    assertThat(Scene.attribute(block, "sliceTaken", "premium")).isEqualTo("1338095238");
    assertThat(Scene.attribute(block, "sliceTaken", "toFund")).isEqualTo("133809523");

    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isEqualTo(9);
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isEqualTo(1);
    assertThat(scene.cash(ALPHA_ACCOUNT)).isEqualTo(usd(270_000) - 1_338_095_238L);
    assertThat(scene.cash(LIQUIDATOR_ACCOUNT)).isEqualTo(PLENTY + 1_338_095_238L - 133_809_523L);
    assertThat(scene.cash(Ledger.FUND)).isEqualTo(Scene.FUND + 133_809_523L);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_GOOD);
    assertThat(totals(scene))
        .isEqualTo(
            LiquidationTotals.newBuilder()
                .setMarginCalls(1)
                .setLiquidations(1)
                .setSlices(1)
                .build());
  }

  @DisplayName("LIQ-04: grace of a future is an hour; a top-up within it ends the call")
  @Test
  void call_metWithinGrace_liquidatesNothing() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    assertThat(Scene.happened(scene.at(2710))).containsExactly("marginCall");
    AccountStanding called = LiquidationKeys.STANDINGS.require(scene.house.state(), ALPHA_ACCOUNT);
    assertThat(called.getStanding()).isEqualTo(Standing.STANDING_CALLED);
    assertThat(called.getEquity()).isEqualTo(usd(270_000));
    assertThat(called.getMaintenance()).isEqualTo(usd(271_000));
    assertThat(called.getAsset()).isEqualTo(USD);

    scene.house.blockAt(scene.house.timeMillis() + TestGenesis.DAY_MILLIS / 24 - 2);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CALLED);
    scene.house.step(1).accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1_000)));
    assertThat(Standings.isGood(scene.house.state(), ALPHA_ACCOUNT)).isTrue();
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_FUTURE)).isEqualTo(10);
  }

  @DisplayName("LIQ-04: when grace is over, liquidation begins")
  @Test
  void call_notMet_isLiquidatedAfterGrace() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    scene.at(2710);
    BlockResult due = scene.house.blockAt(scene.house.timeMillis() + TestGenesis.DAY_MILLIS / 24);
    assertThat(Scene.happened(due))
        .containsExactly("liquidation", "sliceTaken", "sliceMoved", "slice", "callMet");
  }

  @DisplayName("LIQ-05: nobody takes below what is asked; the premium rises until somebody does")
  @Test
  void premium_belowWhatIsAsked_waits() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(100_000_000, 100);
    assertThat(Scene.happened(scene.at(2710))).containsExactly("marginCall", "liquidation");
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_LIQUIDATING);
    // 240 minutes of ramp from 5 % to 30 %: 10 % is reached after 48 minutes.
    long start = scene.house.timeMillis();
    BlockResult before = scene.house.blockAt(start + TestGenesis.DAY_MILLIS / 1440 * 48 - 1);
    assertThat(Scene.happened(before)).isEmpty();
    BlockResult after = scene.house.blockAt(start + TestGenesis.DAY_MILLIS / 1440 * 48);
    assertThat(Scene.attribute(after, "slice", "premiumPpb")).isEqualTo("100000000");
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_GOOD);
  }

  @DisplayName("LIQ-05: the premium restarts after an accepted slice")
  @Test
  void premium_afterASlice_restarts() {
    // The offer takes one contract a block where more are needed.
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(100_000_000, 1);
    scene.at(2600);
    long start = scene.house.timeMillis();
    long reached = start + TestGenesis.DAY_MILLIS / 1440 * 48;
    assertThat(Scene.happened(scene.house.blockAt(reached))).contains("slice");
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isEqualTo(9);
    assertThat(Scene.happened(scene.house.blockAt(reached + 1_000))).isEmpty();
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_LIQUIDATING);
  }

  @DisplayName("LIQ-07: outside default the premium is at most the account's equity")
  @Test
  void premium_isAtMostEquity() {
    // At 2441: E = 350 000 − 349 000 = 1 000 and 5 % of M = 12 205.
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    BlockResult block = scene.at(2441);
    assertThat(Scene.attribute(block, "sliceTaken", "premium")).isEqualTo("1000000000");
    assertThat(scene.cash(ALPHA_ACCOUNT)).isZero();
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isZero();
    assertThat(Standings.isGood(scene.house.state(), ALPHA_ACCOUNT)).isTrue();
  }

  @DisplayName("LIQ-13: old prices stop liquidation; it goes on an hour after fresh ones")
  @Test
  void liquidation_withOldPrices_waits() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    scene.at(2710);
    scene.house.silence(SPX);
    long fourDays = scene.house.timeMillis() + 4 * TestGenesis.DAY_MILLIS;
    assertThat(Scene.happened(scene.house.blockAt(fourDays))).doesNotContain("liquidation");
    assertThat(Scene.happened(scene.at(2710))).isEmpty();
    long hour = fourDays + TestGenesis.DAY_MILLIS / 24;
    assertThat(Scene.happened(scene.house.blockAt(hour - 1))).isEmpty();
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CALLED);
    assertThat(Scene.happened(scene.house.blockAt(hour))).contains("liquidation", "slice");
    assertThat(LiquidationKeys.OUTAGES.rows(scene.house.state())).isEmpty();
  }

  @DisplayName("LIQ-13: an auction that an outage stops starts anew")
  @Test
  void premium_afterAnOutage_restarts() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(100_000_000, 100);
    scene.at(2710);
    scene.house.silence(SPX);
    long fourDays = scene.house.timeMillis() + 4 * TestGenesis.DAY_MILLIS;
    scene.house.blockAt(fourDays);
    scene.house.price(SPX, Scene.price(2710));
    long calm = fourDays + TestGenesis.DAY_MILLIS / 24;
    scene.house.blockAt(calm - 1);
    assertThat(Scene.happened(scene.house.blockAt(calm))).isEmpty();
    BlockResult taken = scene.house.blockAt(calm - 1 + TestGenesis.DAY_MILLIS / 1440 * 48);
    assertThat(Scene.attribute(taken, "slice", "premiumPpb")).isEqualTo("100000000");
  }

  @DisplayName("LIQ-10: the account's own group may not take, nor one that is not a liquidator")
  @Test
  void taker_ofTheSameGroup_isPassedOver() {
    var genesis = Scene.genesis();
    genesis.setParticipants(
        (int) TestGenesis.LIQUIDATOR - 1,
        genesis.getParticipants((int) TestGenesis.LIQUIDATOR - 1).toBuilder()
            .setGroup(TestGenesis.ALPHA));
    Scene scene = Scene.of(genesis, SPX_PERPETUAL, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    assertThat(Scene.happened(scene.at(2710))).containsExactly("marginCall", "liquidation");
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isZero();
  }

  @DisplayName("LIQ-11: a taker takes what leaves it maintenance × initial factor, no more")
  @Test
  void taker_withLittleEquity_takesLess() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(2_800_000), 80).offer(FIVE_PERCENT, 100);
    // It keeps 100 000: at 2600, initial margin of two contracts is 65 000, of three 97 500.
    scene.house.accepted(TestTx.withdraw(LIQUIDATOR_ACCOUNT, USD, PLENTY - usd(100_000)));
    scene.house.blocks(2);
    scene.at(2600);
    assertThat(scene.margin(LIQUIDATOR_ACCOUNT).coversScaled()).isTrue();
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isBetween(1L, 4L);
    assertThat(
            scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)
                + scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL))
        .isEqualTo(80);
  }

  /**
   * Open interest is at its cap of 10, so opening needs the full notional: 271 000 a contract. The
   * taker has 100 000, which is more than maintenance × initial factor of one contract.
   */
  @DisplayName("LIQ-11: the open-interest term does not bind takers")
  @Test
  void taker_nearTheOpenInterestCap_isBoundByScaledMaintenanceOnly() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    scene.house.accepted(TestTx.withdraw(LIQUIDATOR_ACCOUNT, USD, PLENTY - usd(100_000)));
    scene.house.blocks(1);
    scene.house.accepted(TestTx.param("margin", "openInterestCap", SPX, 10));
    scene.at(2710);
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isEqualTo(1);
    assertThat(scene.margin(LIQUIDATOR_ACCOUNT).coversScaled()).isTrue();
    assertThat(scene.margin(LIQUIDATOR_ACCOUNT).coversInitial()).isFalse();
  }

  /**
   * Alpha is long 10 and Beta long 5 against the liquidator. At 2700 Beta lacks more; with one step
   * a block it is acted on first, and Alpha in the next block.
   */
  @DisplayName("LIQ-03 LIQ-12: the worst are acted on first, and no more than governed in a block")
  @Test
  void steps_beyondTheMost_waitForTheNextBlock() {
    var genesis = Scene.genesis().addParams(TestGenesis.param("liquidation", "maxSteps", 0, 1));
    TestHouse house = TestHouse.of(genesis.build());
    house.price(SPX, Scene.price(2790)).block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, usd(350_000)),
        TestTx.deposit(BETA_ACCOUNT, USD, usd(174_400)),
        TestTx.deposit(LIQUIDATOR_ACCOUNT, USD, PLENTY));
    house.accepted(
        TestTx.offer(LIQUIDATOR_ACCOUNT, SPX, FIVE_PERCENT, 100),
        TestTx.trade(SPX_PERPETUAL, ALPHA_ACCOUNT, LIQUIDATOR_ACCOUNT, Scene.price(2790), 10),
        TestTx.trade(SPX_PERPETUAL, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT, Scene.price(2790), 5));
    // At 2710 Alpha has 270 000 of 271 000, Beta 134 400 of 135 500.
    BlockResult first = house.price(SPX, Scene.price(2710)).block();
    assertThat(Scene.happened(first).stream().filter("liquidation"::equals)).hasSize(2);
    assertThat(Scene.attribute(first, "slice", "account")).isEqualTo("" + BETA_ACCOUNT);
    assertThat(Scene.attribute(house.block(), "slice", "account")).isEqualTo("" + ALPHA_ACCOUNT);
  }

  private static LiquidationTotals totals(Scene scene) {
    return LiquidationKeys.TOTALS.get(scene.house.state(), Table.Singleton.ROW);
  }
}
