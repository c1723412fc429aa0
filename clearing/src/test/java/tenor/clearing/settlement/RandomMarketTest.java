package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.instruments.Listings;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;

/** Random trades and prices over the life of the futures. Invariants run in every block. */
class RandomMarketTest {
  private static final List<Long> ACCOUNTS =
      List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
  private static final long TICK = 1_000_000;

  private final long seed = Long.getLong("tenor.seed", 20260101L);
  private final Random random = new Random(seed);
  private final TestHouse house = TestHouse.market();
  private final List<Trade> trades = new ArrayList<>();
  private long index = 100_000;

  private record Trade(int instrument, long buyer, long seller, long price, long contracts) {}

  /** However prices went, an account ends with what its trades are worth at settlement. */
  @Test
  void futures_payTheirTradesToSettlement_whateverThePath() {
    fund(1_000_000_000_000_000L);
    run(260, List.of(SPX_FUTURE, NDQ_FUTURE));
    assertThat(trades).as("-Dtenor.seed=%d", seed).hasSizeGreaterThan(100);
    for (int instrument : List.of(SPX_FUTURE, NDQ_FUTURE)) {
      assertThat(Listings.instrument(house.state(), instrument).getStatus())
          .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    }
    for (long account : ACCOUNTS) {
      assertThat(BigDecimal.valueOf(Ledger.cash(house.state(), account, USD)))
          .as("account %d, -Dtenor.seed=%d", account, seed)
          .isEqualByComparingTo(expected(account));
    }
  }

  /** Poor accounts, funding and defaults: money is neither made nor lost. */
  @Test
  void everything_conservesMoney() {
    fund(60_000_000_000L);
    run(260, List.of(SPX_FUTURE, SPX_PERPETUAL, NDQ_FUTURE));
    assertThat(trades).as("-Dtenor.seed=%d", seed).hasSizeGreaterThan(10);
    BigInteger sum = BigInteger.ZERO;
    for (long account = 1; account <= LIQUIDATOR_ACCOUNT; account++) {
      sum = sum.add(BigInteger.valueOf(Ledger.cash(house.state(), account, USD)));
    }
    assertThat(sum).as("-Dtenor.seed=%d", seed).isZero();
    assertThat(Ledger.cash(house.state(), Ledger.CUSTODY, USD)).isEqualTo(-3 * 60_000_000_000L);
    assertThat(SettlementKeys.FUNDING.get(house.state(), SPX_PERPETUAL).getCumulative())
        .as("-Dtenor.seed=%d", seed)
        .isNotZero();
  }

  private void fund(long cash) {
    house.price(SPX, index * TICK).price(NDQ, 2 * index * TICK);
    for (long account : ACCOUNTS) {
      house.accepted(deposit(account, USD, cash));
    }
  }

  private void run(int blocks, List<Integer> instruments) {
    for (int i = 0; i < blocks; i++) {
      index = Math.max(10_000, index + random.nextInt(2001) - 1000);
      house.price(SPX, index * TICK).price(NDQ, (2 * index + random.nextInt(500)) * TICK);
      if (random.nextInt(20) == 0) {
        house.silence(random.nextBoolean() ? SPX : NDQ);
      }
      house.step(1 + random.nextLong(DAY_MILLIS / 4));
      Trade drawn = draw(instruments.get(random.nextInt(instruments.size())));
      int code =
          house
              .run(
                  trade(
                      drawn.instrument(),
                      drawn.buyer(),
                      drawn.seller(),
                      drawn.price(),
                      drawn.contracts()))
              .code();
      if (code == 0) {
        trades.add(drawn);
      }
    }
  }

  private Trade draw(int instrument) {
    long fair = instrument == NDQ_FUTURE ? 2 * index : index;
    int buyer = random.nextInt(3);
    int seller = (buyer + 1 + random.nextInt(2)) % 3;
    return new Trade(
        instrument,
        ACCOUNTS.get(buyer),
        ACCOUNTS.get(seller),
        (fair + random.nextInt(401) - 200) * TICK,
        1 + random.nextInt(5));
  }

  /**
   * The deposit, plus every trade's gain up to the price margin was last paid to, plus the last
   * step to settlement, which is rounded once per contract. Which price that was drops out but for
   * the rounding, so it is read from the settlement price: the nearest unit.
   */
  private BigDecimal expected(long account) {
    BigDecimal cash = BigDecimal.valueOf(1_000_000_000_000_000L);
    for (Trade trade : trades) {
      Instrument instrument = Listings.instrument(house.state(), trade.instrument());
      BigDecimal gain =
          BigDecimal.valueOf(instrument.getSettlementPrice() - trade.price())
              .movePointLeft(8)
              .multiply(BigDecimal.valueOf(100))
              .movePointRight(6)
              .setScale(0, RoundingMode.HALF_EVEN)
              .multiply(BigDecimal.valueOf(trade.contracts()));
      cash = account == trade.buyer() ? cash.add(gain) : cash;
      cash = account == trade.seller() ? cash.subtract(gain) : cash;
    }
    assertThat(Positions.of(house.state(), account)).isEmpty();
    return cash;
  }
}
