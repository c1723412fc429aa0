package tenor.clearing.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestPackages;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Marks;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SetInstrumentStatus;
import tenor.clearing.proto.TradeStats;

/** Packages are traded at one price and become positions in their legs. */
class PackageTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final long CASH = 10_000_000_000_000L;
  private static final long ONE = 1_00000000L;
  private static final long TICK = 1_000_000;

  /** The first number after those of {@link TestOptions#market}. */
  private static final int PACKAGE = TestOptions.PAYOFF + 1;

  private final TestHouse house = TestHouse.of(TestOptions.market().build());

  @BeforeEach
  void start() {
    house.price(SPX, 1000 * ONE).price(NDQ, 2000 * ONE).surface(SPX, EXPIRY, FLAT);
    house.accepted(deposit(A, USD, CASH), deposit(B, USD, CASH));
  }

  @Test
  @DisplayName("TRD-22 legs are booked at their marks, the last takes what is left of the price")
  void legs_areBookedAtTheirMarks_theLastTakesTheRest() {
    // NDQ − 2 × SPX is 0 at the marks of 2000 and 1000.
    list(TestPackages.of("N-2S", NDQ_FUTURE, 1, SPX_FUTURE, -2));
    TxResult result = house.accepted(trade(PACKAGE, A, B, -3 * ONE, 5));
    assertThat(contracts(A, NDQ_FUTURE)).isEqualTo(5);
    assertThat(contracts(A, SPX_FUTURE)).isEqualTo(-10);
    assertThat(contracts(B, NDQ_FUTURE)).isEqualTo(-5);
    assertThat(contracts(B, SPX_FUTURE)).isEqualTo(10);
    assertThat(contracts(A, PACKAGE)).isZero();
    // Alpha was paid 3 × 100 units × 5 for what is worth nothing.
    assertThat(cash(A)).isEqualTo(CASH + 1_500_000_000L);
    assertThat(cash(B)).isEqualTo(CASH - 1_500_000_000L);
    // Two contracts of SPX went for 2003 together.
    assertThat(result.events())
        .containsExactly(
            Event.of("packageTrade")
                .with("instrument", PACKAGE)
                .with("buyer", A)
                .with("seller", B)
                .with("price", -3 * ONE)
                .with("contracts", 5),
            leg(1, NDQ_FUTURE, A, B, 2000 * ONE, 5, 2000 * ONE),
            leg(2, SPX_FUTURE, B, A, 1001_50000000L, 10, 1000 * ONE));
  }

  private static Event leg(
      long number, int instrument, long buyer, long seller, long price, long contracts, long mark) {
    return Event.of("trade")
        .with("uti", Uti.of("test-1", number))
        .with("number", number)
        .with("instrument", instrument)
        .with("buyer", buyer)
        .with("seller", seller)
        .with("price", price)
        .with("contracts", contracts)
        .with("mark", mark)
        .with("package", PACKAGE);
  }

  @Test
  @DisplayName("TRD-22 what is left need not be a price: money is exact to the unit")
  void remainder_offTheTickOfTheLastLeg_isPaidToTheUnit() {
    // A third of a tick over on each of three contracts: 0.01 × 100 units is 10⁶ amount units.
    list(TestPackages.of("S-3P", SPX_FUTURE, 1, SPX_PERPETUAL, -3));
    TxResult result = house.accepted(trade(PACKAGE, A, B, -2000 * ONE + TICK, 7));
    assertThat(cash(A)).isEqualTo(CASH - 7_000_000);
    assertThat(cash(B)).isEqualTo(CASH + 7_000_000);
    assertThat(result.events().getLast())
        .isEqualTo(leg(2, SPX_PERPETUAL, B, A, 999_99666667L, 21, 1000 * ONE));
    house.block();
    assertThat(cash(A)).isEqualTo(CASH - 7_000_000);
  }

  @Test
  @DisplayName("TRD-18 in a package the premium of each leg goes to who gives it")
  void premiums_inAPackage_arePaidPerLeg() {
    // A covered call: long the future, short the call; its multiplier is that of both.
    list(TestPackages.of("COVERED", CALL, -1, SPX_FUTURE, 1));
    long call = Marks.price(house.state(), CALL).orElseThrow();
    house.accepted(trade(PACKAGE, A, B, 1000 * ONE - call - ONE, 3));
    // Beta pays the mark of the call, and 1 for the future below its mark.
    long paid = 3 * (call + ONE) * 100 / 100;
    assertThat(cash(A)).isEqualTo(CASH + paid);
    assertThat(cash(B)).isEqualTo(CASH - paid);
    assertThat(contracts(A, CALL)).isEqualTo(-3);
    assertThat(contracts(A, SPX_FUTURE)).isEqualTo(3);
  }

  @Test
  @DisplayName("TRD-23 legs count, and leave the average trade price to those who trade outright")
  void legs_doNotMoveTheAverageTradePrice() {
    list(TestPackages.of("S-P", SPX_FUTURE, 1, SPX_PERPETUAL, -1));
    house.accepted(trade(PACKAGE, A, B, -5 * ONE, 4));
    assertThat(TradingKeys.STATS.get(house.state(), SPX_PERPETUAL))
        .isEqualTo(TradeStats.newBuilder().setTrades(1).setVolume(4).build());
    assertThat(TradingKeys.STATS.get(house.state(), PACKAGE).getLastPrice()).isEqualTo(-5 * ONE);
    assertThat(TradingKeys.STATS.get(house.state(), PACKAGE).getVolume()).isEqualTo(4);
    house.block();
    assertThat(Marks.price(house.state(), SPX_PERPETUAL)).hasValue(1000 * ONE);
    assertThat(Marks.price(house.state(), PACKAGE)).isEmpty();
  }

  @Test
  @DisplayName("TRD-24 what its legs' marks come to is told of a package, and binds nobody")
  void markOfAPackage_isThatOfItsLegs() {
    // Of a multiplier of 300, and of a package of which no price is a whole number of 10⁻⁸.
    list(TestPackages.of("N-3S", NDQ_FUTURE, 1, SPX_FUTURE, -3));
    list(
        TestPackages.list(
            TestPackages.terms("THIRD", NDQ_FUTURE, 1, SPX_FUTURE, -3).setMultiplier(300_000_000)));
    assertThat(Legs.mark(house.state(), PACKAGE)).hasValue(-1000 * ONE);
    assertThat(Legs.mark(house.state(), PACKAGE + 1)).hasValue(-333_33333333L);
    assertThat(Legs.mark(house.state(), SPX_FUTURE)).hasValue(1000 * ONE);
    list(TestPackages.of("OPTIONS", TestOptions.CALL_ON_FUTURE, 1, SPX_FUTURE, -3));
    house.change(state -> OracleKeys.MARKS.remove(state, TestOptions.CALL_ON_FUTURE));
    assertThat(Legs.mark(house.state(), PACKAGE + 2)).isEmpty();
  }

  @Test
  @DisplayName("TRD-12 a package is margined by what all its legs do together")
  void margin_isJudgedOnAllLegs() {
    list(TestPackages.of("S-P", SPX_FUTURE, 1, SPX_PERPETUAL, -1));
    long poor = TestGenesis.LIQUIDATOR_ACCOUNT;
    // A contract of either alone requires 12 500; the spread a fraction of it.
    house.accepted(deposit(poor, USD, 5_000_000_000L));
    assertThat(house.run(trade(SPX_FUTURE, poor, B, 1000 * ONE, 1)).code())
        .isEqualTo(TradingReject.BUYER_MARGIN.code());
    house.accepted(trade(PACKAGE, poor, B, 0, 1));
    assertThat(AccountMargin.of(house.state(), poor).coversInitial()).isTrue();
  }

  @Test
  @DisplayName("TRD-08 a package reduces if each of its legs does")
  void reduceOnly_isJudgedOnEachLeg() {
    list(TestPackages.of("S-P", SPX_FUTURE, 1, SPX_PERPETUAL, -1));
    house.accepted(trade(PACKAGE, A, B, 0, 4));
    assertThat(house.run(reduceOnly(trade(PACKAGE, A, B, 0, 1))).code())
        .isEqualTo(TradingReject.NOT_REDUCING.code());
    assertThat(house.run(reduceOnly(trade(PACKAGE, B, A, 0, 5))).code())
        .isEqualTo(TradingReject.NOT_REDUCING.code());
    house.accepted(status(SPX_PERPETUAL, InstrumentStatus.INSTRUMENT_STATUS_PAUSED));
    assertThat(house.run(trade(PACKAGE, A, B, 0, 1)).code())
        .isEqualTo(TradingReject.OPENING_PAUSED.code());
    house.accepted(reduceOnly(trade(PACKAGE, B, A, 0, 3)));
    house.accepted(status(SPX_PERPETUAL, InstrumentStatus.INSTRUMENT_STATUS_LISTED));
    house.accepted(status(PACKAGE, InstrumentStatus.INSTRUMENT_STATUS_PAUSED));
    assertThat(house.run(trade(PACKAGE, A, B, 0, 1)).code())
        .isEqualTo(TradingReject.OPENING_PAUSED.code());
    house.accepted(trade(PACKAGE, B, A, 0, 1));
    assertThat(contracts(A, SPX_FUTURE)).isZero();
    // One leg alone would still reduce, the other opens.
    house.accepted(trade(SPX_FUTURE, A, B, 1000 * ONE, 1));
    assertThat(house.run(reduceOnly(trade(PACKAGE, B, A, 0, 1))).code())
        .isEqualTo(TradingReject.NOT_REDUCING.code());
  }

  @Test
  @DisplayName("TRD-10 the position limit of each leg holds")
  void positionLimit_ofALeg_holds() {
    list(TestPackages.of("S-1000P", SPX_PERPETUAL, 1000, SPX_FUTURE, -1));
    assertThat(house.run(trade(PACKAGE, A, B, 999_000 * ONE, 101)).code())
        .isEqualTo(TradingReject.POSITION_LIMIT.code());
    assertThat(house.run(trade(PACKAGE, A, B, 999_000 * ONE, Long.MAX_VALUE)).code()).isNotZero();
  }

  @Test
  @DisplayName("TRD-03, TRD-06 a package's price is one that prices of its legs come to")
  void price_isWithinWhatTheLegsCanBeWorth() {
    list(TestPackages.of("N-2S", NDQ_FUTURE, 1, SPX_FUTURE, -2));
    // 100 000 is the greatest of both: from −200 000 to 100 000, on the tick.
    assertThat(house.run(trade(PACKAGE, A, B, -200_000 * ONE - TICK, 1)).code())
        .isEqualTo(TradingReject.BAD_PRICE.code());
    assertThat(house.run(trade(PACKAGE, A, B, 100_000 * ONE + TICK, 1)).code())
        .isEqualTo(TradingReject.ABOVE_MAXIMUM.code());
    assertThat(house.run(trade(PACKAGE, A, B, -1, 1)).code())
        .isEqualTo(TradingReject.OFF_TICK.code());
    assertThat(house.run(trade(PACKAGE, A, B, -200_000 * ONE, 1)).code())
        .isEqualTo(TradingReject.SELLER_CASH.code());
    assertThat(house.run(trade(PACKAGE, A, B, 100_000 * ONE, 2)).code())
        .isEqualTo(TradingReject.BUYER_CASH.code());
  }

  @Test
  @DisplayName("TRD-05, TRD-07 a package is as tradable as each of its legs")
  void aLegThatCannotTrade_stopsThePackage() {
    list(TestPackages.of("S-P", SPX_FUTURE, 1, SPX_PERPETUAL, -1));
    list(TestPackages.of("N-P", NDQ_FUTURE, 1, SPX_PERPETUAL, -2));
    house.change(
        state -> Listings.setStatus(state, SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_FROZEN));
    assertThat(house.run(trade(PACKAGE, A, B, 0, 1)).code()).isEqualTo(TradingReject.FROZEN.code());
    house.change(
        state -> Listings.setStatus(state, SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_LISTED));
    house.silence(NDQ).blockAt(house.timeMillis() + 4 * TestGenesis.DAY_MILLIS);
    assertThat(house.run(trade(PACKAGE + 1, A, B, 0, 1)).code())
        .isEqualTo(TradingReject.STALE_MARK.code());
    assertThat(house.run(trade(PACKAGE, A, B, 0, 1)).code()).isZero();
    assertThat(Listings.instrument(house.state(), PACKAGE).getExpiryMillis()).isEqualTo(EXPIRY);
    house.blockAt(EXPIRY + TestGenesis.DAY_MILLIS);
    assertThat(house.run(trade(PACKAGE, A, B, 0, 1)).code())
        .isEqualTo(TradingReject.SETTLED.code());
    assertThat(contracts(A, SPX_PERPETUAL)).isEqualTo(-1);
  }

  @Test
  @DisplayName(
      "TRD-13 below initial margin a package is near the mark if its legs' distances say so")
  void belowInitial_thePackageIsNearTheMark() {
    list(TestPackages.of("S-AND-N", SPX_FUTURE, 1, NDQ_FUTURE, 1));
    long poor = TestGenesis.LIQUIDATOR_ACCOUNT;
    house.accepted(deposit(poor, USD, 380_000_000_000L));
    house.accepted(trade(PACKAGE, poor, B, 3000 * ONE, 10));
    house.price(SPX, 980 * ONE).price(NDQ, 1960 * ONE).blocks(3);
    assertThat(AccountMargin.of(house.state(), poor).coversInitial()).isFalse();
    // 2 % of 980 and of 1960 are 58.80.
    assertThat(house.run(trade(PACKAGE, B, poor, 2940 * ONE - 58_81000000L, 1)).code())
        .isEqualTo(TradingReject.FAR_FROM_MARK.code());
    assertThat(house.run(trade(PACKAGE, B, poor, 2940 * ONE - 58_80000000L, 1)).code()).isZero();
  }

  @Test
  @DisplayName("TRD-19 what a package would do is told with all its legs")
  void whatIf_ofAPackage_isWhatItDoes() {
    list(TestPackages.of("N-2S", NDQ_FUTURE, 1, SPX_FUTURE, -2));
    Operation operation = trade(PACKAGE, A, B, -3 * ONE, 5);
    WhatIf answer = house.rules().whatIf(operation.getRegisterTrade(), house.state());
    house.accepted(operation);
    assertThat(answer.outcome()).isEqualTo(Outcome.accepted());
    assertThat(answer.asset()).isEqualTo(USD);
    assertThat(answer.mark()).hasValue(0);
    assertThat(answer.sides())
        .extracting(WhatIf.Side::received)
        .containsExactly(1_500_000_000L, -1_500_000_000L);
    assertThat(answer.sides().getFirst().after().orElseThrow().requirements())
        .isEqualTo(AccountMargin.of(house.state(), A).requirements());
  }

  private void list(Operation... packages) {
    house.accepted(packages);
  }

  private long contracts(long account, int instrument) {
    return Positions.contracts(house.state(), account, instrument);
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }

  private static Operation reduceOnly(Operation operation) {
    return operation.toBuilder()
        .setRegisterTrade(operation.getRegisterTrade().toBuilder().setReduceOnly(true))
        .build();
  }

  private static Operation status(int instrument, InstrumentStatus status) {
    return Operation.newBuilder()
        .setSetInstrumentStatus(
            SetInstrumentStatus.newBuilder().setInstrument(instrument).setStatus(status))
        .build();
  }
}
