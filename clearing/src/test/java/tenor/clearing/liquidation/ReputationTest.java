package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.liquidation.Scene.usd;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestTx;
import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.proto.ReputationRecord;
import tenor.clearing.proto.Standing;

/** How conduct in margin calls becomes a factor on initial margin. */
class ReputationTest {
  private static final long ONE = 1_000_000_000;

  private static ReputationRecord record(Scene scene) {
    return AdaptiveKeys.REPUTATIONS.get(scene.house.state(), ALPHA);
  }

  private static long factor(Scene scene) {
    return Reputation.factor(scene.house.state(), ALPHA_ACCOUNT);
  }

  /** The block that ends the epoch. */
  private static void nextDay(Scene scene) {
    long now = scene.house.timeMillis();
    scene.house.blockAt(now - Math.floorMod(now, DAY_MILLIS) + DAY_MILLIS);
  }

  /** Called at 2710, and two hours later still. */
  private static Scene late() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10);
    scene.at(2710);
    scene.house.blockAt(scene.house.timeMillis() + DAY_MILLIS / 12);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_LIQUIDATING);
    return scene;
  }

  @DisplayName("ADP-10: a call met within its grace is no mark")
  @Test
  void call_metInTime_isNoMark() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10);
    scene.at(2710);
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(50_000)));
    nextDay(scene);
    assertThat(record(scene)).isEqualTo(ReputationRecord.getDefaultInstance());
    assertThat(factor(scene)).isEqualTo(ONE);
  }

  @DisplayName(
      "ADP-10 ADP-11: a call met late is a mark, which counts from the next epoch and fades")
  @Test
  void call_metLate_raisesInitialFromTheNextEpoch() {
    Scene scene = late();
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(50_000)));
    assertThat(record(scene).getLateCalls()).isEqualTo(1);
    assertThat(record(scene).getMarks()).isEqualTo(50_000_000);
    assertThat(factor(scene)).isEqualTo(ONE);
    long initial = scene.margin(ALPHA_ACCOUNT).initial();
    nextDay(scene);
    // 5 % less 2 % of it.
    assertThat(factor(scene)).isEqualTo(1_049_000_000);
    assertThat(scene.margin(ALPHA_ACCOUNT).initial()).isEqualTo(initial / 1000 * 1049);
    assertThat(scene.margin(ALPHA_ACCOUNT).maintenance()).isEqualTo(usd(271_000));
    assertThat(Reputation.factor(scene.house.state(), BETA_ACCOUNT)).isEqualTo(ONE);
    nextDay(scene);
    assertThat(factor(scene)).isEqualTo(1_048_020_000);
  }

  @DisplayName("ADP-11: while a call is open the factor stays, though marks are made and fade")
  @Test
  void factor_isFrozenWhileACallIsOpen() {
    Scene scene = late();
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1_000)));
    nextDay(scene);
    long before = factor(scene);
    assertThat(before).isEqualTo(1_049_000_000);
    scene.at(2700);
    assertThat(Standings.hasOpenCall(scene.house.state(), ALPHA_ACCOUNT)).isTrue();
    nextDay(scene);
    nextDay(scene);
    assertThat(factor(scene)).isEqualTo(before);
    assertThat(record(scene).getMarks()).isLessThan(49_000_000);
    scene.house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(50_000)));
    nextDay(scene);
    assertThat(record(scene).getLateCalls()).isEqualTo(2);
    assertThat(factor(scene)).isEqualTo(ONE + record(scene).getMarks());
  }

  @DisplayName("ADP-10: a liquidation that sold positions is one mark, however many slices it took")
  @Test
  void liquidation_isOneMark() {
    Scene scene = Scene.of(SPX_PERPETUAL, usd(350_000), 10).offer(50_000_000, 100);
    scene.at(2710);
    assertThat(record(scene).getLiquidations()).isEqualTo(1);
    assertThat(record(scene).getLateCalls()).isZero();
    assertThat(record(scene).getMarks()).isEqualTo(150_000_000);
  }

  @DisplayName("ADP-10 ADP-11: owing is a failed settlement; marks are at most a half")
  @Test
  void default_isAFailedSettlement() {
    Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10);
    scene.at(2400);
    assertThat(scene.standing(ALPHA_ACCOUNT)).isEqualTo(Standing.STANDING_DEFAULT);
    assertThat(record(scene).getFailedSettlements()).isEqualTo(1);
    assertThat(record(scene).getMarks()).isEqualTo(100_000_000);
    for (int i = 0; i < 9; i++) {
      scene.house.change(state -> Reputation.failedSettlement(state, ALPHA_ACCOUNT));
    }
    assertThat(record(scene).getFailedSettlements()).isEqualTo(10);
    assertThat(record(scene).getMarks()).isEqualTo(500_000_000);
  }
}
