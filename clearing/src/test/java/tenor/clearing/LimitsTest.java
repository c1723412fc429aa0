package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.trading.TradingReject;

/** Prices and positions at the limits of what is listed, and what lacks a forward. */
class LimitsTest {
  private static final int BIG = 3;
  private static final int BIG_FUTURE = 4;
  private static final int BIG_CALL = 5;
  private static final long MOST = 1_000_000_000_000_000_000L;
  private static final long TICK = 1_000_000;
  private static final long MULTIPLIER = 100;
  // 10¹⁸ × 100 × limit ÷ 10⁸ < 2⁶².
  private static final long LIMIT = 4_611_686;

  private final TestHouse house =
      TestHouse.of(
          TestGenesis.market()
              .addUnderlyings(
                  ListUnderlying.newBuilder().setSymbol("BIG").setMarginClass(1).setMaxPrice(MOST))
              .addInstruments(big("BIG-F").setType(InstrumentType.INSTRUMENT_TYPE_FUTURE))
              .addInstruments(
                  big("BIG-CALL")
                      .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
                      .setOption(
                          OptionTerms.newBuilder()
                              .setSide(OptionSide.OPTION_SIDE_CALL)
                              .setStrike(MOST)
                              .setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES)))
              .addParams(param("oracle", "maxMove", 0, 1_000_000_000))
              .addParams(param("margin", "priceScanRange", BIG, 1_000_000_000))
              .build());

  private static ListInstrument.Builder big(String symbol) {
    return TestGenesis.instrument(symbol, BIG, EXPIRY)
        .setTick(TICK)
        .setMultiplier(MULTIPLIER)
        .setPositionLimit(LIMIT);
  }

  private void fund(long cash) {
    for (long account : List.of(ALPHA_ACCOUNT, BETA_ACCOUNT)) {
      house.accepted(TestTx.deposit(account, USD, cash));
    }
  }

  @ParameterizedTest
  @DisplayName("MRG-02 INS-14 a price at the limit of what is listed stops no block and no other")
  @ValueSource(longs = {MOST, MOST / 2, 1_000_000})
  void priceAtTheLimit_costsNoOther(long price) {
    fund(1_000_000_000_000L);
    house.price(BIG, price).price(SPX, 1000 * Fixed.PRICE_ONE).surface(BIG, EXPIRY, FLAT);
    BlockResult block = house.block();
    assertThat(block.events()).noneMatch(event -> event.type().equals("restricted"));
    assertThat(Marks.price(house.state(), BIG_FUTURE)).hasValue(price);
    assertThat(MarginKeys.ARRAYS.contains(house.state(), BIG_FUTURE)).isTrue();
    house.accepted(
        TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, 1000 * Fixed.PRICE_ONE, 1));
    assertThat(AccountMargin.of(house.state(), ALPHA_ACCOUNT).in(USD).maintenance()).isPositive();
  }

  @Test
  @DisplayName(
      "MRG-02 LIQ-02 an option out of range has no array, and restricts who holds it alone")
  void optionOutOfRange_restrictsItsHolders() {
    fund(1_000_000_000_000_000_000L);
    long low = MOST / 1_000_000;
    house.price(BIG, low).surface(BIG, EXPIRY, FLAT).block();
    house.accepted(TestTx.trade(BIG_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, low, 1));
    assertThat(MarginKeys.ARRAYS.contains(house.state(), BIG_FUTURE)).isTrue();
    house.price(BIG, MOST).block();
    // A strike and a forward of 10¹⁸ leave no room for what rates may add.
    assertThat(MarginKeys.ARRAYS.contains(house.state(), BIG_CALL)).isFalse();
    assertThat(AccountMargin.of(house.state(), ALPHA_ACCOUNT).in(USD).maintenance()).isPositive();
  }

  @Test
  @DisplayName("INS-14 positions at the limit at prices at the limit are paid without overflow")
  void positionsAtTheLimit_arePaid() {
    long cash = 4_000_000_000_000_000_000L;
    fund(cash);
    house.price(BIG, MOST / 2).block();
    house.accepted(TestTx.trade(BIG_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, MOST / 2, LIMIT / 10));
    assertThat(
            house
                .run(TestTx.trade(BIG_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, MOST / 2, LIMIT))
                .code())
        .isEqualTo(TradingReject.POSITION_LIMIT.code());
    house.price(BIG, MOST).block();
    long gain = LIMIT / 10 * (MOST / 2 / Fixed.PRICE_ONE * MULTIPLIER);
    assertThat(Ledger.cash(house.state(), ALPHA_ACCOUNT, USD)).isEqualTo(cash + gain);
    house.price(BIG, TICK).block();
    house.price(BIG, MOST).block();
    house.blocks(3);
    assertThat(Positions.openInterest(house.state(), BIG_FUTURE)).isPositive();
    long sum = 0;
    for (long account = 1; account <= 1003; account++) {
      sum += Ledger.cash(house.state(), account, USD);
    }
    assertThat(sum).isZero();
  }

  @Test
  @DisplayName("MRG-02 TRD-07 without a forward nothing has a mark or an array, and nothing trades")
  void underlyingWithoutAForward_tradesNothing() {
    fund(1_000_000_000_000L);
    house.price(SPX, 1000 * Fixed.PRICE_ONE).surface(BIG, EXPIRY, FLAT).block();
    assertThat(Marks.price(house.state(), BIG_CALL)).isEmpty();
    assertThat(MarginKeys.RISKS.contains(house.state(), BIG)).isFalse();
    assertThat(MarginKeys.ARRAYS.contains(house.state(), BIG_FUTURE)).isFalse();
    assertThat(house.run(TestTx.trade(BIG_CALL, ALPHA_ACCOUNT, BETA_ACCOUNT, TICK, 1)).code())
        .isEqualTo(TradingReject.STALE_MARK.code());
    assertThat(MarginKeys.RISKS.contains(house.state(), SPX)).isTrue();
  }
}
