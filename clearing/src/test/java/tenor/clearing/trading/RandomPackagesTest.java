package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.RejectTable;
import tenor.clearing.Seeded;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestPackages;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Key;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.Operation;

/**
 * Random packages against their legs: two houses of the same life, in one of which packages are
 * traded, in the other all their legs in one transaction. Invariants run in every block.
 */
class RandomPackagesTest {
  private static final List<Long> ACCOUNTS =
      List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
  private static final long TICK = 1_000_000;
  private static final int PACKAGE = TestOptions.PAYOFF + 1;
  private static final int BLOCKS = 12;

  private TestHouse packages = house();
  private TestHouse legs = house();
  private long index = 100_000;

  @Test
  @DisplayName("TRD-22 a trade of a package is the trades of its legs: money, positions and margin")
  void aPackage_isItsLegs() {
    Seeded.run(6, this::live);
  }

  private static TestHouse house() {
    TestHouse house = TestHouse.of(TestOptions.market().build());
    house.price(SPX, 100_000 * TICK).price(NDQ, 200_000 * TICK);
    house.surface(SPX, EARLY, FLAT).surface(SPX, EXPIRY, FLAT).step(DAY_MILLIS / 4);
    for (long account : ACCOUNTS) {
      house.accepted(deposit(account, USD, 100_000_000_000_000L));
    }
    return house;
  }

  private void live(Random random) {
    packages = house();
    legs = house();
    index = 100_000;
    long[] terms = terms(random);
    int count = terms.length / 2;
    packages.accepted(TestPackages.of("PACKAGE", terms));
    legs.block();
    for (int block = 0; block < BLOCKS; block++) {
      int buyer = random.nextInt(3);
      long buys = ACCOUNTS.get(buyer);
      long sells = ACCOUNTS.get((buyer + 1 + random.nextInt(2)) % 3);
      long contracts = 1L + random.nextInt(5);
      move(random);
      packages.block();
      legs.block();
      List<Operation> outright = new ArrayList<>();
      long price = 0;
      for (int i = 0; i < count; i++) {
        int number = (int) terms[2 * i];
        long ratio = terms[2 * i + 1];
        long mark = Marks.price(legs.state(), number).orElseThrow();
        // The last leg trades away from its mark, and alone takes what the package does.
        long at = i == count - 1 ? mark + (random.nextInt(2001) - 1000L) * TICK : mark;
        price += ratio * at;
        outright.add(
            ratio > 0
                ? trade(number, buys, sells, at, ratio * contracts)
                : trade(number, sells, buys, at, -ratio * contracts));
      }
      packages.accepted(trade(PACKAGE, buys, sells, price, contracts));
      legs.accepted(outright.toArray(Operation[]::new));
      assertThat(books(packages)).as("block %d", block).isEqualTo(books(legs));
      for (long account : ACCOUNTS) {
        assertThat(AccountMargin.of(packages.state(), account).requirements())
            .as("block %d", block)
            .isEqualTo(AccountMargin.of(legs.state(), account).requirements());
      }
    }
    // Everything expires but the perpetual.
    packages.blockAt(EXPIRY + DAY_MILLIS);
    legs.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(books(packages)).isEqualTo(books(legs));
  }

  /** Two to eight of the nine instruments; the last is a future, whose price bears a remainder. */
  private static long[] terms(Random random) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= TestOptions.PAYOFF; number++) {
      numbers.add(number);
    }
    Collections.shuffle(numbers, random);
    int last = random.nextBoolean() ? 1 : 3;
    numbers.remove(Integer.valueOf(last));
    List<Integer> chosen = new ArrayList<>(numbers.subList(0, 1 + random.nextInt(7)));
    chosen.add(last);
    long[] terms = new long[2 * chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      long size = i == chosen.size() - 1 ? 1 : 1L + random.nextInt(4);
      terms[2 * i] = chosen.get(i);
      terms[2 * i + 1] = random.nextBoolean() ? size : -size;
    }
    return terms;
  }

  private void move(Random random) {
    index = Math.max(50_000, index + random.nextInt(1001) - 500);
    for (TestHouse house : List.of(packages, legs)) {
      house.price(SPX, index * TICK).price(NDQ, 2 * index * TICK);
    }
  }

  /**
   * All of the state but what must differ: listings, nonces, and what was traded at, which outright
   * trades tell and legs of packages do not.
   */
  private static SortedMap<Key, Message> books(TestHouse house) {
    SortedMap<Key, Message> rest = new TreeMap<>(RejectTable.withoutNonces(house.state()));
    for (Key table :
        List.of(
            InstrumentsKeys.INSTRUMENTS.prefix(),
            InstrumentsKeys.COUNTERS.prefix(),
            TradingKeys.STATS.prefix(),
            TradingKeys.COUNTER.prefix())) {
      rest.subMap(table, table.end()).clear();
    }
    return rest;
  }
}
