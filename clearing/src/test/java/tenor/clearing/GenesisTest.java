package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.collateral.Custody;
import tenor.clearing.compliance.Participants;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisFund;
import tenor.clearing.proto.Role;

class GenesisTest {
  record Bad(String words, Consumer<Genesis.Builder> change) {}

  static List<Named<Bad>> bad() {
    return List.of(
        bad("dayMillis is 99", genesis -> genesis.setDayMillis(99)),
        bad("dayMillis is 86400001", genesis -> genesis.setDayMillis(86_400_001)),
        bad("rulesVersion is 0", genesis -> genesis.setRulesVersion(0)),
        bad("rulesVersion is 3", genesis -> genesis.setRulesVersion(3)),
        bad("at least one admin", Genesis.Builder::clearParticipants),
        bad("participants[0]", genesis -> genesis.getParticipantsBuilder(0).setName("")),
        bad("participants[1]", genesis -> genesis.getParticipantsBuilder(1).setLei("x")),
        bad("participants[1]", genesis -> genesis.getParticipantsBuilder(1).clearPublicKeys()),
        bad("participants[1]: expected 0, or", genesis -> setGroup(genesis, 1, 2 + 1)),
        bad(
            "participants[2]: expected a public key that was never",
            genesis -> genesis.getParticipantsBuilder(2).addPublicKeys(TestGenesis.key(1))),
        bad(
            "participants[2].accounts[0]: expected a name",
            genesis -> genesis.getParticipantsBuilder(2).getAccountsBuilder(0).clearName()),
        bad("params[0] x.y: ", genesis -> genesis.addParams(param("x", "y", 0, 0))),
        bad(
            "params[0] collateral.reserve: scope 3",
            genesis -> genesis.addParams(param("collateral", "reserve", 3, 0))),
        bad(
            "params[0] compliance.maxKeys: maxKeys is from 1 to 10000",
            genesis -> genesis.addParams(param("compliance", "maxKeys", 0, 0))),
        bad("deposits[0]: expected a participant's", genesis -> deposit(genesis, 99, USD, 1)),
        bad("deposits[0]: expected a listed", genesis -> deposit(genesis, ALPHA_ACCOUNT, 3, 1)),
        bad("deposits[0]: expected an amount", genesis -> deposit(genesis, ALPHA_ACCOUNT, USD, 0)));
  }

  private static Named<Bad> bad(String words, Consumer<Genesis.Builder> change) {
    return Named.of(words, new Bad(words, change));
  }

  private static void setGroup(Genesis.Builder genesis, int place, long group) {
    genesis.getParticipantsBuilder(place).setGroup(group);
  }

  private static void deposit(Genesis.Builder genesis, long account, int asset, long amount) {
    genesis.addDeposits(Deposit.newBuilder().setAccount(account).setAsset(asset).setAmount(amount));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badGenesis_isRefusedWithTheEntrysName(Bad bad) {
    Genesis.Builder genesis = TestGenesis.market();
    bad.change().accept(genesis);
    assertThatThrownBy(() -> TestHouse.of(genesis.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(bad.words());
  }

  @Test
  void entries_areNumberedInTheirOrder() {
    TestHouse house = TestHouse.market();
    assertThat(Participants.hasRole(house.state(), TestGenesis.ADMIN, Role.ROLE_ADMIN)).isTrue();
    assertThat(Participants.ofKey(house.state(), TestGenesis.key(TestGenesis.BETA)))
        .isEqualTo(TestGenesis.BETA);
    assertThat(Participants.accounts(house.state())).containsExactly(1001L, 1002L, 1003L);
    assertThat(Participants.participantOf(house.state(), TestGenesis.LIQUIDATOR_ACCOUNT))
        .isEqualTo(TestGenesis.LIQUIDATOR);
  }

  @Test
  void depositsAndFunds_areHeldByTheCustodian() {
    Genesis.Builder genesis = TestGenesis.market();
    deposit(genesis, ALPHA_ACCOUNT, USD, 70);
    genesis.addFunds(GenesisFund.newBuilder().setAsset(USD).setAmount(30));
    TestHouse house = TestHouse.of(genesis.build());
    assertThat(Ledger.cash(house.state(), ALPHA_ACCOUNT, USD)).isEqualTo(70);
    assertThat(Ledger.cash(house.state(), Ledger.FUND, USD)).isEqualTo(30);
    assertThat(Custody.held(house.state(), USD)).isEqualTo(100);
  }

  @Test
  void sameGenesis_isTheSameState() {
    assertThat(TestHouse.market().state().all()).isEqualTo(TestHouse.market().state().all());
  }
}
