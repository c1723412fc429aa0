package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Table;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;

class ExpiryTest {
  private static final long MINUTE = DAY_MILLIS / 1440;
  private static final long EXPIRY = TIME_MILLIS + 30 * DAY_MILLIS;
  private static final long DEPOSIT = 1_000_000_000_000L;
  private static final long PRICE = 1000_00000000L;

  private final TestHouse house =
      TestHouse.of(
          TestGenesis.market()
              .addParams(param("oracle", "maxPriceAge", 0, 20))
              .addParams(param("oracle", "maxMove", 0, 1_000_000_000))
              .build());

  @Test
  @DisplayName(
      "SET-05 the index is averaged over half an hour, carrying in what stood at its start")
  void settlement_isTheTimeWeightedAverage() {
    openThree();
    // 1000 stands at the window's start, 1003 from 20 minutes before, 1009 from 5 minutes before.
    index(40, "1000");
    index(20, "1003");
    index(5, "1009");
    house.blockAt(EXPIRY + MINUTE);
    // (10 × 1000 + 15 × 1003 + 5 × 1009) / 30 = 1003: by hand.
    Instrument settled = Listings.instrument(house.state(), SPX_FUTURE);
    assertThat(settled.getStatus()).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(settled.getSettlementPrice()).isEqualTo(1003_00000000L);
    // Three contracts bought at 1000 gained 3 × 100 each.
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(DEPOSIT + 900_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(DEPOSIT - 900_000_000);
    assertThat(Positions.all(house.state())).isEmpty();
    assertThat(Positions.openInterest(house.state(), SPX_FUTURE)).isZero();
    house.block();
    assertThat(SettlementKeys.AVERAGES.rows(house.state()))
        .noneMatch(expiry -> expiry.underlying() == SPX);
  }

  @Test
  void settlementPrice_hasEightPlaces_andItsValueIsRoundedPerContract() {
    openThree();
    index(40, "1000");
    index(20, "1000.01");
    index(10, "1000");
    house.blockAt(EXPIRY);
    // (20 × 1000 + 10 × 1000.01) / 30 = 1000.00333333…; × 100 = 0.333333 of gain a contract.
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(1000_00333333L);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(DEPOSIT + 3 * 333_333);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(DEPOSIT - 3 * 333_333);
  }

  @Test
  void expiry_isToldWithItsInputs() {
    openThree();
    index(35, "1000");
    index(15, "1002");
    BlockResult block = house.blockAt(EXPIRY);
    Event event =
        block.events().stream().filter(e -> e.type().equals("expiry")).findFirst().orElseThrow();
    assertThat(event.attributes().stream().map(Event.Attribute::value))
        .containsExactly(
            Integer.toString(SPX_FUTURE),
            Long.toString(1001_00000000L),
            "3",
            Long.toString(30 * MINUTE),
            Long.toString(3 * 100_000_000));
    assertThat(totals()).isEqualTo(1);
  }

  @Test
  void staleIndex_isLeftOut_whileHalfOfTheWindowIsCovered() {
    openThree();
    index(40, "1000");
    // Observed 28 minutes before and fresh for 20: it counts for 20 of the 30 minutes.
    index(28, "1006");
    house.silence(SPX);
    house.blockAt(EXPIRY);
    // 2 minutes at 1000, 20 at 1006: (2 × 1000 + 20 × 1006) / 22.
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(1005_45454545L);
  }

  @Test
  @DisplayName("SET-04 with less than half of the window covered settlement waits")
  void lessThanHalfCovered_waitsForAFreshIndex() {
    openThree();
    index(40, "1000");
    house.silence(SPX);
    // Fresh until 20 minutes before: 10 of 30 minutes are covered.
    house.blockAt(EXPIRY);
    assertThat(live()).isTrue();
    house.price(SPX, 1006_00000000L).blockAt(EXPIRY + 10 * MINUTE);
    assertThat(live()).isTrue();
    // Five minutes more of a fresh index make it half.
    house.blockAt(EXPIRY + 15 * MINUTE);
    assertThat(live()).isFalse();
    // (10 × 1000 + 5 × 1006) / 15 = 1002.
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(1002_00000000L);
  }

  @Test
  void waiting_ends_withTheAverageOfWhatWasCovered() {
    openThree();
    index(40, "1000");
    house.silence(SPX);
    house.blockAt(EXPIRY + DAY_MILLIS - 1);
    assertThat(live()).isTrue();
    house.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(PRICE);
  }

  @Test
  void nothingCovered_settlesAtTheLastMark() {
    openThree();
    index(60, "1007");
    house.silence(SPX);
    house.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getSettlementPrice())
        .isEqualTo(1007_00000000L);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(DEPOSIT + 2_100_000_000L);
  }

  @Test
  void futureWithoutAPrice_settlesAtNothing() {
    house.silence(NDQ);
    house.blockAt(EXPIRY + DAY_MILLIS);
    assertThat(Listings.instrument(house.state(), NDQ_FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
  }

  @Test
  @DisplayName("SET-06 an expiry whose rule fails freezes its instrument and no other")
  void ruleFailure_inAnExpiry_freezesTheInstrument() {
    Block block = new Block("test-1", 1, EXPIRY + DAY_MILLIS, EXPIRY, List.of(), 0);
    Context context = new Context(block, house.state(), new Authority(List.of()));
    // Positions that never had a price cannot be: the rule has no answer.
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 1);
    Objects.requireNonNull(new SettlementComponent().phases().get(Phase.EXPIRY)).run(context);
    assertThat(Listings.instrument(context.state(), SPX_FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
    assertThat(Listings.instrument(context.state(), NDQ_FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(context.events()).anyMatch(event -> event.type().equals("expiryFailed"));
    assertThat(Positions.contracts(context.state(), ALPHA_ACCOUNT, SPX_FUTURE)).isEqualTo(1);
  }

  /** Three contracts bought at 1000, well before the window. */
  private void openThree() {
    house.price(SPX, PRICE).price(NDQ, PRICE);
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, DEPOSIT), TestTx.deposit(BETA_ACCOUNT, USD, DEPOSIT));
    house.accepted(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 3));
    house.silence(NDQ);
  }

  /** A block so many minutes before expiry in which the index becomes {@code price}. */
  private void index(long minutesBefore, String price) {
    long units = new BigDecimal(price).movePointRight(8).longValueExact();
    house.price(SPX, units).blockAt(EXPIRY - minutesBefore * MINUTE);
  }

  private boolean live() {
    return Listings.liveInstruments(house.state()).contains(SPX_FUTURE);
  }

  private long totals() {
    return SettlementKeys.TOTALS.get(house.state(), Table.Singleton.ROW).getExpiries();
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }
}
