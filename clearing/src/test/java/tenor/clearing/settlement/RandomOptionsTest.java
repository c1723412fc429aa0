package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.CALL_ON_FUTURE;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestOptions.FUTURES_CALL;
import static tenor.clearing.TestOptions.PAYOFF;
import static tenor.clearing.TestOptions.PUT;
import static tenor.clearing.TestOptions.PUT_ON_FUTURE;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Operation;

/** Random trades, intentions and prices over the life of options. Invariants run in every block. */
class RandomOptionsTest {
  private static final List<Long> ACCOUNTS =
      List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
  private static final List<Integer> OPTIONS =
      List.of(CALL, PUT, FUTURES_CALL, CALL_ON_FUTURE, PUT_ON_FUTURE, PAYOFF);
  private static final List<Integer> TRADED =
      List.of(
          CALL,
          PUT,
          FUTURES_CALL,
          CALL_ON_FUTURE,
          PUT_ON_FUTURE,
          PAYOFF,
          SPX_FUTURE,
          SPX_PERPETUAL);

  private final long seed = Long.getLong("tenor.seed", 20260102L);
  private final Random random = new Random(seed);
  private final SortedMap<String, Integer> happened = new TreeMap<>();
  private final TestHouse house =
      TestHouse.of(
          TestOptions.market()
              .addParams(param("oracle", "maxMove", 0, 1_000_000_000))
              .addParams(param("oracle", "rate", SPX, 30_000_000))
              .build());

  @ParameterizedTest
  @DisplayName(
      "SET-07 SET-13 SET-14 SET-15 SET-16 whatever happens to options, money stays the same")
  @CsvSource({"10_000_000, 60", "150_000, 150"})
  void options_conserveMoney(String usd, int swing) {
    long cash = Long.parseLong(usd.replace("_", "")) * Fixed.AMOUNT_ONE;
    house.price(SPX, 1000 * Fixed.PRICE_ONE);
    ACCOUNTS.forEach(account -> house.accepted(TestTx.deposit(account, USD, cash)));
    house.accepted(TestTx.offer(LIQUIDATOR_ACCOUNT, SPX, 0, 1_000));
    long index = 1000;
    while (house.timeMillis() < EXPIRY + 2 * DAY_MILLIS) {
      index = Math.max(500, index + random.nextInt(2 * swing + 1) - swing);
      house.price(SPX, index * Fixed.PRICE_ONE);
      house.surface(SPX, EARLY, house.timeMillis() < EARLY - DAY_MILLIS ? FLAT : List.of());
      house.surface(SPX, EXPIRY, house.timeMillis() < EXPIRY - DAY_MILLIS ? FLAT : List.of());
      house.step(1 + random.nextLong(DAY_MILLIS / 3));
      count(house.block(house.tx(random.nextInt(4) == 0 ? intention() : trade())));
      conserved(cash);
    }
    for (int option : OPTIONS) {
      assertThat(Listings.instrument(house.state(), option).getStatus())
          .as("instrument %d, -Dtenor.seed=%d", option, seed)
          .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    }
    assertThat(happened.keySet())
        .as("-Dtenor.seed=%d", seed)
        .contains("trade", "exercise", "assignment", "exerciseIntention", "expiry")
        .doesNotContain("expiryFailed", "markFailed", "liquidationFailed");
  }

  private void count(BlockResult block) {
    for (Event event : block.events()) {
      happened.merge(event.type(), 1, Integer::sum);
    }
    block.transactions().stream()
        .flatMap(result -> result.events().stream())
        .forEach(event -> happened.merge(event.type(), 1, Integer::sum));
  }

  private void conserved(long cash) {
    BigInteger sum = BigInteger.ZERO;
    for (long account = 1; account <= LIQUIDATOR_ACCOUNT; account++) {
      sum = sum.add(BigInteger.valueOf(Ledger.cash(house.state(), account, USD)));
    }
    assertThat(sum).as("-Dtenor.seed=%d", seed).isZero();
    assertThat(Ledger.cash(house.state(), Ledger.CUSTODY, USD)).isEqualTo(-3 * cash);
  }

  private Operation trade() {
    int instrument = TRADED.get(random.nextInt(TRADED.size()));
    int buyer = random.nextInt(3);
    int seller = (buyer + 1 + random.nextInt(2)) % 3;
    OptionalLong mark = Marks.price(house.state(), instrument);
    long away = (random.nextInt(201) - 100) * 1_000_000L;
    long price = Math.max(1_000_000, mark.orElse(1000 * Fixed.PRICE_ONE) + away);
    return TestTx.trade(
        instrument, ACCOUNTS.get(buyer), ACCOUNTS.get(seller), price, 1 + random.nextInt(5));
  }

  private Operation intention() {
    long account = ACCOUNTS.get(random.nextInt(3));
    int option = OPTIONS.get(random.nextInt(5));
    long most = Math.max(0, Positions.contracts(house.state(), account, option));
    return TestTx.intend(account, option, random.nextLong(most + 1), random.nextLong(most + 1));
  }
}
