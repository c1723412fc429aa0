package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.Event;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.TradeStats;

class NovationTest {
  private static final long CASH = 1_000_000_000_000L;
  private static final long PRICE = 1000_00000000L;

  private final TestHouse house = TestHouse.market();

  @BeforeEach
  void fund() {
    house.price(SPX, PRICE);
    house.accepted(deposit(ALPHA_ACCOUNT, USD, CASH), deposit(BETA_ACCOUNT, USD, CASH));
  }

  @Test
  @DisplayName("TRD-14 the difference from the mark is paid at once, positions stand at the mark")
  void trade_paysItsDifferenceFromTheMark() {
    // 2.50 below the mark, on 100 units and 4 contracts: 1000 from seller to buyer.
    house.accepted(trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE - 250_000_000, 4));
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(CASH + 1_000_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(CASH - 1_000_000_000);
    assertThat(Positions.contracts(house.state(), ALPHA_ACCOUNT, SPX_FUTURE)).isEqualTo(4);
    assertThat(Positions.contracts(house.state(), BETA_ACCOUNT, SPX_FUTURE)).isEqualTo(-4);
    // The next block's unchanged mark owes nobody anything.
    house.block();
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(CASH + 1_000_000_000);
  }

  @Test
  void trade_isToldAndCounted() {
    Event told =
        house
            .accepted(trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE + 1_000_000, 4))
            .events()
            .getFirst();
    assertThat(told)
        .isEqualTo(
            Event.of("trade")
                .with("uti", Uti.of("test-1", 1))
                .with("number", 1)
                .with("instrument", SPX_FUTURE)
                .with("buyer", ALPHA_ACCOUNT)
                .with("seller", BETA_ACCOUNT)
                .with("price", PRICE + 1_000_000)
                .with("contracts", 4)
                .with("mark", PRICE));
    house.accepted(
        trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 3),
        trade(SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, PRICE, 2));
    TradeStats stats = TradingKeys.STATS.get(house.state(), SPX_FUTURE);
    assertThat(stats.getTrades()).isEqualTo(3);
    assertThat(stats.getVolume()).isEqualTo(9);
    assertThat(stats.getLastPrice()).isEqualTo(PRICE);
    assertThat(stats.getLastTimeMillis()).isEqualTo(house.timeMillis());
    assertThat(Positions.openInterest(house.state(), SPX_FUTURE)).isEqualTo(5);
  }

  /** Worked out with another SHA-256: the first 10 bytes of that of tenor.uti.v1, 0, test-1. */
  @Test
  @DisplayName("TRD-16 a trade's identifier is unique over trades and chains")
  void uti_namesTheHouseAndTheTrade() {
    assertThat(Uti.of("test-1", 42)).isEqualTo("4F64CBD3A9C816B99E1D00000000000000000042");
    assertThat(Uti.of("test-1", -1)).endsWith("18446744073709551615").hasSize(40);
    Set<String> all = new HashSet<>();
    for (String chain : List.of("test-1", "test-2")) {
      for (long number = 1; number <= 100; number++) {
        all.add(Uti.of(chain, number));
      }
    }
    assertThat(all).hasSize(200).allMatch(uti -> uti.matches("[0-9A-Z]{40}"));
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }
}
