package tenor.clearing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Marks;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Positions;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.Position;
import tenor.clearing.proto.SettledMark;

class VariationTest {
  private static final long PRICE = 1000_00000000L;

  private final SettlementComponent settlement = new SettlementComponent();
  private final Context context = context();

  @BeforeEach
  void startAtAThousand() {
    mark(PRICE);
    SettlementKeys.SETTLED.put(
        context.state(), SPX_FUTURE, SettledMark.newBuilder().setPrice(PRICE).build());
  }

  @Test
  @DisplayName("SET-01 everyone is paid contracts × move × multiplier, and it sums to zero")
  void variation_isExactForEveryHolder() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 7);
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, LIQUIDATOR_ACCOUNT, 2);
    mark(PRICE - 1_000_000);
    run(Phase.VARIATION);
    // A tick of 0.01 on 100 units is 1, which is 10⁶ amount units.
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(-7_000_000);
    assertThat(cash(LIQUIDATOR_ACCOUNT)).isEqualTo(-2_000_000);
    assertThat(cash(BETA_ACCOUNT)).isEqualTo(9_000_000);
    assertThat(cash(Ledger.CLEARING)).isZero();
    assertThat(SettlementKeys.SETTLED.get(context.state(), SPX_FUTURE).getPrice())
        .isEqualTo(PRICE - 1_000_000);
    run(Phase.VARIATION);
    assertThat(cash(ALPHA_ACCOUNT)).isEqualTo(-7_000_000);
  }

  @Test
  void variation_ofAStaleMark_isNothing() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 7);
    run(Phase.VARIATION);
    assertThat(cash(ALPHA_ACCOUNT)).isZero();
  }

  @Test
  void variation_beyondRange_leavesTheStep_andStopsTheNode() {
    Positions.move(context.state(), SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 1L << 62);
    mark(PRICE + 1_000_000);
    assertThatThrownBy(() -> run(Phase.VARIATION)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void variation_overContractsThatDoNotSumToZero_stopsTheNode() {
    PositionsKeys.POSITIONS.put(
        context.state(),
        new AccountInstrument(ALPHA_ACCOUNT, SPX_FUTURE),
        Position.newBuilder().setContracts(1).build());
    mark(PRICE + 1_000_000);
    assertThatThrownBy(() -> run(Phase.VARIATION))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("received 1000000");
  }

  @Test
  @DisplayName("SET-02 every live instrument is settled to its mark")
  void unsettledMark_breaksTheInvariant() {
    Invariant settled = settlement.invariants().getFirst();
    assertThat(settled.check().broken(context.state(), context.block())).isEmpty();
    mark(PRICE + 1_000_000);
    assertThat(settled.check().broken(context.state(), context.block())).isPresent();
  }

  @Test
  @DisplayName("SET-07 the clearing account passes on all that it takes in")
  void leftoverInTheClearingAccount_breaksTheInvariant() {
    Invariant paid = settlement.invariants().getLast();
    assertThat(paid.check().broken(context.state(), context.block())).isEmpty();
    Ledger.transfer(context.state(), Ledger.CUSTODY, Ledger.CLEARING, USD, 1, Reason.DEPOSIT);
    assertThat(paid.check().broken(context.state(), context.block())).isPresent();
  }

  private void run(Phase phase) {
    Objects.requireNonNull(settlement.phases().get(phase)).run(context);
  }

  private void mark(long price) {
    Writer state = context.state();
    OracleKeys.MARKS.put(state, SPX_FUTURE, Mark.newBuilder().setPrice(price).build());
    assertThat(Marks.price(state, SPX_FUTURE)).hasValue(price);
  }

  private long cash(long account) {
    return Ledger.cash(context.state(), account, USD);
  }

  private static Context context() {
    TestHouse house = TestHouse.market();
    long time = house.timeMillis() + 1000;
    Block block = new Block("test-1", 1, time, house.timeMillis(), List.of(), 0);
    return new Context(block, house.state(), new Authority(List.of()));
  }
}
