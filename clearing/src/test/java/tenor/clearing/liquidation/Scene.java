package tenor.clearing.liquidation;

import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.USD;

import java.util.List;
import java.util.stream.Stream;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisFund;
import tenor.clearing.proto.Standing;

/**
 * Alpha is long against Beta, and a liquidator stands by. SPX at 2790, price scan range 10 %,
 * multiplier 100: a contract at price P needs 10 × P in maintenance.
 */
final class Scene {
  static final long FUND = usd(1_000_000);
  static final long PLENTY = usd(100_000_000);

  final TestHouse house;

  private Scene(TestHouse house) {
    this.house = house;
  }

  static Genesis.Builder genesis() {
    return TestGenesis.market()
        .addFunds(GenesisFund.newBuilder().setAsset(USD).setAmount(FUND))
        .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
        // Marks are the index: what a trade does to a mark is another test's matter.
        .addParams(TestGenesis.param("oracle", "markBand", 0, 0));
  }

  /** Alpha has {@code cash} and {@code contracts} of {@code instrument}; no offer stands. */
  static Scene of(Genesis.Builder genesis, int instrument, long cash, long contracts) {
    TestHouse house = TestHouse.of(genesis.build());
    house.price(SPX, price(2790)).block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, cash),
        TestTx.deposit(BETA_ACCOUNT, USD, PLENTY),
        TestTx.deposit(LIQUIDATOR_ACCOUNT, USD, PLENTY));
    house.accepted(TestTx.trade(instrument, ALPHA_ACCOUNT, BETA_ACCOUNT, price(2790), contracts));
    return new Scene(house);
  }

  static Scene of(int instrument, long cash, long contracts) {
    return of(genesis(), instrument, cash, contracts);
  }

  /** The liquidator offers to take from a premium on. */
  Scene offer(long minPremium, long contracts) {
    house.accepted(TestTx.offer(LIQUIDATOR_ACCOUNT, SPX, minPremium, contracts));
    return this;
  }

  /** The next block, SPX at this price. */
  BlockResult at(long price) {
    return house.price(SPX, price(price)).block();
  }

  long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }

  long contracts(long account, int instrument) {
    return Positions.contracts(house.state(), account, instrument);
  }

  Standing standing(long account) {
    return Standings.of(house.state(), account);
  }

  Requirement margin(long account) {
    return AccountMargin.of(house.state(), account).in(USD);
  }

  /** The types of what happened in a block, in order, but for what every block has. */
  static List<String> happened(BlockResult block) {
    return events(block).map(Event::type).toList();
  }

  static Stream<Event> events(BlockResult block) {
    List<String> usual = List.of("variation", "index", "mark", "funding");
    return block.events().stream().filter(event -> !usual.contains(event.type()));
  }

  static String attribute(BlockResult block, String type, String name) {
    return events(block)
        .filter(event -> event.type().equals(type))
        .flatMap(event -> event.attributes().stream())
        .filter(attribute -> attribute.name().equals(name))
        .map(Event.Attribute::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in a " + type + " event"));
  }

  static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  static long price(long price) {
    return price * Fixed.PRICE_ONE;
  }
}
