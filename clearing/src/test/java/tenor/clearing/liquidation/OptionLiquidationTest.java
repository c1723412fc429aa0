package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Standing;

/** Slices that carry options: their marks' value changes hands. */
class OptionLiquidationTest {
  private static final long A = ALPHA_ACCOUNT;
  private static final long B = BETA_ACCOUNT;
  private static final long L = LIQUIDATOR_ACCOUNT;

  private final TestHouse house =
      TestHouse.of(
          TestOptions.with(Scene.genesis())
              .addParams(param("liquidation", "graceFuture", 0, 0))
              .addParams(param("liquidation", "premiumStart", 0, 50_000_000))
              .build());

  private void start(long cashOfA) {
    at(1000);
    house.accepted(
        TestTx.deposit(A, USD, cashOfA),
        TestTx.deposit(B, USD, Scene.PLENTY),
        TestTx.deposit(L, USD, Scene.PLENTY));
    house.accepted(TestTx.offer(L, SPX, 0, 1_000_000));
  }

  private BlockResult at(long index) {
    return house
        .price(SPX, index * Fixed.PRICE_ONE)
        .surface(SPX, EARLY, FLAT)
        .surface(SPX, EXPIRY, FLAT)
        .block();
  }

  private long mark() {
    return Marks.price(house.state(), CALL).orElseThrow();
  }

  private long cash(long account) {
    return Ledger.cash(house.state(), account, USD);
  }

  private long held(long account, int instrument) {
    return Positions.contracts(house.state(), account, instrument);
  }

  private Requirement margin(long account) {
    return AccountMargin.of(house.state(), account).in(USD);
  }

  @Test
  @DisplayName("LIQ-07 a taker of written options is paid what they are worth")
  void writtenOptions_areTakenForTheirMark() {
    start(Scene.usd(300_000));
    house.accepted(TestTx.trade(CALL, B, A, mark(), 10));
    long takers = cash(L);
    long failing = cash(A);
    BlockResult block = at(1290);
    assertThat(Scene.happened(block)).contains("marginCall", "liquidation", "sliceTaken");
    long taken = -held(L, CALL);
    assertThat(taken).isPositive();
    assertThat(held(A, CALL)).isEqualTo(taken - 10);
    long premium = Long.parseLong(Scene.attribute(block, "sliceTaken", "premium"));
    long fee = Long.parseLong(Scene.attribute(block, "sliceTaken", "toFund"));
    // A mark of 10⁻⁸ on 100 units is as many amount units.
    assertThat(cash(L) - takers).isEqualTo(taken * mark() + premium - fee);
    assertThat(cash(A) - failing).isEqualTo(-taken * mark() - premium);
    assertThat(margin(A).coversMaintenance()).isTrue();
  }

  /** Calls worth far more than the futures sold against them have lost, and little cash. */
  private void hedge() {
    start(Scene.usd(500_000));
    at(1200);
    house.accepted(TestTx.trade(CALL, A, B, mark(), 20));
    house.accepted(TestTx.trade(SPX_FUTURE, B, A, 1200 * Fixed.PRICE_ONE, 10));
    assertThat(cash(A)).isBetween(0L, Scene.usd(99_999));
  }

  @Test
  @DisplayName("LIQ-08 who owes cash and holds options sells as many as raise it")
  void owedCash_isRaisedFromOptions() {
    hedge();
    BlockResult block = at(1300);
    assertThat(Scene.happened(block))
        .contains("marginCall", "liquidation", "sliceTaken", "callMet")
        .doesNotContain("default");
    assertThat(held(A, CALL)).isEqualTo(19);
    assertThat(held(A, SPX_FUTURE)).isEqualTo(-9);
    assertThat(cash(A)).isPositive();
    assertThat(Standings.isGood(house.state(), A)).isTrue();
  }

  @Test
  @DisplayName(
      "LIQ-14 owed cash without a taker is a call, not a default, while options are worth it")
  void owedCash_withoutATaker_staysCalled() {
    hedge();
    house.accepted(TestTx.offer(L, SPX, 0, 0));
    at(1300);
    at(1301);
    assertThat(cash(A)).isNegative();
    assertThat(margin(A).equity()).isPositive();
    assertThat(Standings.of(house.state(), A)).isEqualTo(Standing.STANDING_LIQUIDATING);
    // Whoever owes and is not even called would break the books.
    Overlay state = new Overlay(house.state());
    LiquidationKeys.STANDINGS.remove(state, A);
    Invariant solvency = new LiquidationComponent().invariants().getFirst();
    Block block = new Block("test-1", 1, 0, 0, List.of(), 0);
    assertThat(solvency.check().broken(house.state(), block)).isEmpty();
    assertThat(solvency.check().broken(state, block)).isPresent();
  }

  @Test
  @DisplayName("LIQ-06 a default sells all options, and nothing is made or lost by it")
  void default_sellsOptionsToo() {
    start(Scene.usd(150_000));
    house.accepted(TestTx.trade(CALL, B, A, mark(), 10));
    BlockResult block = at(1400);
    assertThat(Scene.happened(block)).contains("default", "sliceTaken", "closedOut");
    assertThat(held(A, CALL)).isZero();
    assertThat(held(L, CALL)).isEqualTo(-10);
    assertThat(cash(A)).isZero();
    long sum = 0;
    for (long account = 1; account <= L; account++) {
      sum += cash(account);
    }
    assertThat(sum).isZero();
  }
}
