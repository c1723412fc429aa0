package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Phase;
import tenor.clearing.oracle.Marks;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Funding;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Mark;

class FundingTest {
  private static final long HOUR = DAY_MILLIS / 24;
  private static final long START = 1_767_225_600_000L;
  private static final long PRICE = 1000_00000000L;

  private final SettlementComponent settlement = new SettlementComponent();
  private final TestHouse house = TestHouse.market();

  /**
   * Hours since the last payment, premium, rate, and what a contract worth 100 000 pays. The
   * interval is 8 hours, the cap 0.75 %.
   */
  @ParameterizedTest
  @DisplayName("SET-03 rate = clamp(premium, ± cap); a gap counts at most a day")
  @CsvSource({
    "8, 1000000, 1000000, 100000000",
    "8, -1000000, -1000000, -100000000",
    "8, 7500000, 7500000, 750000000",
    "8, 20000000, 7500000, 750000000",
    "8, -20000000, -7500000, -750000000",
    "12, 1000000, 1000000, 150000000",
    "24, 1000000, 1000000, 300000000",
    "48, 1000000, 1000000, 300000000",
    "8, 0, 0, 0"
  })
  void funding_isRateTimesTime(long hours, long premium, long rate, long perContract) {
    Context context = context(hours * HOUR, premium, START + hours * HOUR);
    Positions.move(context.state(), SPX_PERPETUAL, BETA_ACCOUNT, ALPHA_ACCOUNT, 3);
    Objects.requireNonNull(settlement.phases().get(Phase.FUNDING)).run(context);
    assertThat(cash(context, ALPHA_ACCOUNT)).isEqualTo(-3 * perContract);
    assertThat(cash(context, BETA_ACCOUNT)).isEqualTo(3 * perContract);
    assertThat(cash(context, Ledger.CLEARING)).isZero();
    assertThat(SettlementKeys.FUNDING.get(context.state(), SPX_PERPETUAL))
        .isEqualTo(
            Funding.newBuilder()
                .setCumulative(50 + perContract)
                .setLastTimeMillis(START + hours * HOUR)
                .setRate(rate)
                .build());
  }

  @Test
  void funding_isRoundedOncePerContract_halfToEven() {
    // 1000.00000005 × 100 × 10⁻⁹ = 100.000000005 units of 10⁻⁶: rounded to 100.
    Context context = context(8 * HOUR, 1, START + 8 * HOUR);
    OracleKeys.INDICES.put(
        context.state(), SPX, index(START + 8 * HOUR).toBuilder().setPrice(PRICE + 5).build());
    Positions.move(context.state(), SPX_PERPETUAL, BETA_ACCOUNT, ALPHA_ACCOUNT, 999);
    Objects.requireNonNull(settlement.phases().get(Phase.FUNDING)).run(context);
    assertThat(cash(context, BETA_ACCOUNT)).isEqualTo(999 * 100);
  }

  @Test
  void funding_beforeTheInterval_waits() {
    Context context = context(8 * HOUR - 1, 1_000_000, START + 8 * HOUR);
    Positions.move(context.state(), SPX_PERPETUAL, BETA_ACCOUNT, ALPHA_ACCOUNT, 3);
    Objects.requireNonNull(settlement.phases().get(Phase.FUNDING)).run(context);
    assertThat(cash(context, ALPHA_ACCOUNT)).isZero();
  }

  @Test
  void funding_ofAStaleMark_waits() {
    Context context = context(8 * HOUR, 1_000_000, START - 3 * DAY_MILLIS);
    Positions.move(context.state(), SPX_PERPETUAL, BETA_ACCOUNT, ALPHA_ACCOUNT, 3);
    Objects.requireNonNull(settlement.phases().get(Phase.FUNDING)).run(context);
    assertThat(cash(context, ALPHA_ACCOUNT)).isZero();
    assertThat(SettlementKeys.FUNDING.get(context.state(), SPX_PERPETUAL).getLastTimeMillis())
        .isEqualTo(START);
  }

  @Test
  void funding_livesOnTradesAlone() {
    long deposit = 1_000_000_000_000L;
    house.price(SPX, PRICE);
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, deposit), TestTx.deposit(BETA_ACCOUNT, USD, deposit));
    // Every 10 minutes the two trade at 0.1 % above the index.
    house.step(HOUR / 6);
    for (int i = 0; i < 49; i++) {
      house.accepted(
          TestTx.trade(SPX_PERPETUAL, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE + 1_00000000L, 1));
    }
    Funding funding = SettlementKeys.FUNDING.get(house.state(), SPX_PERPETUAL);
    assertThat(Marks.premium(house.state(), SPX_PERPETUAL)).isBetween(999_000L, 1_000_000L);
    assertThat(funding.getRate()).isBetween(999_000L, 1_000_000L);
    // A contract is worth 100 000, of which 0.1 % is 100.
    assertThat(funding.getCumulative()).isBetween(99_900_000L, 100_000_000L);
  }

  @Test
  void premium_isOverTheIndexOfTheTrade_notOverALaterOne() {
    long deposit = 1_000_000_000_000L;
    house.price(SPX, PRICE);
    house.accepted(
        TestTx.deposit(ALPHA_ACCOUNT, USD, deposit), TestTx.deposit(BETA_ACCOUNT, USD, deposit));
    house.accepted(TestTx.trade(SPX_PERPETUAL, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 1));
    // The index rises by 0.5 % before anyone trades again: that is no discount.
    house.price(SPX, PRICE + 5_00000000L).block();
    assertThat(Marks.premium(house.state(), SPX_PERPETUAL)).isZero();
    assertThat(Marks.price(house.state(), SPX_PERPETUAL)).hasValue(PRICE + 5_00000000L);
  }

  /** A mark with this premium, {@code gap} after the last payment at START. */
  private Context context(long gap, long premium, long observed) {
    Block block = new Block("test-1", 9, START + gap, START, List.of(), 0);
    Context context = new Context(block, house.state(), new Authority(List.of()));
    OracleKeys.INDICES.put(context.state(), SPX, index(observed));
    OracleKeys.MARKS.put(
        context.state(),
        SPX_PERPETUAL,
        Mark.newBuilder().setPrice(PRICE).setTimeMillis(observed).setPremium(premium).build());
    SettlementKeys.FUNDING.put(
        context.state(),
        SPX_PERPETUAL,
        Funding.newBuilder().setCumulative(50).setLastTimeMillis(START).build());
    return context;
  }

  private static Index index(long observed) {
    return Index.newBuilder().setPrice(PRICE).setTimeMillis(observed).build();
  }

  private static long cash(Context context, long account) {
    return Ledger.cash(context.state(), account, USD);
  }
}
