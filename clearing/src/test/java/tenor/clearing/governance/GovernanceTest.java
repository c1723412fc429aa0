package tenor.clearing.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.EUR;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.param;
import static tenor.clearing.TestTx.rules;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.collateral.CollateralParams;
import tenor.clearing.compliance.ComplianceParams;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Rules;

class GovernanceTest {
  private final TestHouse house = TestHouse.market();

  @Test
  @DisplayName("GOV-01: a parameter applies from the next block on")
  void parameter_appliesFromTheNextBlock() {
    house.accepted(param("compliance", "maxKeys", 0, 3));
    assertThat(ComplianceParams.MAX_KEYS.get(house.state())).isEqualTo(64);
    assertThat(GovernanceKeys.PENDING.rows(house.state())).hasSize(1);
    house.block();
    assertThat(ComplianceParams.MAX_KEYS.get(house.state())).isEqualTo(3);
    assertThat(GovernanceKeys.PENDING.rows(house.state())).isEmpty();
  }

  @Test
  @DisplayName("GOV-01: of several values for one row in a block, the last stands")
  void lastValueOfABlock_stands() {
    house.block(
        house.tx(param("compliance", "maxKeys", 0, 3)),
        house.tx(param("compliance", "maxKeys", 0, 4)));
    house.block();
    assertThat(ComplianceParams.MAX_KEYS.get(house.state())).isEqualTo(4);
  }

  @Test
  void valueOfAScope_goesBeforeThatForAll_whichGoesBeforeTheDefault() {
    house.accepted(param("collateral", "reserve", USD, 5), param("collateral", "reserve", 0, 7));
    house.block();
    assertThat(CollateralParams.RESERVE.get(house.state(), USD)).isEqualTo(5);
    assertThat(CollateralParams.RESERVE.get(house.state(), EUR)).isEqualTo(7);
    assertThat(CollateralParams.MIN_WITHDRAWAL.get(house.state(), EUR)).isZero();
  }

  @Test
  @DisplayName("GOV-03: a version of the rules is in force from its height on")
  void rulesVersion_isByHeight() {
    house.accepted(rules(2, 9));
    assertThat(versions(8, 9, 10)).containsExactly(1, 2, 2);
    house.accepted(rules(1, 9));
    assertThat(versions(8, 9, 10)).containsExactly(1, 1, 1);
    house.accepted(rules(2, 20));
    assertThat(versions(0, 9, 19, 20, Long.MAX_VALUE)).containsExactly(1, 1, 1, 2, 2);
    assertThat(house.rules().rulesVersion(house.state(), 20)).isEqualTo(2);
  }

  private List<Integer> versions(long... heights) {
    return java.util.Arrays.stream(heights)
        .mapToObj(height -> Rules.version(house.state(), height))
        .toList();
  }

  @Test
  @DisplayName("GOV-04: a release stops at the height of rules that it does not know")
  void unknownRules_stopTheNodeAtTheirHeight() {
    house.accepted(rules(2, 5));
    house.accepted(rules(3, 6));
    house.blocks(3);
    assertThat(house.height()).isEqualTo(5);
    assertThatThrownBy(house::block)
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("install a newer release");
  }

  @Test
  @DisplayName("GOV-05: the clock is that of the last block while a block runs")
  void minutes_areFractionsOfTheDay_roundedUp() {
    TestHouse replay = TestHouse.of(TestGenesis.bare().setDayMillis(1_000).build());
    assertThat(ChainClock.minutes(replay.state(), 1440)).isEqualTo(1_000);
    assertThat(ChainClock.minutes(replay.state(), 1)).isEqualTo(1);
    assertThat(ChainClock.minutes(replay.state(), 5)).isEqualTo(4);
    assertThat(ChainClock.minutes(house.state(), 1)).isEqualTo(60_000);
  }
}
