package tenor.clearing.simulation;

import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.collateral.CollateralKeys;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Key;
import tenor.clearing.liquidation.Standings;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Standing;
import tenor.clearing.proto.Transaction;
import tenor.clearing.proto.WithdrawalStatus;
import tenor.clearing.trading.TradingKeys;

/**
 * Members that trade, top up or do not, and liquidators that take, while prices wander and
 * sometimes jump. Four blocks a day. The same seed gives the same chain; which numbers the members'
 * accounts have is chosen apart from it, and what happens must not depend on that.
 */
final class Simulation {
  private static final int TRADES = 6;

  final SimulatedMarket market;
  final TestHouse house;
  private final Random random;
  private final SortedMap<Integer, Double> prices = new TreeMap<>();

  Simulation(long seed, SimulatedMarket market) {
    this.market = market;
    this.random = new Random(seed);
    this.house = TestHouse.of(market.genesis()).step(SimulatedMarket.STEP_MILLIS);
    for (int underlying : SimulatedMarket.UNDERLYINGS) {
      prices.put(underlying, 1_000.0 * (underlying + 1));
    }
    report();
    house.block();
  }

  /** The next block: prices move, members act. */
  BlockResult step() {
    for (int underlying : SimulatedMarket.UNDERLYINGS) {
      // Uniform, with three quarters of a per cent of deviation: whole numbers on every JVM.
      move(underlying, 1 + (random.nextInt(2_601) - 1_300) / 100_000.0);
    }
    report();
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < TRADES; i++) {
      transactions.add(house.tx(trade()));
    }
    for (Operation operation : topUps()) {
      transactions.add(house.tx(operation));
    }
    transactions.add(house.tx(withdrawal()));
    settlements().forEach(operation -> transactions.add(house.tx(operation)));
    return house.block(transactions.toArray(Transaction[]::new));
  }

  /** Multiplies a price. */
  void move(int underlying, double factor) {
    prices.compute(underlying, (_, price) -> price == null ? factor : price * factor);
  }

  private void report() {
    prices.forEach(
        (underlying, price) -> {
          house.price(underlying, Math.round(price * 100) * 1_000_000L);
          boolean isQuoted =
              house.timeMillis() < SimulatedMarket.OPTION_EXPIRY - 2 * SimulatedMarket.STEP_MILLIS;
          house.surface(
              underlying, SimulatedMarket.OPTION_EXPIRY, isQuoted ? TestOptions.FLAT : List.of());
        });
  }

  private Operation trade() {
    int buyer = random.nextInt(SimulatedMarket.MEMBERS);
    int other = random.nextInt(SimulatedMarket.MEMBERS - 1);
    int seller = other < buyer ? other : other + 1;
    List<Integer> live = Listings.liveInstruments(house.state());
    int instrument = live.get(random.nextInt(live.size()));
    long mark = Marks.price(house.state(), instrument).orElse(100_000_000);
    long away = random.nextInt(21) - 10L;
    long price = Math.max(1, mark / 1_000_000 * (10_000 + away) / 10_000) * 1_000_000;
    return TestTx.trade(
        instrument, market.account(buyer), market.account(seller), price, 1 + random.nextInt(6));
  }

  /** Seven members of ten meet their calls. */
  private List<Operation> topUps() {
    List<Operation> operations = new ArrayList<>();
    for (int member = 0; member < SimulatedMarket.MEMBERS; member++) {
      long account = market.account(member);
      Standing standing = Standings.of(house.state(), account);
      if (member % 10 >= 3
          && (standing == Standing.STANDING_CALLED || standing == Standing.STANDING_LIQUIDATING)) {
        Requirement need = AccountMargin.of(house.state(), account).in(SimulatedMarket.ASSET);
        long amount = Math.max(1_000_000, need.initial() - need.equity());
        operations.add(TestTx.deposit(account, SimulatedMarket.ASSET, amount));
      }
    }
    return operations;
  }

  private Operation withdrawal() {
    long account = market.account(random.nextInt(SimulatedMarket.MEMBERS));
    long cash = Ledger.cash(house.state(), account, SimulatedMarket.ASSET);
    return TestTx.withdraw(account, SimulatedMarket.ASSET, Math.max(1_000_000, cash / 4));
  }

  /** The custodian pays what is pending, and gives back one in four. */
  private List<Operation> settlements() {
    List<Operation> operations = new ArrayList<>();
    for (long number : CollateralKeys.WITHDRAWALS.rows(house.state())) {
      if (CollateralKeys.WITHDRAWALS.require(house.state(), number).getStatus()
          == WithdrawalStatus.WITHDRAWAL_STATUS_PENDING) {
        operations.add(number % 4 == 0 ? TestTx.giveBack(number) : TestTx.settle(number));
      }
    }
    return operations;
  }

  /** What every member has, by member: cash, standing, positions. */
  List<String> outcome() {
    List<String> lines = new ArrayList<>();
    for (int member = 0; member < SimulatedMarket.MEMBERS; member++) {
      long account = market.account(member);
      StringBuilder line = new StringBuilder("member " + member);
      line.append(" cash ").append(Ledger.cash(house.state(), account, SimulatedMarket.ASSET));
      line.append(' ').append(Standings.of(house.state(), account));
      Positions.of(house.state(), account)
          .forEach(
              held ->
                  line.append(' ').append(held.instrument()).append(':').append(held.contracts()));
      lines.add(line.toString());
    }
    lines.add("fund " + Ledger.cash(house.state(), Ledger.FUND, SimulatedMarket.ASSET));
    return lines;
  }

  /** How often options were traded. */
  long optionTrades() {
    return InstrumentsKeys.INSTRUMENTS.rows(house.state()).stream()
        .filter(number -> Payoffs.isOptional(Listings.instrument(house.state(), number)))
        .mapToLong(number -> TradingKeys.STATS.get(house.state(), number).getTrades())
        .sum();
  }

  /** SHA-256 over every key and value. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<Key, Message> entry : house.state().all().entrySet()) {
        add(digest, entry.getKey().bytes());
        add(digest, entry.getValue().toByteArray());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
