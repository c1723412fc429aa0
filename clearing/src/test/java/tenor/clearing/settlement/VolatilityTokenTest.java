package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.US_EQUITY;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.trading.TradingReject;

/** Volatility tokens from listing to settlement, their index being votes on a surface. */
class VolatilityTokenTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final int VARIANCE = 3;
  private static final int TOKEN = 4;
  private static final int PERPETUAL = 5;
  private static final long CASH = 100_000_000_000_000L;
  private static final long NEAR = TIME_MILLIS + 20 * DAY_MILLIS;
  private static final long FAR = TIME_MILLIS + 90 * DAY_MILLIS;
  private static final long EXPIRY = TIME_MILLIS + 35 * DAY_MILLIS;
  private static final long CONTRACTS = 10;

  private final TestHouse house = TestHouse.market().step(DAY_MILLIS / 2);

  /** Lists the index, a future and a perpetual on it while the chain runs. */
  private void list() {
    house.price(SPX, 1000 * Fixed.PRICE_ONE);
    house.accepted(
        deposit(A, USD, CASH),
        deposit(B, USD, CASH),
        Operation.newBuilder()
            .setListUnderlying(
                ListUnderlying.newBuilder()
                    .setSymbol("SPX-VAR")
                    .setMarginClass(US_EQUITY)
                    .setMaxPrice(100_000 * Fixed.PRICE_ONE)
                    .setVarianceOf(SPX))
            .build(),
        list(TestGenesis.instrument("SPX-VAR-35D", VARIANCE, EXPIRY)),
        list(TestGenesis.instrument("SPX-VAR-PERP", VARIANCE, 0)));
  }

  private static Operation list(ListInstrument.Builder terms) {
    return Operation.newBuilder().setListInstrument(terms).build();
  }

  /** Two blocks: the surface as it stands before a block makes the block's index. */
  private void seen(int percent) {
    List<Long> flat = Collections.nCopies(11, percent * 10_000_000L);
    house.surface(SPX, NEAR, flat).surface(SPX, FAR, flat).blocks(2);
  }

  @Test
  @DisplayName("INS-21, ORA-29: variance is traded, margined, paid and settled like any price")
  void token_livesFromListingToSettlement() {
    list();
    seen(20);
    assertThat(mark()).isCloseTo(400_00000000L, within(10_000_000L));
    long start = mark();
    house.accepted(trade(TOKEN, A, B, start, CONTRACTS), trade(PERPETUAL, B, A, start, 4));
    long maintenance = margin().maintenance();
    // A net six contracts, at a tenth of 400 × 100 each, and a charge for the spread between both.
    assertThat(maintenance).isBetween(24_000_000_000L, 40_000_000_000L);
    long worth = worth();
    for (int percent : List.of(22, 25, 31, 30, 24, 19)) {
      long cash = Ledger.cash(house.state(), A, USD);
      seen(percent);
      // The square of a level smile: Simpson's sum is off by less than 3 × 10⁻⁷ of it.
      assertThat(Indices.price(house.state(), VARIANCE).orElseThrow())
          .isCloseTo((long) percent * percent * Fixed.PRICE_ONE, within(50_000L));
      assertThat(Ledger.cash(house.state(), A, USD) - cash).isEqualTo(worth() - worth);
      assertThat(Ledger.cash(house.state(), A, USD) + Ledger.cash(house.state(), B, USD))
          .isEqualTo(2 * CASH);
      worth = worth();
    }
    // Requirements follow the price: variance is 361 where it was 400.
    assertThat(margin().maintenance()).isLessThan(maintenance);
    settle(start);
  }

  /** Of ten tokens, and of four perpetuals short with the funding that longs paid so far. */
  private long worth() {
    long perpetual = Marks.price(house.state(), PERPETUAL).orElseThrow();
    long paid = SettlementKeys.FUNDING.get(house.state(), PERPETUAL).getCumulative();
    return mark() * CONTRACTS - (perpetual - paid) * 4;
  }

  private void settle(long start) {
    while (house.timeMillis() + DAY_MILLIS / 2 < EXPIRY) {
      house.block();
    }
    // Its own range follows its own returns, over twenty days by now.
    assertThat(AdaptiveKeys.RANGES.get(house.state(), VARIANCE).getPriceScanRange()).isPositive();
    house.blockAt(EXPIRY);
    house.blockAt(EXPIRY + 1);
    var settled = Listings.instrument(house.state(), TOKEN);
    assertThat(settled.getStatus()).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(settled.getSettlementPrice()).isCloseTo(361_00000000L, within(50_000L));
    assertThat(Positions.contracts(house.state(), A, TOKEN)).isZero();
    assertThat(Positions.contracts(house.state(), A, PERPETUAL)).isEqualTo(-4);
    long gained =
        (settled.getSettlementPrice() - start) * CONTRACTS
            - (Marks.price(house.state(), PERPETUAL).orElseThrow() - start) * 4;
    assertThat(Ledger.cash(house.state(), A, USD)).isCloseTo(CASH + gained, within(100_000L));
    assertThat(Ledger.cash(house.state(), A, USD) + Ledger.cash(house.state(), B, USD))
        .isEqualTo(2 * CASH);
  }

  @Test
  @DisplayName("ORA-29 without a surface, or with too few knots, there is nothing to trade")
  void withoutASurface_nothingTrades() {
    list();
    // A price of it reported by votes does not count.
    house.price(VARIANCE, 400 * Fixed.PRICE_ONE).blocks(2);
    assertThat(Indices.find(house.state(), VARIANCE)).isEmpty();
    assertThat(house.run(trade(TOKEN, A, B, 400 * Fixed.PRICE_ONE, 1)).code())
        .isEqualTo(TradingReject.STALE_MARK.code());
    for (int knots : List.of(0, 1, 10, 12)) {
      house.surface(SPX, FAR, Collections.nCopies(knots, 200_000_000L)).blocks(2);
      assertThat(Indices.find(house.state(), VARIANCE)).as("%d knots", knots).isEmpty();
    }
    seen(20);
    house.accepted(trade(TOKEN, A, B, mark(), 1));
  }

  @Test
  @DisplayName("ORA-12, ORA-29: an old surface stops trading, and positions wait where they stand")
  void staleSurface_stopsTrading() {
    list();
    seen(20);
    house.accepted(trade(TOKEN, A, B, mark(), CONTRACTS));
    long cash = Ledger.cash(house.state(), A, USD);
    house.surface(SPX, NEAR, List.of()).surface(SPX, FAR, List.of());
    house.blocks(7);
    assertThat(Indices.isFresh(house.state(), VARIANCE, house.timeMillis())).isFalse();
    assertThat(house.run(trade(TOKEN, A, B, mark(), 1)).code())
        .isEqualTo(TradingReject.STALE_MARK.code());
    assertThat(Ledger.cash(house.state(), A, USD)).isEqualTo(cash);
    assertThat(margin().maintenance()).isPositive();
    seen(25);
    house.accepted(trade(TOKEN, B, A, mark(), CONTRACTS));
    assertThat(Positions.of(house.state(), A)).isEmpty();
  }

  @Test
  @DisplayName("SET-04 without a surface to the end a token settles at the price last paid to")
  void staleToTheEnd_settlesAtTheLastMark() {
    list();
    seen(20);
    house.accepted(trade(TOKEN, A, B, mark(), CONTRACTS));
    long cash = Ledger.cash(house.state(), A, USD);
    house.surface(SPX, NEAR, List.of()).surface(SPX, FAR, List.of());
    house.blockAt(EXPIRY);
    assertThat(Listings.instrument(house.state(), TOKEN).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
    house.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(Listings.instrument(house.state(), TOKEN).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(Ledger.cash(house.state(), A, USD)).isEqualTo(cash);
    assertThat(Positions.of(house.state(), A)).isEmpty();
  }

  private Requirement margin() {
    return AccountMargin.of(house.state(), A).in(USD);
  }

  private long mark() {
    return Marks.price(house.state(), TOKEN).orElseThrow();
  }
}
