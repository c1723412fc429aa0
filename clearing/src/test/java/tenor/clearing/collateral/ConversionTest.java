package tenor.clearing.collateral;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.US_EQUITY;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.liquidation.Standings;
import tenor.clearing.proto.Conversion;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SettleConversion;

/** Bills at 0.98 less 2 %, 0.9604 each, for dollars that variation margin left owed. */
class ConversionTest {
  private static final int BILL = 3;
  private static final int BILL_INDEX = 3;
  private static final AccountAsset ROW = new AccountAsset(ALPHA_ACCOUNT, BILL);

  private static TestHouse start(long house) {
    TestHouse market =
        TestHouse.of(
            TestGenesis.market()
                .addAssets(ListAsset.newBuilder().setSymbol("BILL"))
                .addUnderlyings(
                    ListUnderlying.newBuilder()
                        .setSymbol("BILL-USD")
                        .setMarginClass(US_EQUITY)
                        .setMaxPrice(10 * Fixed.PRICE_ONE))
                .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
                .addParams(TestGenesis.param("oracle", "markBand", 0, 0))
                .addParams(TestGenesis.param("margin", "collateralIndex", BILL, BILL_INDEX))
                .addParams(TestGenesis.param("margin", "haircut", BILL, 20_000_000))
                .build());
    market.price(SPX, 2000 * Fixed.PRICE_ONE).price(BILL_INDEX, 98_000_000).block();
    market.accepted(
        TestTx.deposit(Ledger.HOUSE, USD, house),
        TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1_000)),
        TestTx.deposit(ALPHA_ACCOUNT, BILL, usd(200_000)),
        TestTx.deposit(BETA_ACCOUNT, USD, usd(1_000_000)));
    market.accepted(
        TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, 2000 * Fixed.PRICE_ONE, 4));
    return market;
  }

  private static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  private static long cash(TestHouse house, long account, int asset) {
    return Ledger.cash(house.state(), account, asset);
  }

  private static Operation sold(long amount, long proceeds) {
    return Operation.newBuilder()
        .setSettleConversion(
            SettleConversion.newBuilder()
                .setAccount(ALPHA_ACCOUNT)
                .setAsset(BILL)
                .setAmount(amount)
                .setProceeds(proceeds)
                .setReference("sale"))
        .build();
  }

  @DisplayName("COL-13: a loss beyond cash is paid with as few bills as cover it, and nobody calls")
  @Test
  void debt_isPaidWithCollateral() {
    TestHouse house = start(usd(50_000));
    // 4 × 100 × 50 are 20 000 lost, 19 000 owed: 19 000 / 0.9604.
    BlockResult block = house.price(SPX, 1950 * Fixed.PRICE_ONE).block();
    assertThat(block.events()).anyMatch(event -> event.type().equals("collateralConverted"));
    assertThat(block.events()).noneMatch(event -> event.type().equals("marginCall"));
    assertThat(cash(house, ALPHA_ACCOUNT, USD)).isZero();
    long taken = 19_783_423_574L;
    assertThat(cash(house, ALPHA_ACCOUNT, BILL)).isEqualTo(usd(200_000) - taken);
    assertThat(cash(house, Ledger.HOUSE, BILL)).isEqualTo(taken);
    assertThat(cash(house, Ledger.HOUSE, USD)).isEqualTo(usd(31_000));
    assertThat(CollateralKeys.CONVERSIONS.require(house.state(), ROW))
        .isEqualTo(
            Conversion.newBuilder()
                .setAmount(taken)
                .setCredited(usd(19_000))
                .setSettled(USD)
                .build());
    assertThat(Standings.isGood(house.state(), ALPHA_ACCOUNT)).isTrue();
  }

  @DisplayName("COL-14: what a sale brings beyond the credit is the account's")
  @Test
  void sale_returnsItsSurplus() {
    TestHouse house = start(usd(50_000));
    house.price(SPX, 1950 * Fixed.PRICE_ONE).block();
    // Half of the bills at 0.98, half of the credit: 9 500.
    house.accepted(sold(9_891_711_787L, 9_693_877_551L));
    assertThat(cash(house, ALPHA_ACCOUNT, USD)).isEqualTo(9_693_877_551L - usd(9_500));
    house.accepted(sold(9_891_711_787L, usd(9_000)));
    assertThat(cash(house, ALPHA_ACCOUNT, USD)).isEqualTo(9_693_877_551L - usd(9_500));
    assertThat(CollateralKeys.CONVERSIONS.rows(house.state())).isEmpty();
    assertThat(cash(house, Ledger.HOUSE, BILL)).isZero();
    assertThat(cash(house, Ledger.HOUSE, USD)).isEqualTo(usd(49_500));
    assertThat(house.run(sold(1, 1)).code()).isEqualTo(8013);
  }

  @DisplayName("COL-13: no more than the house has; the rest stays owed, and is called for")
  @Test
  void conversion_isBoundByTheHouse() {
    TestHouse house = start(usd(9_604));
    house.price(SPX, 1950 * Fixed.PRICE_ONE).block();
    assertThat(CollateralKeys.CONVERSIONS.require(house.state(), ROW).getAmount())
        .isEqualTo(usd(10_000));
    assertThat(cash(house, ALPHA_ACCOUNT, USD)).isEqualTo(-usd(9_396));
    assertThat(Standings.hasOpenCall(house.state(), ALPHA_ACCOUNT)).isTrue();
  }

  @DisplayName("COL-13: whatever happens, bills and dollars are conserved and debts are covered")
  @Test
  void conversions_ofAnyMarket_conserveValue() {
    Seeded.run(6, ConversionTest::walk);
  }

  private static void walk(Random random) {
    TestHouse house = start(usd(500_000));
    long level = 2000;
    for (int i = 0; i < 30; i++) {
      level = Math.max(1900, Math.min(2100, level + random.nextInt(41) - 20));
      house.price(SPX, level * Fixed.PRICE_ONE);
      house.price(BILL_INDEX, 97_000_000 + random.nextInt(2_000_000)).block();
      assertThat(cash(house, ALPHA_ACCOUNT, USD)).isNotNegative();
      Conversion open = CollateralKeys.CONVERSIONS.get(house.state(), ROW);
      assertThat(cash(house, Ledger.HOUSE, BILL)).isEqualTo(open.getAmount());
      assertThat(cash(house, ALPHA_ACCOUNT, BILL) + open.getAmount())
          .isLessThanOrEqualTo(usd(200_000));
      if (open.getAmount() > 1 && random.nextInt(4) == 0) {
        long part = 1 + random.nextLong(open.getAmount());
        house.accepted(sold(part, part));
      }
    }
  }
}
