package tenor.clearing.systemic;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.HouseExposure;
import tenor.clearing.proto.InstrumentExposure;
import tenor.clearing.proto.LossCount;
import tenor.clearing.proto.LossTotals;
import tenor.clearing.proto.ParticipantExposure;

/** What the state says of the house: SPX at 2000, multiplier 100, 10 % price scan range. */
class SystemicTest {
  private final TestHouse house =
      TestHouse.of(
          TestGenesis.market()
              .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
              .addParams(TestGenesis.param("oracle", "markBand", 0, 0))
              .build());

  @BeforeEach
  void open() {
    house.price(SPX, 2000 * Fixed.PRICE_ONE).block();
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, usd(1_000_000)),
        TestTx.deposit(BETA_ACCOUNT, USD, usd(500_000)),
        TestTx.deposit(LIQUIDATOR_ACCOUNT, USD, usd(500_000)));
    trade(ALPHA_ACCOUNT, BETA_ACCOUNT, 6);
    trade(ALPHA_ACCOUNT, LIQUIDATOR_ACCOUNT, 2);
  }

  private void trade(long buyer, long seller, long contracts) {
    house.accepted(TestTx.trade(SPX_FUTURE, buyer, seller, 2000 * Fixed.PRICE_ONE, contracts));
  }

  private static long usd(long amount) {
    return amount * Fixed.AMOUNT_ONE;
  }

  private void nextDay(long price) {
    long today = house.timeMillis() - Math.floorMod(house.timeMillis(), DAY_MILLIS);
    house.price(SPX, price * Fixed.PRICE_ONE).blockAt(today + DAY_MILLIS);
  }

  private ParticipantExposure alpha() {
    return SystemicKeys.PARTICIPANTS.get(house.state(), new ParticipantAsset(ALPHA, USD));
  }

  private LossCount losses(long account) {
    return SystemicKeys.LOSSES.get(house.state(), new AccountAsset(account, USD));
  }

  @DisplayName("SYS-01: the view is taken with an epoch, and when it is as old as governed")
  @Test
  void view_isTakenWhenDue() {
    assertThat(SystemicKeys.HOUSE.rows(house.state())).isEmpty();
    nextDay(2000);
    long height = house.height();
    house.block();
    assertThat(SystemicKeys.VIEW.require(house.state(), Table.Singleton.ROW).getHeight())
        .isEqualTo(height);
    house.accepted(TestTx.param("systemic", "viewMinutes", 0, 60));
    house.step(3_600_000).block();
    assertThat(SystemicKeys.VIEW.require(house.state(), Table.Singleton.ROW).getHeight())
        .isEqualTo(house.height());
  }

  @DisplayName("SYS-02: 8 contracts of 200 000 on an equity of a million: leverage 1.6")
  @Test
  void participant_hasNotionalEquityAndLeverage() {
    nextDay(2000);
    assertThat(alpha())
        .isEqualTo(
            ParticipantExposure.newBuilder()
                .setNotionalLow(usd(1_600_000))
                .setEquity(usd(1_000_000))
                .setMaintenance(usd(160_000))
                .setLeverage(1_600_000_000)
                .build());
  }

  @DisplayName("SYS-02 SYS-03: over all 3.2 million on 2 million; shares ½, ⅜, ⅛")
  @Test
  void house_isTheSumOfParticipants() {
    nextDay(2000);
    HouseExposure all = SystemicKeys.HOUSE.require(house.state(), USD);
    assertThat(all.getNotionalLow()).isEqualTo(usd(3_200_000));
    assertThat(all.getEquity()).isEqualTo(usd(2_000_000));
    assertThat(all.getLeverage()).isEqualTo(1_600_000_000);
    assertThat(all.getConcentration()).isEqualTo(406_250_000);
    assertThat(all.getTopFive()).isEqualTo(Fixed.FRACTION_ONE);
    assertThat(all.getParticipants()).isEqualTo(3);
    InstrumentExposure future = SystemicKeys.INSTRUMENTS.require(house.state(), SPX_FUTURE);
    assertThat(future.getOpenInterest()).isEqualTo(8);
    assertThat(future.getNotionalLow()).isEqualTo(usd(1_600_000));
    assertThat(future.getConcentration()).isEqualTo(406_250_000);
  }

  @DisplayName("SYS-02: who is gone from the market is gone from the view")
  @Test
  void view_forgetsWhatIsNoMore() {
    nextDay(2000);
    trade(LIQUIDATOR_ACCOUNT, ALPHA_ACCOUNT, 2);
    trade(BETA_ACCOUNT, ALPHA_ACCOUNT, 6);
    nextDay(2000);
    assertThat(SystemicKeys.INSTRUMENTS.rows(house.state())).isEmpty();
    assertThat(alpha().getNotionalLow()).isZero();
    assertThat(alpha().getLeverage()).isZero();
  }

  @DisplayName("SYS-04: a loss beyond the maintenance at the epoch's start is a breach")
  @Test
  void loss_beyondMaintenance_isABreach() {
    nextDay(2000);
    assertThat(losses(ALPHA_ACCOUNT).getEpochs()).isZero();
    assertThat(losses(ALPHA_ACCOUNT).getMaintenance()).isEqualTo(usd(160_000));
    // A fall of 10 % is exactly the 160 000 of maintenance.
    nextDay(1800);
    assertThat(losses(ALPHA_ACCOUNT).getEpochs()).isEqualTo(1);
    assertThat(losses(ALPHA_ACCOUNT).getBreaches()).isZero();
    // 180 × 800 are 144 000; a cent more is too much.
    house.price(SPX, 1620 * Fixed.PRICE_ONE - Fixed.PRICE_ONE / 100).step(DAY_MILLIS).block();
    assertThat(losses(ALPHA_ACCOUNT).getBreaches()).isEqualTo(1);
    assertThat(losses(BETA_ACCOUNT).getBreaches()).isZero();
    assertThat(SystemicKeys.LOSS_TOTALS.require(house.state(), Table.Singleton.ROW))
        .isEqualTo(LossTotals.newBuilder().setEpochs(6).setBreaches(1).build());
  }

  @DisplayName("SYS-04 ACC-05: what an owner takes out is no loss, what it brings in no gain")
  @Test
  void deposits_areNoResult() {
    nextDay(2000);
    house.accepted(TestTx.withdraw(ALPHA_ACCOUNT, USD, usd(500_000)));
    house.block();
    assertThat(Ledger.cash(house.state(), ALPHA_ACCOUNT, USD)).isEqualTo(usd(500_000));
    assertThat(Ledger.brought(house.state(), ALPHA_ACCOUNT, USD)).isEqualTo(usd(500_000));
    nextDay(2000);
    assertThat(losses(ALPHA_ACCOUNT).getEpochs()).isEqualTo(1);
    assertThat(losses(ALPHA_ACCOUNT).getBreaches()).isZero();
    assertThat(losses(ALPHA_ACCOUNT).getResult()).isZero();
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, usd(300_000)));
    // 200 001 lost on 160 000 of maintenance, though cash rose.
    nextDay(1749);
    assertThat(losses(ALPHA_ACCOUNT).getBreaches()).isEqualTo(1);
    assertThat(losses(ALPHA_ACCOUNT).getResult()).isEqualTo(-usd(200_800));
  }

  @DisplayName("SYS-03: shares of a whole, of any size")
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "0 0, 0, 0",
    "7, 1000000000, 1000000000",
    "1 1, 500000000, 1000000000",
    "1 1 1 1 1 1 1 1 1 1, 100000000, 500000000",
    "1 2 3 4 5 6, 206349206, 952380952",
    "9000000000000000000000000 9000000000000000000000000, 500000000," + " 1000000000",
  })
  void concentration_isOfShares(String parts, long index, long topFive) {
    List<BigInteger> all =
        parts.isEmpty() ? List.of() : Arrays.stream(parts.split(" ")).map(BigInteger::new).toList();
    assertThat(Concentration.of(all)).isEqualTo(new Concentration(index, topFive));
  }

  @DisplayName("SYS-02: leverage is rounded up, and 0 without equity")
  @ParameterizedTest
  @CsvSource({"3, 2, 1500000000", "1, 3, 333333334", "5, 0, 0", "5, -1, 0", "0, 9, 0"})
  void leverage_isNotionalOverEquity(long notional, long equity, long leverage) {
    Stake stake =
        new Stake(BigInteger.valueOf(notional), BigInteger.valueOf(equity), BigInteger.ZERO);
    assertThat(stake.leverage()).isEqualTo(leverage);
  }
}
