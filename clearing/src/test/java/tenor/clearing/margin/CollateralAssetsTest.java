package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ADMIN;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.EUR;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.US_EQUITY;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Signer;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParamValue;

/**
 * Other assets as collateral for USD: bills at 0.98 less 2 %, euros at 1.10 less the standard
 * fifth. SPX at 2000, multiplier 100, 10 %: a contract needs 20 000, to open 25 000.
 */
class CollateralAssetsTest {
  private static final int BILL = 3;
  private static final int BILL_INDEX = 3;
  private static final int EUR_INDEX = 4;

  private final TestHouse house = start();

  private static TestHouse start() {
    TestHouse house =
        TestHouse.of(
            TestGenesis.market()
                .addAssets(ListAsset.newBuilder().setSymbol("BILL").setIssuer(BETA))
                .addUnderlyings(underlying("BILL-USD"))
                .addUnderlyings(underlying("EUR-USD"))
                .addParams(TestGenesis.param("oracle", "maxReportAge", 0, 1))
                .addParams(TestGenesis.param("oracle", "maxPriceAge", BILL_INDEX, 60))
                .addParams(TestGenesis.param("margin", "collateralIndex", BILL, BILL_INDEX))
                .addParams(TestGenesis.param("margin", "haircut", BILL, 20_000_000))
                .addParams(TestGenesis.param("margin", "collateralIndex", EUR, EUR_INDEX))
                .build());
    house
        .price(SPX, 2000 * Fixed.PRICE_ONE)
        .price(BILL_INDEX, 98_000_000)
        .price(EUR_INDEX, 110_000_000)
        .block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, usd(10_000)),
        TestTx.deposit(BETA_ACCOUNT, USD, usd(1_000_000)),
        TestTx.deposit(LIQUIDATOR_ACCOUNT, USD, usd(1_000_000)));
    return house;
  }

  private static ListUnderlying underlying(String symbol) {
    return ListUnderlying.newBuilder()
        .setSymbol(symbol)
        .setMarginClass(US_EQUITY)
        .setMaxPrice(1_000 * Fixed.PRICE_ONE)
        .build();
  }

  private static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  private Requirement alpha() {
    return AccountMargin.of(house.state(), ALPHA_ACCOUNT).in(USD);
  }

  private static Operation buy(long contracts) {
    return TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, 2000 * Fixed.PRICE_ONE, contracts);
  }

  @BeforeEach
  void bills() {
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, BILL, usd(100_000)));
  }

  @DisplayName("MRG-13: 100 000 bills at 0.98 less 2 % are 96 040")
  @Test
  void collateral_countsLessItsHaircut() {
    assertThat(alpha().cash()).isEqualTo(usd(10_000));
    assertThat(alpha().equity()).isEqualTo(usd(106_040));
    assertThat(house.run(buy(5)).code()).isNotZero();
    house.accepted(buy(4));
    assertThat(alpha().coversInitial()).isTrue();
  }

  @DisplayName("MRG-13: what covers a position stays")
  @Test
  void withdrawal_ofWhatCovers_waits() {
    house.accepted(buy(4));
    house.accepted(TestTx.withdraw(ALPHA_ACCOUNT, BILL, usd(50_000)));
    house.block();
    assertThat(Ledger.cash(house.state(), ALPHA_ACCOUNT, BILL)).isEqualTo(usd(100_000));
    house.accepted(TestTx.withdraw(ALPHA_ACCOUNT, BILL, usd(5_000)));
    house.block();
    assertThat(Ledger.cash(house.state(), ALPHA_ACCOUNT, BILL)).isEqualTo(usd(95_000));
  }

  @DisplayName("MRG-13: an old price counts less twice the haircut")
  @Test
  void collateral_ofAnOldPrice_countsLess() {
    house.silence(BILL_INDEX);
    house.blockAt(house.timeMillis() + DAY_MILLIS / 24 - 2_000);
    assertThat(alpha().equity()).isEqualTo(usd(106_040));
    house.blockAt(house.timeMillis() + 3_000);
    assertThat(alpha().equity()).isEqualTo(usd(10_000 + 94_080));
  }

  @DisplayName("MRG-13: no more than its cap per account")
  @Test
  void collateral_isCapped() {
    house.accepted(TestTx.param("margin", "collateralCap", BILL, usd(30_000)));
    house.block();
    assertThat(alpha().equity()).isEqualTo(usd(40_000));
  }

  @DisplayName("MRG-13: an asset that is none, or has no price, counts nothing")
  @ParameterizedTest
  @CsvSource({"0", "2", "99"})
  void asset_withoutPrice_countsNothing(int index) {
    house.accepted(TestTx.param("margin", "collateralIndex", BILL, index));
    house.block();
    assertThat(alpha().equity()).isEqualTo(usd(10_000));
  }

  @DisplayName("MRG-13: nothing of an asset, or the asset itself, is no collateral")
  @Test
  void nothing_isNoCollateral() {
    Overlay state = new Overlay(house.state());
    assertThat(CollateralAssets.of(state, ALPHA_ACCOUNT, BILL, 1, USD)).isPresent();
    assertThat(CollateralAssets.of(state, ALPHA_ACCOUNT, BILL, 0, USD)).isEmpty();
    assertThat(CollateralAssets.of(state, ALPHA_ACCOUNT, BILL, 1, EUR)).isEmpty();
    Param.VALUES.put(
        state,
        new Param.Row(Prefix.MARGIN, HaircutParams.COLLATERAL_INDEX.number(), USD),
        ParamValue.newBuilder().setValue(SPX).build());
    assertThat(CollateralAssets.of(state, ALPHA_ACCOUNT, USD, 1, USD)).isEmpty();
  }

  @DisplayName("MRG-13: each asset has its own price")
  @Test
  void index_ofAllAssets_isRefused() {
    assertThat(house.run(TestTx.param("margin", "collateralIndex", 0, 3)).code()).isEqualTo(1005);
  }

  @DisplayName("MRG-13: several assets add up, each by its own terms")
  @Test
  void assets_addUp() {
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, EUR, usd(1_000)));
    // 1 000 × 1.10 × 0.8
    assertThat(alpha().equity()).isEqualTo(usd(106_040 + 880));
  }

  @DisplayName("MRG-14: what the own group issued counts nothing, however it came")
  @Test
  void ownIssue_countsNothing() {
    assertThat(house.run(TestTx.deposit(BETA_ACCOUNT, BILL, 1)).code()).isEqualTo(8012);
    house.change(
        state ->
            AccountsKeys.BALANCES.put(
                state,
                new AccountAsset(BETA_ACCOUNT, BILL),
                Balance.newBuilder().setCash(usd(100_000)).build()));
    assertThat(AccountMargin.of(house.state(), BETA_ACCOUNT).in(USD).equity())
        .isEqualTo(usd(1_000_000));
  }

  @DisplayName("MRG-15: a share of maintenance is cash: 80 000 needs 16 000, 6 000 are lacking")
  @Test
  void cash_belowItsShare_isAShortfall() {
    house.accepted(buy(4));
    assertThat(alpha().excess()).isEqualTo(usd(26_040));
    house.accepted(TestTx.param("margin", "cashShare", USD, 200_000_000));
    house.block();
    assertThat(alpha().excess()).isEqualTo(-usd(6_000));
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(5_999)));
    assertThat(alpha().coversMaintenance()).isFalse();
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1)));
    assertThat(alpha().excess()).isEqualTo(usd(32_040));
  }

  @DisplayName("INS-22: the issuer of an asset is a participant")
  @Test
  void issuer_isAParticipant() {
    Operation listed =
        Operation.newBuilder()
            .setListAsset(ListAsset.newBuilder().setSymbol("NOTE").setIssuer(99))
            .build();
    assertThat(house.runBy(List.of(new Signer(ADMIN, 0)), listed).code()).isEqualTo(4026);
  }
}
