package tenor.clearing.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.US_EQUITY;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
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
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.SetInstrumentStatus;
import tenor.clearing.proto.Transaction;

class InstrumentsTest {
  private static final int ACCEPTED = 0;

  private final TestHouse house = TestHouse.market();

  /** One instrument per row: each differs from a good one in what its code is about. */
  @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5} {6} is {7}")
  @DisplayName("INS-01 to INS-14 what terms an instrument may have")
  @CsvSource({
    // symbol, underlying, type, tick, multiplier, days to expiry, limit, code
    "GOOD, 1, 1, 1000000, 100000000, 90, 1000, 0",
    "GOOD-PERP.1/X_Y, 1, 2, 1000000, 100000000, 0, 1000, 0",
    "'', 1, 1, 1000000, 100000000, 90, 1000, 4001",
    "lower, 1, 1, 1000000, 100000000, 90, 1000, 4001",
    "SPÄT, 1, 1, 1000000, 100000000, 90, 1000, 4001",
    "A23456789012345678901234567890123, 1, 1, 1000000, 100000000, 90, 1000, 4001",
    "SPX-30D, 1, 1, 1000000, 100000000, 90, 1000, 4003",
    "GOOD, 9, 1, 1000000, 100000000, 90, 1000, 4007",
    "GOOD, 1, 0, 1000000, 100000000, 90, 1000, 4010",
    "GOOD, 1, 1, 0, 100000000, 90, 1000, 4011",
    "GOOD, 1, 1, -1, 100000000, 90, 1000, 4011",
    "GOOD, 1, 1, 10000000000001, 100000000, 90, 1000, 4011",
    "GOOD, 1, 1, 1000000, 0, 90, 1000, 4012",
    "GOOD, 1, 1, 1000000, 1000000000000001, 90, 1000, 4012",
    "GOOD, 1, 1, 1000000, 100000000, 0, 1000, 4013",
    "GOOD, 1, 1, 1000000, 100000000, -1, 1000, 4013",
    "GOOD, 1, 1, 1000000, 100000000, 3651, 1000, 4013",
    "GOOD, 1, 2, 1000000, 100000000, 90, 1000, 4013",
    "GOOD, 1, 1, 1000000, 100000000, 90, 0, 4014",
    "GOOD, 1, 1, 1000000, 150, 90, 1000, 4015",
    "GOOD, 1, 1, 1, 10000000, 90, 1000, 4015",
    // A unit of 1000 is worth 10⁹ amount units; a thousandth of it is the least contract.
    "GOOD, 1, 1, 100000000, 1000, 90, 1000, 0",
    "GOOD, 1, 1, 100000000, 999, 90, 1000, 4016",
    // 100 000 × 100 units × limit < 2⁶² × 10⁻⁶ asset units.
    "GOOD, 1, 1, 1000000, 100000000, 90, 461168, 0",
    "GOOD, 1, 1, 1000000, 100000000, 90, 461169, 4017",
    "GOOD, 1, 1, 1000000, 100000000, 90, 9223372036854775807, 4017"
  })
  void instrument_isListedOnSafeTermsAlone(
      String symbol,
      int underlying,
      int type,
      long tick,
      long multiplier,
      long days,
      long limit,
      int code) {
    house.price(SPX, 1000_00000000L).block();
    ListInstrument terms =
        ListInstrument.newBuilder()
            .setSymbol(symbol)
            .setUnderlying(underlying)
            .setType(InstrumentType.forNumber(type))
            .setTick(tick)
            .setMultiplier(multiplier)
            .setExpiryMillis(days == 0 ? 0 : house.timeMillis() + 1000 + days * DAY_MILLIS)
            .setPositionLimit(limit)
            .build();
    assertThat(house.run(list(terms)).code()).isEqualTo(code);
    if (code == ACCEPTED) {
      Instrument listed = Listings.instrument(house.state(), 4);
      assertThat(listed.getSymbol()).isEqualTo(symbol);
      assertThat(listed.getStatus()).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
      assertThat(Listings.liveInstruments(house.state())).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void withoutAnIndex_aContractsWorthIsJudgedAtTheGreatestPrice() {
    ListInstrument.Builder terms =
        TestGenesis.instrument("TINY", SPX, 0).setTick(100_000_000).setMultiplier(10);
    assertThat(house.run(list(terms.build())).code()).isEqualTo(ACCEPTED);
    assertThat(house.run(list(terms.setSymbol("TINIER").setMultiplier(9).build())).code())
        .isEqualTo(InstrumentsReject.CONTRACT_TOO_SMALL.code());
  }

  /** One option per row. */
  @ParameterizedTest(name = "side {0} strike {1} on {2} style {3} tick {4} days {5} is {6}")
  @DisplayName("INS-16 to INS-18 what options may be")
  @CsvSource({
    // side, strike, future, style, tick, days to expiry, code
    "1, 100000000000, 0, 1, 1000000, 20, 0",
    "2, 100000000000, 0, 2, 1000000, 90, 0",
    "1, 100000000000, 1, 1, 1000000, 20, 0",
    "1, 10000000000000, 0, 1, 1000000, 20, 0",
    "0, 100000000000, 0, 1, 1000000, 20, 4020",
    "1, 100000000000, 0, 0, 1000000, 20, 4020",
    "1, 0, 0, 1, 1000000, 20, 4021",
    "1, -1000000, 0, 1, 1000000, 20, 4021",
    "1, 100000000001, 0, 1, 1000000, 20, 4021",
    "1, 10000001000000, 0, 1, 1000000, 20, 4021",
    // The future expires after 30 days; 2 is a perpetual, 3 is on another underlying, 9 is nothing.
    "1, 100000000000, 1, 1, 1000000, 31, 4022",
    "1, 100000000000, 2, 1, 1000000, 20, 4022",
    "1, 100000000000, 3, 1, 1000000, 20, 4022",
    "1, 100000000000, 9, 1, 1000000, 20, 4022",
    "1, 100000000000, 0, 1, 0, 20, 4011",
    "1, 100000000000, 0, 1, 1000000, 0, 4013"
  })
  void option_isListedOnSoundTermsAlone(
      int side, long strike, int future, int style, long tick, long days, int code) {
    ListInstrument terms =
        dated(InstrumentType.INSTRUMENT_TYPE_OPTION, days)
            .setTick(tick)
            .setOption(
                OptionTerms.newBuilder()
                    .setSide(OptionSide.forNumber(side))
                    .setStrike(strike)
                    .setFuture(future)
                    .setStyle(PremiumStyle.forNumber(style)))
            .build();
    assertThat(house.run(list(terms)).code()).isEqualTo(code);
    if (code == ACCEPTED) {
      Instrument listed = Listings.instrument(house.state(), 4);
      assertThat(listed.getOption()).isEqualTo(terms.getOption());
      assertThat(Payoffs.isOptional(listed)).isTrue();
      assertThat(Payoffs.isPaidUpFront(listed)).isEqualTo(style == 1);
    }
  }

  @Test
  @DisplayName("INS-16 terms go with their type")
  void terms_ofAnotherType_areRefused() {
    OptionTerms option = OptionTerms.newBuilder().setStrike(100_000_000).build();
    for (ListInstrument.Builder terms :
        List.of(
            dated(InstrumentType.INSTRUMENT_TYPE_FUTURE, 20).setOption(option),
            dated(InstrumentType.INSTRUMENT_TYPE_PAYOFF, 20).setOption(option),
            dated(InstrumentType.INSTRUMENT_TYPE_OPTION, 20),
            dated(InstrumentType.INSTRUMENT_TYPE_PAYOFF, 20))) {
      assertThat(house.run(list(terms.build())).code())
          .isEqualTo(InstrumentsReject.TERMS_MISPLACED.code());
    }
  }

  /** Kinks are strike:change:jump in whole units and hundredths of slope. */
  @ParameterizedTest(name = "{0} + {1} S, {2} is {5}")
  @DisplayName("INS-19, INS-20 what payoffs may be")
  @CsvSource({
    // start, slope in hundredths, kinks, style, greatest price of it in units, code
    "0, 0, 1000:100:0, 1, 99000, 0",
    "1000, -100, 1000:100:0, 1, 1000, 0",
    "0, 0, 900:100:0 1000:-200:0 1100:100:0, 2, 100, 0",
    "0, 0, 1000:0:50, 1, 50, 0",
    "100, 0, 1000:0:-100, 1, 100, 0",
    "900, 0, 900:100:0 1000:-100:0, 1, 1000, 0",
    "0, 0, '', 1, 0, 4023",
    "0, 0, 1000:0:0, 1, 0, 4023",
    "0, 0, 0:100:0, 1, 0, 4023",
    "0, 0, 1000:100:0 1000:-100:0, 1, 0, 4023",
    "0, 0, 1000:100:0 900:-100:0, 1, 0, 4023",
    "0, 0, 1000:10001:0, 1, 0, 4023",
    "0, 10001, 1000:100:0, 1, 0, 4023",
    "0, 0, 100001:0:1, 1, 0, 4023",
    "0, 0, 1000:100:0, 0, 0, 4020",
    // Below 0 from the start, at the end, just below a kink, and at a jump; nothing anywhere.
    "-1, 0, 1000:100:0, 1, 0, 4024",
    "0, 0, 1000:-100:0, 1, 0, 4024",
    "1000, -100, 1001:100:2, 1, 0, 4024",
    "10, 0, 1000:0:-11, 1, 0, 4024",
    "0, 0, 100000:100:0, 1, 0, 4024",
    // 99 000 × 100 units × 1000 contracts of a slope of 100 are beyond 2⁶² × 10⁻⁶.
    "0, 0, 1000:10000:0, 1, 0, 4017",
    "0, 0, 1000:0:0.001, 1, 0, 4016"
  })
  void payoff_isListedOnSoundTermsAlone(
      String start, long slope, String kinks, int style, long greatest, int code) {
    PayoffTerms.Builder payoff =
        PayoffTerms.newBuilder()
            .setStart(units(start))
            .setSlope(slope * 10_000_000)
            .setStyle(PremiumStyle.forNumber(style));
    for (String kink : kinks.isEmpty() ? List.<String>of() : List.of(kinks.split(" ", -1))) {
      String[] parts = kink.split(":", -1);
      payoff.addKinks(
          Kink.newBuilder()
              .setStrike(units(parts[0]))
              .setChange(Long.parseLong(parts[1]) * 10_000_000)
              .setJump(units(parts[2])));
    }
    ListInstrument terms =
        dated(InstrumentType.INSTRUMENT_TYPE_PAYOFF, 20).setPayoff(payoff).build();
    assertThat(house.run(list(terms)).code()).isEqualTo(code);
    if (code == ACCEPTED) {
      Instrument listed = Listings.instrument(house.state(), 4);
      assertThat(Payoffs.greatestPrice(house.state(), listed)).isEqualTo(greatest * 100_000_000);
    }
  }

  @Test
  @DisplayName("INS-19 at most sixteen kinks")
  void payoff_withSeventeenKinks_isRefused() {
    PayoffTerms.Builder payoff =
        PayoffTerms.newBuilder().setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT);
    for (int i = 1; i <= 16; i++) {
      payoff.addKinks(Kink.newBuilder().setStrike(units("" + 10 * i)).setJump(units("1")));
    }
    ListInstrument.Builder terms = dated(InstrumentType.INSTRUMENT_TYPE_PAYOFF, 20);
    assertThat(house.run(list(terms.setPayoff(payoff).build())).code()).isEqualTo(ACCEPTED);
    payoff.addKinks(Kink.newBuilder().setStrike(units("170")).setJump(units("1")));
    assertThat(house.run(list(terms.setSymbol("MORE").setPayoff(payoff).build())).code())
        .isEqualTo(InstrumentsReject.BAD_KINKS.code());
  }

  private static long units(String decimal) {
    return new BigDecimal(decimal).movePointRight(8).longValueExact();
  }

  private ListInstrument.Builder dated(InstrumentType type, long days) {
    return TestGenesis.instrument("GOOD", SPX, 1)
        .setType(type)
        .setExpiryMillis(days == 0 ? 0 : TIME_MILLIS + days * DAY_MILLIS);
  }

  @ParameterizedTest
  @CsvSource({"GBP, 0", "USD, 4003", "gbp, 4001"})
  void assets_haveDistinctSymbols(String symbol, int code) {
    Operation operation =
        Operation.newBuilder().setListAsset(ListAsset.newBuilder().setSymbol(symbol)).build();
    assertThat(house.run(operation).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"OIL, 1, 0", "US-EQUITY, 1, 4003", "OIL, 9, 4005"})
  void marginClasses_settleInAListedAsset(String symbol, int asset, int code) {
    Operation operation =
        Operation.newBuilder()
            .setListMarginClass(ListMarginClass.newBuilder().setSymbol(symbol).setAsset(asset))
            .build();
    assertThat(house.run(operation).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "WTI, 1, 1000000000000000000, 0",
    "SPX, 1, 1, 4003",
    "WTI, 9, 1, 4006",
    "WTI, 1, 0, 4009",
    "WTI, 1, -1, 4009",
    "WTI, 1, 1000000000000000001, 4009"
  })
  void underlyings_haveAGreatestPrice(String symbol, int marginClass, long maxPrice, int code) {
    Operation operation =
        Operation.newBuilder()
            .setListUnderlying(
                ListUnderlying.newBuilder()
                    .setSymbol(symbol)
                    .setMarginClass(marginClass)
                    .setMaxPrice(maxPrice))
            .build();
    assertThat(house.run(operation).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @DisplayName("INS-21 the index of an underlying may be the variance of a reported one")
  @CsvSource({"1, 0", "9, 4025", "3, 4025"})
  void variance_isOfAReportedIndex(int of, int code) {
    ListUnderlying.Builder terms =
        ListUnderlying.newBuilder().setSymbol("VAR").setMarginClass(1).setMaxPrice(units("10000"));
    // Underlying 3: itself a variance.
    house.accepted(
        Operation.newBuilder().setListUnderlying(terms.setVarianceOf(SPX).build()).build());
    Operation operation =
        Operation.newBuilder()
            .setListUnderlying(terms.setSymbol("OTHER").setVarianceOf(of))
            .build();
    assertThat(house.run(operation).code()).isEqualTo(code);
    assertThat(Listings.underlying(house.state(), 3).getVarianceOf()).isEqualTo(SPX);
  }

  @Test
  @DisplayName("INS-02 only an admin lists")
  void listing_byAnyoneElse_isRefused() {
    Transaction.Builder transaction =
        house.tx(list(TestGenesis.instrument("X", SPX, 0).build())).toBuilder();
    transaction.getAuthorisationsBuilder(0).setPublicKey(TestGenesis.key(TestGenesis.ALPHA));
    assertThat(house.block(transaction.build()).transactions().getFirst().code())
        .isEqualTo(InstrumentsReject.NOT_ADMIN.code());
  }

  @Test
  @DisplayName("INS-15 an admin pauses a market and lets it go on")
  void status_isPausedAndListedByAnAdmin() {
    assertThat(house.run(status(SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_LISTED)).code())
        .isEqualTo(InstrumentsReject.BAD_STATUS.code());
    house.accepted(status(SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_PAUSED));
    assertThat(Listings.instrument(house.state(), SPX_FUTURE).getStatus())
        .isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_PAUSED);
    assertThat(house.run(status(SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_SETTLED)).code())
        .isEqualTo(InstrumentsReject.BAD_STATUS.code());
    house.accepted(status(SPX_FUTURE, InstrumentStatus.INSTRUMENT_STATUS_LISTED));
    assertThat(house.run(status(99, InstrumentStatus.INSTRUMENT_STATUS_LISTED)).code())
        .isEqualTo(InstrumentsReject.UNKNOWN_INSTRUMENT.code());
  }

  @Test
  void genesis_withABadEntry_namesIt() {
    Genesis.Builder genesis = TestGenesis.market();
    genesis.getInstrumentsBuilder(1).setMultiplier(150);
    assertThatThrownBy(() -> TestHouse.of(genesis.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("instruments[1]")
        .hasMessageContaining("whole number of amount units");
    genesis.getInstrumentsBuilder(1).setMultiplier(100_000_000);
    genesis.getInstrumentsBuilder(0).setExpiryMillis(TIME_MILLIS);
    assertThatThrownBy(() -> TestHouse.of(genesis.build()))
        .hasMessageContaining("instruments[0]")
        .hasMessageContaining("expiry");
  }

  @Test
  void listings_tellWhatSettlesInWhat() {
    assertThat(Listings.assetOf(house.state(), SPX_FUTURE)).isEqualTo(USD);
    assertThat(Listings.classOf(house.state(), SPX)).isEqualTo(US_EQUITY);
    assertThatThrownBy(() -> Listings.instrument(house.state(), 99))
        .isInstanceOf(RuleFailure.class);
  }

  /** 0.01 × 100 units is 1, which is 10⁶ amount units. */
  @Test
  void value_isExactOnTheTick_andRefusedOffIt() {
    Instrument instrument = Listings.instrument(house.state(), SPX_FUTURE);
    assertThat(Listings.value(1_000_000, instrument)).isEqualTo(1_000_000);
    assertThat(Listings.value(-1_000_000, instrument)).isEqualTo(-1_000_000);
    assertThat(Listings.value(2790_00000000L, instrument)).isEqualTo(279_000_000_000L);
    Instrument odd = instrument.toBuilder().setMultiplier(1).build();
    assertThatThrownBy(() -> Listings.value(150_000_000, odd)).isInstanceOf(RuleFailure.class);
    assertThat(Listings.value(150_000_000, odd, Rounding.HALF_EVEN)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1499999, 1000000", "1500000, 2000000", "2500000, 2000000", "-500000, 0"})
  void prices_moveToTheNearestTick(long price, long expected) {
    assertThat(Listings.toTick(price, Listings.instrument(house.state(), SPX_FUTURE)))
        .isEqualTo(expected);
  }

  private static Operation list(ListInstrument terms) {
    return Operation.newBuilder().setListInstrument(terms).build();
  }

  private static Operation status(int instrument, InstrumentStatus status) {
    return Operation.newBuilder()
        .setSetInstrumentStatus(
            SetInstrumentStatus.newBuilder().setInstrument(instrument).setStatus(status))
        .build();
  }
}
