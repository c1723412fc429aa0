package tenor.clearing.defaultfund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.EUR;
import static tenor.clearing.TestGenesis.USD;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.collateral.Custody;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.FundTotals;
import tenor.clearing.proto.GenesisFund;

/** Who pays for an account that cannot. */
class FundTest {
  private static final Block BLOCK = new Block("test-1", 1, 0, 0, List.of(), 0);

  private Overlay state = state(0);

  private static Overlay state(long fund) {
    var genesis = TestGenesis.market();
    if (fund > 0) {
      genesis.addFunds(GenesisFund.newBuilder().setAsset(USD).setAmount(fund));
    }
    return new Overlay(TestHouse.of(genesis.build()).state());
  }

  @BeforeEach
  void empty() {
    state = state(0);
  }

  @DisplayName("DFN-01: the fund pays first, then the house; the parts sum to what was owed")
  @ParameterizedTest(name = "fund {0}, house {1}, owed {2}")
  @CsvSource({
    "100, 50, 30, 30, 0, 0",
    "100, 50, 100, 100, 0, 0",
    "100, 50, 120, 100, 20, 0",
    "100, 50, 150, 100, 50, 0",
    "100, 50, 151, 100, 50, 1",
    "0, 50, 30, 0, 30, 0",
    "0, 0, 30, 0, 0, 30",
    "100, 50, 0, 0, 0, 0"
  })
  void cover_isPaidInOrder(long fund, long house, long owed, long byFund, long byHouse, long left) {
    state = state(fund);
    Custody.receive(state, Ledger.HOUSE, USD, house);
    owe(owed);
    assertThat(Fund.cover(state, ALPHA_ACCOUNT, USD))
        .isEqualTo(new Fund.Cover(byFund, byHouse, left));
    assertThat(Ledger.cash(state, ALPHA_ACCOUNT, USD)).isEqualTo(-left);
    assertThat(Fund.cash(state, USD)).isEqualTo(fund - byFund);
    assertThat(broken()).isEmpty();
  }

  private void owe(long amount) {
    Ledger.transfer(state, ALPHA_ACCOUNT, BETA_ACCOUNT, USD, amount, Reason.VARIATION_MARGIN);
  }

  @DisplayName("DFN-03: what comes later repays the house, then the fund; the rest is its own")
  @Test
  void receipts_repayLastUsedFirst() {
    state = state(100);
    Custody.receive(state, Ledger.HOUSE, USD, 50);
    owe(130);
    assertThat(Fund.cover(state, ALPHA_ACCOUNT, USD)).isEqualTo(new Fund.Cover(100, 30, 0));

    Custody.receive(state, ALPHA_ACCOUNT, USD, 40);
    assertThat(Fund.recover(state, ALPHA_ACCOUNT, USD)).isEqualTo(new Fund.Cover(10, 30, 90));
    Custody.receive(state, ALPHA_ACCOUNT, USD, 95);
    assertThat(Fund.recover(state, ALPHA_ACCOUNT, USD)).isEqualTo(new Fund.Cover(90, 0, 0));
    assertThat(Ledger.cash(state, ALPHA_ACCOUNT, USD)).isEqualTo(5);
    assertThat(Fund.recover(state, ALPHA_ACCOUNT, USD)).isEqualTo(new Fund.Cover(0, 0, 0));
    assertThat(Ledger.cash(state, ALPHA_ACCOUNT, USD)).isEqualTo(5);
    assertThat(DefaultFundKeys.COVERED.rows(state)).isEmpty();
    assertThat(Ledger.cash(state, Ledger.HOUSE, USD)).isEqualTo(50);
    assertThat(broken()).isEmpty();
  }

  @DisplayName("DFN-02: a contribution is counted")
  @Test
  void contribution_isCounted() {
    Custody.receive(state, ALPHA_ACCOUNT, USD, 7);
    Fund.contribute(state, ALPHA_ACCOUNT, USD, 5, Reason.LIQUIDATION_FEE);
    Fund.contribute(state, ALPHA_ACCOUNT, USD, 0, Reason.LIQUIDATION_FEE);
    assertThat(DefaultFundKeys.TOTALS.require(state, USD))
        .isEqualTo(FundTotals.newBuilder().setContributed(5).build());
    assertThat(broken()).isEmpty();
  }

  @DisplayName("DFN-04: the fund of the genesis is cash at the custodian, deposited")
  @Test
  void genesisFund_isDeposited() {
    state = state(100);
    assertThat(Fund.cash(state, USD)).isEqualTo(100);
    assertThat(Custody.held(state, USD)).isEqualTo(100);
    assertThat(Ledger.cash(state, Ledger.CUSTODY, USD)).isEqualTo(-100);
  }

  @DisplayName("DFN-04: a genesis fund in an unknown asset, or of nothing, is refused by its place")
  @Test
  void genesisFund_thatIsWrong_isRefused() {
    var unknown =
        TestGenesis.market().addFunds(GenesisFund.newBuilder().setAsset(9).setAmount(1)).build();
    assertThatThrownBy(() -> TestHouse.of(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("funds[0]");
    var nothing = TestGenesis.market().addFunds(GenesisFund.newBuilder().setAsset(EUR)).build();
    assertThatThrownBy(() -> TestHouse.of(nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("funds[0]");
  }

  @DisplayName("DFN-05: cash that is not in less out is found")
  @Test
  void fund_withCashThatWasNotCounted_isBroken() {
    assertThat(broken()).isEmpty();
    state = state(100);
    Custody.receive(state, Ledger.FUND, USD, 1);
    assertThat(broken()).contains("asset 1: cash 101, in less out 100");
  }

  private Optional<String> broken() {
    Invariant invariant = new DefaultFundComponent().invariants().getFirst();
    return invariant.check().broken(state, BLOCK);
  }
}
