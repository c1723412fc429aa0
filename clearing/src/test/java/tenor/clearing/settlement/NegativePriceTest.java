package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.FLAT;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.trade;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.governance.GovernanceReject;
import tenor.clearing.instruments.InstrumentsReject;
import tenor.clearing.instruments.Listings;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.SetInstrumentStatus;
import tenor.clearing.trading.TradingReject;

/** A market whose price goes below zero, as that of crude oil did on 20 April 2020. */
class NegativePriceTest {
  static final int OIL = 1;
  static final int FUTURE = 1;
  static final int PERPETUAL = 2;
  static final int CALL = 3;
  static final int PUT = 4;
  static final int PAYOFF = 5;
  static final long EXPIRY = TIME_MILLIS + 30 * DAY_MILLIS;

  /** A hundred units of the quote asset. */
  static final long SHIFT = units("100");

  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final long CASH = 10_000_000_000_000L;

  /**
   * Settlement prices of the May 2020 future on WTI light sweet crude oil, New York Mercantile
   * Exchange, from 13 to 21 April 2020.
   */
  private static final List<String> WTI =
      List.of("22.41", "20.11", "19.87", "19.87", "18.27", "-37.63", "10.01");

  /**
   * Oil from −{@code shift} on, with strikes at −10, all prices greater by {@code raise}. A
   * contract is 100 units.
   */
  static Genesis.Builder market(long shift, long raise) {
    return TestGenesis.bare()
        .addAssets(ListAsset.newBuilder().setSymbol("USD"))
        .addMarginClasses(ListMarginClass.newBuilder().setSymbol("ENERGY").setAsset(USD))
        .addUnderlyings(
            ListUnderlying.newBuilder()
                .setSymbol("WTI")
                .setMarginClass(1)
                .setMaxPrice(units("1000") + raise))
        .addInstruments(TestGenesis.instrument("WTI-F", OIL, EXPIRY))
        .addInstruments(TestGenesis.instrument("WTI-P", OIL, 0))
        .addInstruments(option("CALL", OptionSide.OPTION_SIDE_CALL, units("-10") + raise))
        .addInstruments(option("PUT", OptionSide.OPTION_SIDE_PUT, units("-10") + raise))
        .addInstruments(payoff(units("-20") + raise))
        .addParams(param("instruments", "priceShift", OIL, shift))
        .addParams(param("oracle", "maxMove", OIL, 1_000_000_000))
        .addParams(param("oracle", "rate", OIL, 30_000_000));
  }

  private static ListInstrument.Builder option(String symbol, OptionSide side, long strike) {
    return TestGenesis.option(symbol, OIL, EXPIRY, side, strike);
  }

  /** Pays 5 from the strike on, and half of what the price is 40 above it; futures-style. */
  private static ListInstrument.Builder payoff(long strike) {
    return TestGenesis.instrument("NOTE", OIL, EXPIRY)
        .setType(InstrumentType.INSTRUMENT_TYPE_PAYOFF)
        .setPayoff(
            PayoffTerms.newBuilder()
                .setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES)
                .addKinks(Kink.newBuilder().setStrike(strike).setJump(units("5")))
                .addKinks(
                    Kink.newBuilder().setStrike(strike + units("40")).setChange(500_000_000)));
  }

  static TestHouse house(long shift, long raise) {
    TestHouse house = TestHouse.of(market(shift, raise).build());
    house.price(OIL, units("22.41") + raise).surface(OIL, EXPIRY, FLAT);
    for (long account : List.of(A, B, LIQUIDATOR_ACCOUNT)) {
      house.accepted(deposit(account, USD, CASH));
    }
    return house.step(DAY_MILLIS);
  }

  @Test
  @DisplayName(
      "INS-25 the price falls through zero: margin is paid to the cent, and settled below 0")
  void wti_ofApril2020_isPaidAndSettled() {
    TestHouse house = house(SHIFT, 0);
    long before = mark(house, FUTURE);
    house.accepted(trade(FUTURE, A, B, before, 10));
    // The put is worth less than half a tick, the call its distance from the strike.
    house.accepted(trade(PUT, A, B, units("0.01"), 4), trade(CALL, B, A, mark(house, CALL), 2));
    long spent = CASH - cash(house, A);
    long first = mark(house, FUTURE);
    long paidAt = first;
    long sum = cash(house, A) + cash(house, B);
    for (String close : WTI.subList(1, 6)) {
      long cash = cash(house, A);
      house.price(OIL, units(close)).block();
      assertThat(Indices.price(house.state(), OIL)).hasValue(units(close));
      // 100 units × 10 contracts: a price of 10⁻⁸ is 10⁻⁵ of an amount unit of 10⁻⁶.
      assertThat(cash(house, A) - cash).isEqualTo((mark(house, FUTURE) - paidAt) * 10);
      assertThat(cash(house, A) + cash(house, B)).isEqualTo(sum);
      assertThat(AccountMargin.of(house.state(), A).coversInitial()).isTrue();
      paidAt = mark(house, FUTURE);
    }
    assertThat(mark(house, FUTURE)).isNegative();
    // Far in the money and a few weeks to go: worth nearly what it would pay.
    assertThat(mark(house, PUT)).isBetween(units("27"), units("28.50"));
    house.blockAt(EXPIRY - DAY_MILLIS / 2);
    house.blockAt(EXPIRY);
    house.blockAt(EXPIRY + DAY_MILLIS / 48);
    Instrument settled = Listings.instrument(house.state(), FUTURE);
    assertThat(settled.getStatus()).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_SETTLED);
    assertThat(settled.getSettlementPrice()).isEqualTo(units("-37.63"));
    // Ten futures from the mark after the trades to −37.63, and four puts struck at −10 that pay
    // 27.63.
    assertThat(cash(house, A))
        .isEqualTo(CASH - spent + (units("-37.63") - first) * 10 + units("27.63") * 4);
    assertThat(cash(house, A) + cash(house, B)).isEqualTo(sum);
    assertThat(Positions.of(house.state(), A)).isEmpty();
  }

  @Test
  @DisplayName("ORA-30 at or below minus the shift everything on the underlying is frozen")
  void priceBeyondTheShift_freezes() {
    TestHouse house = house(SHIFT, 0);
    house.accepted(trade(PERPETUAL, A, B, mark(house, PERPETUAL), 1));
    house.price(OIL, units("-99.99")).block();
    assertThat(Indices.price(house.state(), OIL)).hasValue(units("-99.99"));
    house.price(OIL, -SHIFT).block();
    assertThat(Indices.price(house.state(), OIL)).hasValue(units("-99.99"));
    for (int number = FUTURE; number <= PAYOFF; number++) {
      assertThat(Listings.instrument(house.state(), number).getStatus())
          .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
    }
    assertThat(house.run(trade(PERPETUAL, B, A, mark(house, PERPETUAL), 1)).code())
        .isEqualTo(TradingReject.FROZEN.code());
    // Listed again without a greater shift, it is frozen again.
    house.accepted(relist(PERPETUAL));
    house.block();
    assertThat(Listings.instrument(house.state(), PERPETUAL).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
    house.accepted(TestTx.param("instruments", "priceShift", OIL, 2 * SHIFT), relist(PERPETUAL));
    house.block();
    assertThat(Indices.price(house.state(), OIL)).hasValue(-SHIFT);
    assertThat(Listings.instrument(house.state(), PERPETUAL).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
    house.accepted(trade(PERPETUAL, B, A, mark(house, PERPETUAL), 1));
  }

  @Test
  @DisplayName("ORA-04 without a shift a report at or below zero is an error, and freezes nothing")
  void withoutAShift_negativeReportsDoNotCount() {
    TestHouse house = house(0, SHIFT);
    long before = Indices.price(house.state(), OIL).orElseThrow();
    house.price(OIL, units("-1")).block();
    house.price(OIL, 0).block();
    assertThat(Indices.price(house.state(), OIL)).hasValue(before);
    assertThat(Listings.instrument(house.state(), FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
  }

  /** At an index of −30, with a put struck at −10 and a payoff with a kink at −20. */
  @ParameterizedTest
  @DisplayName("INS-25 a shift is set only if all that is live stays in range")
  @CsvSource({
    "30.01, 0",
    "30, 1005",
    "0, 1005",
    "1000, 0",
    // 100 000 contracts × 100 units × (1000 + 460 168.6) are just below 2⁶² amount units.
    "460168.6, 0",
    "460168.7, 1005",
    "10000000000, 1005"
  })
  void shift_isSetWithinWhatIsListed(String shift, int code) {
    TestHouse house = house(SHIFT, 0);
    house.price(OIL, units("-30")).block();
    int result = house.run(TestTx.param("instruments", "priceShift", OIL, units(shift))).code();
    assertThat(result).isEqualTo(code);
    assertThat(code == 0 || code == GovernanceReject.INCONSISTENT.code()).isTrue();
  }

  @Test
  @DisplayName("INS-25 strikes bind the shift, and a shift to come binds strikes")
  void strikesAndShift_bindEachOther() {
    TestHouse house = house(SHIFT, 0);
    // A strike at −20 is the lowest.
    assertThat(house.run(TestTx.param("instruments", "priceShift", OIL, units("20"))).code())
        .isEqualTo(GovernanceReject.INCONSISTENT.code());
    Operation low = TestTx.param("instruments", "priceShift", OIL, units("20.01"));
    Operation put = list(option("PUT-90", OptionSide.OPTION_SIDE_PUT, units("-90")));
    assertThat(house.run(low, put).code()).isEqualTo(InstrumentsReject.BAD_STRIKE.code());
    assertThat(house.run(put, low).code()).isEqualTo(GovernanceReject.INCONSISTENT.code());
    house.accepted(put);
    Operation beyond = list(option("PUT-100", OptionSide.OPTION_SIDE_PUT, units("-100")));
    assertThat(house.run(beyond).code()).isEqualTo(InstrumentsReject.BAD_STRIKE.code());
    ListInstrument.Builder linear =
        payoff(units("-50")).setSymbol("LINEAR").setMultiplier(100_000_000);
    linear.getPayoffBuilder().setStart(units("90")).setSlope(1_000_000_000);
    // 90 + S pays −10 at −100.
    assertThat(house.run(list(linear)).code()).isEqualTo(InstrumentsReject.BAD_PAYOFF.code());
    linear.getPayoffBuilder().setStart(units("100"));
    house.accepted(list(linear));
  }

  @Test
  @DisplayName("TRD-03 a future may trade below zero, an option may not")
  void tradesBelowZero_areOfFutures() {
    TestHouse house = house(SHIFT, 0);
    house.price(OIL, units("-5")).block();
    house.accepted(trade(FUTURE, A, B, units("-5.50"), 1), trade(FUTURE, A, B, 0, 1));
    assertThat(house.run(trade(FUTURE, A, B, -SHIFT, 1)).code())
        .isEqualTo(TradingReject.BAD_PRICE.code());
    assertThat(house.run(trade(PUT, A, B, 0, 1)).code()).isEqualTo(TradingReject.BAD_PRICE.code());
    assertThat(house.run(trade(CALL, A, B, units("-1"), 1)).code())
        .isEqualTo(TradingReject.BAD_PRICE.code());
  }

  static long units(String decimal) {
    return new BigDecimal(decimal).movePointRight(8).longValueExact();
  }

  static long mark(TestHouse house, int instrument) {
    return Marks.price(house.state(), instrument).orElseThrow();
  }

  private static long cash(TestHouse house, long account) {
    return Ledger.cash(house.state(), account, USD);
  }

  private static Operation list(ListInstrument.Builder terms) {
    return Operation.newBuilder().setListInstrument(terms).build();
  }

  private static Operation relist(int instrument) {
    return Operation.newBuilder()
        .setSetInstrumentStatus(
            SetInstrumentStatus.newBuilder()
                .setInstrument(instrument)
                .setStatus(InstrumentStatus.INSTRUMENT_STATUS_LISTED))
        .build();
  }
}
