package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.liquidation.Scene.usd;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.defaultfund.DefaultFundKeys;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.proto.Covered;
import tenor.clearing.proto.Standing;

/** An account that cannot pay, and who pays for it. */
class DefaultTest {
  private static final long FIVE_PERCENT = 50_000_000;

  private static Scene scene() {
    return Scene.of(SPX_PERPETUAL, usd(350_000), 10);
  }

  /**
   * 10 contracts at 2400: E = 350 000 − 390 000 = −40 000, M = 240 000. All of it goes for 5 % × M
   * = 12 000, of which 1 200 are the fund's; the fund pays the 52 000 that are owed.
   */
  @DisplayName("LIQ-04 DFN-01: an insolvent account is sold whole, the fund pays what it owes")
  @Test
  void insolvency_isClosedOutInOneBlock_ifSomebodyTakes() {
    Scene scene = scene().offer(FIVE_PERCENT, 100);
    BlockResult block = scene.at(2400);
    assertThat(Scene.happened(block))
        .containsExactly("default", "sliceTaken", "sliceMoved", "slice", "covered", "closedOut");
    assertThat(Scene.attribute(block, "slice", "portionPpb")).isEqualTo("1000000000");
    assertThat(Scene.attribute(block, "covered", "fund")).isEqualTo("52000000000");
    assertThat(scene.cash(ALPHA_ACCOUNT)).isZero();
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isZero();
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isEqualTo(10);
    assertThat(scene.cash(Ledger.FUND)).isEqualTo(Scene.FUND + usd(1_200) - usd(52_000));
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CLOSED_OUT);
    assertThat(LiquidationKeys.STANDINGS.require(scene.house.state(), ALPHA_ACCOUNT).getFundPaid())
        .isEqualTo(usd(52_000));
  }

  @DisplayName("LIQ-04: a default goes on to its end though equity recovers")
  @Test
  void default_withEquityRecovered_goesOn() {
    Scene scene = scene();
    assertThat(Scene.happened(scene.at(2400))).containsExactly("default");
    assertThat(Scene.happened(scene.at(2790))).isEmpty();
    assertThat(scene.cash(ALPHA_ACCOUNT)).isEqualTo(usd(350_000));
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_DEFAULT);
    scene.offer(FIVE_PERCENT, 100);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CLOSED_OUT);
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isZero();
    assertThat(scene.cash(ALPHA_ACCOUNT)).isPositive();
    assertThat(scene.cash(Ledger.FUND)).isGreaterThan(Scene.FUND);
  }

  @DisplayName("LIQ-09: a default is sold over blocks if nobody takes all of it at once")
  @Test
  void default_isSoldInParts() {
    Scene scene = scene().offer(FIVE_PERCENT, 4);
    scene.at(2400);
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isEqualTo(6);
    scene.house.block();
    assertThat(scene.contracts(ALPHA_ACCOUNT, SPX_PERPETUAL)).isEqualTo(2);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_DEFAULT);
    scene.house.block();
    assertThat(scene.contracts(LIQUIDATOR_ACCOUNT, SPX_PERPETUAL)).isEqualTo(10);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CLOSED_OUT);
  }

  /** At 1600: E = 350 000 − 1 190 000 = −840 000; the premium is 8 000, of which 800 return. */
  @DisplayName("DFN-01: what fund and house cannot pay stays owed, and the default stays open")
  @Test
  void loss_beyondTheLayers_staysOwed() {
    var genesis = Scene.genesis();
    genesis.setFunds(0, genesis.getFunds(0).toBuilder().setAmount(usd(500_000)));
    Scene scene = Scene.of(genesis, SPX_PERPETUAL, usd(350_000), 10).offer(FIVE_PERCENT, 100);
    assertThat(Scene.happened(scene.at(1600)))
        .contains("default", "covered")
        .doesNotContain("closedOut");
    assertThat(scene.cash(Ledger.FUND)).isZero();
    assertThat(scene.cash(ALPHA_ACCOUNT)).isEqualTo(usd(-840_000 - 8_000 + 500_000 + 800));
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_DEFAULT);

    // It pays what it owes: the default closes, and more goes back to the fund.
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(347_200)));
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_CLOSED_OUT);
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(100)));
    assertThat(scene.cash(ALPHA_ACCOUNT)).isZero();
    assertThat(scene.cash(Ledger.FUND)).isEqualTo(usd(100));
  }

  @DisplayName("DFN-03: later receipts repay the fund; the rest is the account's own")
  @Test
  void receipts_ofAnAccountClosedOut_repayTheFund() {
    Scene scene = scene().offer(FIVE_PERCENT, 100);
    scene.at(2400);
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(20_000)));
    assertThat(scene.cash(ALPHA_ACCOUNT)).isZero();
    assertThat(covered(scene)).isEqualTo(Covered.newBuilder().setFund(usd(32_000)).build());
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(40_000)));
    assertThat(scene.cash(ALPHA_ACCOUNT)).isEqualTo(usd(8_000));
    assertThat(covered(scene)).isEqualTo(Covered.getDefaultInstance());
    assertThat(scene.cash(Ledger.FUND)).isEqualTo(Scene.FUND + usd(1_200));
  }

  private static Covered covered(Scene scene) {
    return DefaultFundKeys.COVERED.get(scene.house.state(), new AccountAsset(ALPHA_ACCOUNT, USD));
  }
}
