package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL_ON_FUTURE;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Genesis;
import tenor.clearing.trading.TradingReject;

class DeliveryLimitTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;

  /** Two futures are the limit, of options on them there is none that matters. */
  private static TestHouse house() {
    Genesis.Builder genesis =
        TestOptions.market().addParams(param("oracle", "maxMove", 0, 1_000_000_000));
    genesis.getInstrumentsBuilder(SPX_FUTURE - 1).setPositionLimit(2);
    TestHouse house = TestHouse.of(genesis.build());
    house.price(SPX, 1000 * Fixed.PRICE_ONE).surface(SPX, EARLY, FLAT);
    house.accepted(
        deposit(A, USD, 1_000_000 * Fixed.AMOUNT_ONE),
        deposit(B, USD, 1_000_000 * Fixed.AMOUNT_ONE));
    return house;
  }

  @Test
  @DisplayName("SET-17 a delivery may pass the position limit; afterwards there is only reducing")
  void delivery_beyondTheLimit_mayOnlyBeReduced() {
    TestHouse house = house();
    house.accepted(trade(CALL_ON_FUTURE, A, B, 30 * Fixed.PRICE_ONE, 5));
    house.price(SPX, 1012 * Fixed.PRICE_ONE).blockAt(EARLY - 3_600_000);
    house.blockAt(EARLY);
    assertThat(Positions.contracts(house.state(), A, SPX_FUTURE)).isEqualTo(5);
    assertThat(Positions.contracts(house.state(), B, SPX_FUTURE)).isEqualTo(-5);
    assertThat(AccountMargin.of(house.state(), A).in(USD).maintenance()).isPositive();
    long mark = Marks.price(house.state(), SPX_FUTURE).orElseThrow();
    assertThat(house.run(trade(SPX_FUTURE, A, B, mark, 1)).code())
        .isEqualTo(TradingReject.POSITION_LIMIT.code());
    // Nearer to zero is allowed, though still beyond the limit; through zero and beyond it is not.
    house.accepted(trade(SPX_FUTURE, B, A, mark, 1));
    assertThat(Positions.contracts(house.state(), A, SPX_FUTURE)).isEqualTo(4);
    assertThat(house.run(trade(SPX_FUTURE, B, A, mark, 7)).code())
        .isEqualTo(TradingReject.POSITION_LIMIT.code());
    house.accepted(trade(SPX_FUTURE, B, A, mark, 6));
    assertThat(Positions.contracts(house.state(), A, SPX_FUTURE)).isEqualTo(-2);
  }
}
