package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.withdraw;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;

@DisplayName("COL-04: what may leave an account")
class FreeToLeaveTest {
  private static final long MILLION = 1_000_000 * Fixed.AMOUNT_ONE;

  private final TestHouse house = TestHouse.market().price(SPX, 1_000 * Fixed.PRICE_ONE);

  @BeforeEach
  void trade() {
    house.accepted(deposit(ALPHA_ACCOUNT, USD, MILLION), deposit(BETA_ACCOUNT, USD, MILLION));
    long mark = Marks.price(house.state(), SPX_FUTURE).orElseThrow();
    house.accepted(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, mark, 10));
  }

  @Test
  void withdrawal_ofAllBeyondInitialMargin_leavesExactlyInitialMargin() {
    long free = free();
    assertThat(free).isPositive().isLessThan(MILLION);
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, free));
    house.block();
    assertThat(pending()).isEqualTo(free);
    assertThat(AccountMargin.of(house.state(), ALPHA_ACCOUNT).coversInitial()).isTrue();
  }

  @Test
  void withdrawal_beyondFreeCollateral_waits() {
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, free() + 1));
    house.blocks(3);
    assertThat(pending()).isZero();
    house.accepted(deposit(ALPHA_ACCOUNT, USD, 1));
    assertThat(pending()).isPositive();
  }

  @Test
  void withdrawal_underStalePrices_waits() {
    house.silence(SPX);
    house.blockAt(house.timeMillis() + 4 * DAY_MILLIS);
    assertThat(Marks.isFresh(house.state(), SPX_FUTURE, house.timeMillis())).isFalse();
    house.accepted(withdraw(ALPHA_ACCOUNT, USD, 1));
    house.block();
    assertThat(pending()).isZero();
    house.price(SPX, 1_000 * Fixed.PRICE_ONE).block();
    assertThat(pending()).isEqualTo(1);
  }

  private long free() {
    return MILLION - AccountMargin.of(house.state(), ALPHA_ACCOUNT).in(USD).initial();
  }

  private long pending() {
    return Ledger.cash(house.state(), Ledger.PENDING, USD);
  }
}
