package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestTx.trade;
import static tenor.clearing.settlement.NegativePriceTest.EXPIRY;
import static tenor.clearing.settlement.NegativePriceTest.FUTURE;
import static tenor.clearing.settlement.NegativePriceTest.OIL;
import static tenor.clearing.settlement.NegativePriceTest.PAYOFF;
import static tenor.clearing.settlement.NegativePriceTest.PERPETUAL;
import static tenor.clearing.settlement.NegativePriceTest.SHIFT;
import static tenor.clearing.settlement.NegativePriceTest.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.positions.Positions;

/**
 * A market with shift s against one whose prices and strikes are all greater by s, without a shift:
 * to the unit the same money, margin and ranges, whatever happens.
 */
class ShiftedMarketTest {
  private static final List<Long> ACCOUNTS =
      List.of(ALPHA_ACCOUNT, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT);
  private static final long TICK = 1_000_000;

  private TestHouse below = NegativePriceTest.house(SHIFT, 0);
  private TestHouse above = NegativePriceTest.house(0, SHIFT);

  @Test
  @DisplayName("MRG-16, ADP-12, ORA-08: a shift is the same as greater prices")
  void shift_isTheSameAsGreaterPrices() {
    Seeded.run(3, this::live);
  }

  private void live(Random random) {
    below = NegativePriceTest.house(SHIFT, 0);
    above = NegativePriceTest.house(0, SHIFT);
    long price = 2241;
    boolean negative = false;
    for (int day = 1; day < 29; day++) {
      price = Math.clamp(price + random.nextInt(1201) - 750, -9000, 9000);
      negative |= price < 0;
      below.price(OIL, price * TICK).block();
      above.price(OIL, price * TICK + SHIFT).block();
      assertThat(facts(below, 0)).as("day %d", day).isEqualTo(facts(above, SHIFT));
      trades(random);
    }
    assertThat(negative).isTrue();
    below.blockAt(EXPIRY + DAY_MILLIS);
    above.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(facts(below, 0)).isEqualTo(facts(above, SHIFT));
    assertThat(Listings.liveInstruments(below.state())).containsExactly(PERPETUAL);
  }

  private void trades(Random random) {
    int instrument = 1 + random.nextInt(PAYOFF);
    long off = (random.nextInt(41) - 20) * TICK;
    boolean isLinear = instrument <= PERPETUAL;
    int buyer = random.nextInt(3);
    long buys = ACCOUNTS.get(buyer);
    long sells = ACCOUNTS.get((buyer + 1 + random.nextInt(2)) % 3);
    long contracts = 1L + random.nextInt(50);
    long price = mark(below, instrument) + off;
    int code = below.run(trade(instrument, buys, sells, price, contracts)).code();
    long raised = isLinear ? price + SHIFT : price;
    assertThat(above.run(trade(instrument, buys, sells, raised, contracts)).code()).isEqualTo(code);
  }

  /** What must be equal, prices brought down by {@code raise}. */
  private static List<Object> facts(TestHouse house, long raise) {
    List<Object> facts = new ArrayList<>();
    for (long account : ACCOUNTS) {
      facts.add(Ledger.cash(house.state(), account, USD));
      facts.add(Positions.of(house.state(), account));
      facts.add(AccountMargin.of(house.state(), account).requirements());
    }
    for (int number : Listings.liveInstruments(house.state())) {
      facts.add(mark(house, number) - (number == FUTURE || number == PERPETUAL ? raise : 0));
      facts.add(MarginKeys.ARRAYS.get(house.state(), number).toBuilder().clearMark().build());
    }
    var pins = MarginKeys.RISKS.get(house.state(), OIL).getPinsList();
    pins.forEach(pin -> facts.add(pin.toBuilder().setStrike(pin.getStrike() - raise).build()));
    facts.add(AdaptiveKeys.RANGES.get(house.state(), OIL).toBuilder().clearClose().build());
    facts.add(SettlementKeys.FUNDING.get(house.state(), PERPETUAL));
    return facts;
  }
}
