package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Genesis;

/**
 * MRG-05: Alpha and Beta are one group, the liquidator is none's. SPX is at 2000, NDQ at 1000, both
 * multiplied by 100, 10 %; in SPX 400 units a day can be traded.
 */
class GroupUnitsTest {
  /**
   * Of 500 units long, 100 000 by scan, in a group of 1 000 and 5 more for Beta's loss of five
   * units: √1.4 − 1 of it.
   */
  private static final long CHARGE = 18_321_595_664L;

  private final TestHouse house = start();
  private final Overlay state = new Overlay(house.state());

  private static TestHouse start() {
    TestHouse house = TestHouse.of(genesis());
    house.price(SPX, 2000 * Fixed.PRICE_ONE).price(NDQ, 1000 * Fixed.PRICE_ONE).block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, 1_000_000 * Fixed.AMOUNT_ONE),
        TestTx.deposit(BETA_ACCOUNT, USD, 1_000_000 * Fixed.AMOUNT_ONE),
        TestTx.deposit(LIQUIDATOR_ACCOUNT, USD, 1_000_000 * Fixed.AMOUNT_ONE));
    return house;
  }

  private static Genesis genesis() {
    Genesis.Builder genesis = TestGenesis.market();
    int beta = (int) TestGenesis.BETA - 1;
    genesis.setParticipants(
        beta, genesis.getParticipants(beta).toBuilder().setGroup(TestGenesis.ALPHA));
    return genesis.addParams(param("margin", "dailyCapacity", SPX, 400 * Fixed.AMOUNT_ONE)).build();
  }

  private void trade(int instrument, long buyer, long seller, long contracts) {
    Positions.move(state, instrument, seller, buyer, contracts);
  }

  private long charge(AccountMargin margin) {
    return margin.classes().getFirst().underlyings().stream()
        .mapToLong(UnderlyingMargin::concentration)
        .sum();
  }

  @DisplayName("MRG-05: what is found for all accounts at once is what is found for each alone")
  @Test
  void allAccounts_areChargedAsEachAlone() {
    trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, 5);
    trade(NDQ_FUTURE, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT, 40);
    LongFunction<AccountMargin> all = AccountMargin.each(state, BlockRisk.of(state));
    assertThat(charge(all.apply(ALPHA_ACCOUNT))).isEqualTo(CHARGE);
    for (AccountMargin.Due due : AccountMargin.all(state, BlockRisk.of(state))) {
      AccountMargin one = AccountMargin.of(state, due.account());
      for (AccountMargin other : List.of(all.apply(due.account()), due.margin().get())) {
        assertThat(other).usingRecursiveComparison().isEqualTo(one);
      }
    }
  }

  @DisplayName("MRG-05: who belongs to no group is charged for its own units alone")
  @Test
  void account_withoutAGroup_isAlone() {
    trade(SPX_FUTURE, LIQUIDATOR_ACCOUNT, BETA_ACCOUNT, 5);
    assertThat(charge(AccountMargin.of(state, LIQUIDATOR_ACCOUNT))).isZero();
    // 500 units of Beta's take 1.55 days, within two; Alpha adds 500 of its own.
    assertThat(charge(AccountMargin.of(state, BETA_ACCOUNT))).isZero();
    trade(SPX_PERPETUAL, ALPHA_ACCOUNT, LIQUIDATOR_ACCOUNT, 5);
    assertThat(charge(AccountMargin.of(state, BETA_ACCOUNT))).isPositive();
  }

  @DisplayName("MRG-05: of the group's positions, what has no array counts nothing for the others")
  @Test
  void position_withoutAnArray_countsNothingElsewhere() {
    trade(SPX_FUTURE, ALPHA_ACCOUNT, LIQUIDATOR_ACCOUNT, 5);
    trade(SPX_PERPETUAL, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT, 5);
    assertThat(charge(AccountMargin.of(state, ALPHA_ACCOUNT))).isPositive();
    MarginKeys.ARRAYS.remove(state, SPX_PERPETUAL);
    assertThat(charge(AccountMargin.of(state, ALPHA_ACCOUNT))).isZero();
    assertThat(charge(AccountMargin.each(state, BlockRisk.of(state)).apply(ALPHA_ACCOUNT)))
        .isZero();
    assertThatThrownBy(() -> AccountMargin.of(state, BETA_ACCOUNT)).isInstanceOf(RuleFailure.class);
  }

  @DisplayName("MRG-05: a capacity of 0 sets no charge")
  @Test
  void capacity_ofZero_setsNoCharge() {
    TestHouse closed = TestHouse.of(genesis());
    closed.price(SPX, 2000 * Fixed.PRICE_ONE).block();
    closed.accepted(TestTx.param("margin", "dailyCapacity", SPX, 0));
    closed.block();
    Overlay held = new Overlay(closed.state());
    Positions.move(held, SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 5_000);
    assertThat(charge(AccountMargin.of(held, ALPHA_ACCOUNT))).isZero();
    assertThat(charge(AccountMargin.each(held, BlockRisk.of(held)).apply(ALPHA_ACCOUNT))).isZero();
  }

  @Test
  void group_isThatOfTheLegalEntities() {
    BlockRisk block = BlockRisk.of(state);
    assertThat(block.accounts(BETA_ACCOUNT)).containsExactly(ALPHA_ACCOUNT, BETA_ACCOUNT);
    assertThat(block.accounts(ALPHA_ACCOUNT)).containsExactly(ALPHA_ACCOUNT, BETA_ACCOUNT);
    assertThat(block.accounts(LIQUIDATOR_ACCOUNT)).containsExactly(LIQUIDATOR_ACCOUNT);
    assertThat(block.accounts(LIQUIDATOR_ACCOUNT)).containsExactly(LIQUIDATOR_ACCOUNT);
    assertThat(block.together(ALPHA_ACCOUNT, BETA_ACCOUNT)).isTrue();
    assertThat(block.together(ALPHA_ACCOUNT, LIQUIDATOR_ACCOUNT)).isFalse();
    assertThat(block.together(LIQUIDATOR_ACCOUNT, LIQUIDATOR_ACCOUNT)).isTrue();
  }

  @Test
  void accounts_withoutAGroup_areNotTogether() {
    TestHouse apart = TestHouse.market();
    BlockRisk block = BlockRisk.of(apart.state());
    assertThat(block.together(ALPHA_ACCOUNT, BETA_ACCOUNT)).isFalse();
    assertThat(block.together(ALPHA_ACCOUNT, ALPHA_ACCOUNT)).isTrue();
    assertThat(block.accounts(ALPHA_ACCOUNT)).containsExactly(ALPHA_ACCOUNT);
    // Nor are two that nobody opened.
    assertThat(block.together(8001, 8002)).isFalse();
    assertThat(block.accounts(8001)).containsExactly(8001L);
    assertThat(block.accounts(8001)).containsExactly(8001L);
  }

  @DisplayName("MRG-02: an instrument is one of the block's if it has an array, asked for or not")
  @Test
  void listed_isWhatHasAnArray() {
    MarginKeys.ARRAYS.remove(state, SPX_PERPETUAL);
    BlockRisk block = BlockRisk.of(state);
    assertThat(block.isListed(NDQ_FUTURE)).isTrue();
    assertThat(block.listed(SPX_FUTURE).instrument()).isEqualTo(SPX_FUTURE);
    assertThat(block.isListed(SPX_FUTURE)).isTrue();
    assertThat(block.isListed(SPX_PERPETUAL)).isFalse();
    assertThatThrownBy(() -> block.listed(SPX_PERPETUAL)).isInstanceOf(RuleFailure.class);
  }
}
