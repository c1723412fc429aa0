package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;

import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.instruments.Listings;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.InstrumentStatus;

/** A future from its first trade to its settlement, in numbers worked out by hand. */
class MarketLifeTest {
  private static final long DEPOSIT = 1_000_000_000_000L;
  private static final long PRICE = 2790_00000000L;

  private final TestHouse house = TestHouse.market();

  @Test
  void future_isTradedMarkedAndSettled_toTheUnit() {
    house.price(SPX, PRICE);
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, DEPOSIT), TestTx.deposit(BETA_ACCOUNT, USD, DEPOSIT));
    // Bought 0.50 above the mark: 0.50 × 100 × 3 contracts = 150 go to the seller at once.
    house.accepted(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE + 50_000_000, 3));
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(DEPOSIT - 150_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(DEPOSIT + 150_000_000);
    assertThat(Positions.contracts(house.state(), ALPHA_ACCOUNT, SPX_FUTURE)).isEqualTo(3);
    assertThat(Positions.openInterest(house.state(), SPX_FUTURE)).isEqualTo(3);

    // The index rises by 1.25: 1.25 × 100 × 3 = 375.
    house.price(SPX, PRICE + 125_000_000).block();
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(DEPOSIT - 150_000_000 + 375_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(DEPOSIT + 150_000_000 - 375_000_000);

    house.blockAt(TIME_MILLIS + 30 * DAY_MILLIS - DAY_MILLIS / 48);
    house.blockAt(TIME_MILLIS + 30 * DAY_MILLIS);
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(PRICE + 125_000_000);
    assertThat(Positions.all(house.state())).isEmpty();
    assertThat(cash(ALPHA_ACCOUNT) + cash(BETA_ACCOUNT)).isEqualTo(2 * DEPOSIT);
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }
}
