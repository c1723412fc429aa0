package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.liquidation.Scene.usd;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.defaultfund.DefaultFundKeys;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Phase;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.FundTotals;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.Standing;

/** What a margin or a step that cannot be computed costs: that account, and nobody else. */
class RestrictionTest {
  private final Scene scene = Scene.of(SPX_FUTURE, usd(350_000), 10).offer(50_000_000, 100);

  /** Runs phase MARGIN on the state as {@code tamper} leaves it. */
  private Context marginPhase(Overlay state) {
    long now = scene.house.timeMillis();
    Block block = new Block("test-1", scene.house.height() + 1, now, now, List.of(), 0);
    Context context = new Context(block, state, new Authority(List.of()));
    Objects.requireNonNull(new LiquidationComponent().phases().get(Phase.MARGIN)).run(context);
    return context;
  }

  @DisplayName("LIQ-02: whose margin fails is restricted, and what it holds pauses")
  @Test
  void margin_thatFails_restrictsAndPauses() {
    Overlay state = new Overlay(scene.house.state());
    MarginKeys.ARRAYS.remove(state, SPX_FUTURE);
    Context context = marginPhase(state);
    assertThat(context.events().stream().map(Event::type))
        .containsExactly("restricted", "instrumentPaused", "restricted");
    assertThat(status(context, SPX_FUTURE)).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_PAUSED);
    assertThat(status(context, SPX_PERPETUAL)).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
    for (long account : List.of(ALPHA_ACCOUNT, BETA_ACCOUNT)) {
      assertThat(LiquidationKeys.STANDINGS.require(context.state(), account).getRestricted())
          .isTrue();
      assertThat(Standings.of(context.state(), account)).isEqualTo(Standing.STANDING_GOOD);
      assertThat(Standings.isGood(context.state(), account)).isFalse();
    }
    assertThat(Standings.isGood(context.state(), LIQUIDATOR_ACCOUNT)).isTrue();
  }

  @DisplayName("LIQ-02: the restriction ends with its cause, the pause when governance ends it")
  @Test
  void restriction_isLifted_whenMarginIsKnownAgain() {
    Overlay state = new Overlay(scene.house.state());
    RiskArray array = MarginKeys.ARRAYS.require(state, SPX_FUTURE);
    MarginKeys.ARRAYS.remove(state, SPX_FUTURE);
    Overlay later = marginPhase(state).state();
    MarginKeys.ARRAYS.put(later, SPX_FUTURE, array);
    Context context = marginPhase(later);
    assertThat(context.events().stream().map(Event::type))
        .containsExactly("restrictionLifted", "restrictionLifted");
    assertThat(Standings.isGood(context.state(), ALPHA_ACCOUNT)).isTrue();
    assertThat(status(context, SPX_FUTURE)).isEqualTo(InstrumentStatus.INSTRUMENT_STATUS_PAUSED);
  }

  @DisplayName("LIQ-02: whoever owes cash is in default though its margin cannot be computed")
  @Test
  void margin_thatFailsForADebtor_isADefault() {
    Overlay state = new Overlay(scene.house.state());
    MarginKeys.ARRAYS.remove(state, SPX_FUTURE);
    Ledger.transfer(state, ALPHA_ACCOUNT, BETA_ACCOUNT, USD, usd(350_001), Reason.VARIATION_MARGIN);
    Context context = marginPhase(state);
    assertThat(context.events().stream().map(Event::type)).contains("default", "liquidationFailed");
    assertThat(Standings.isDefault(context.state(), ALPHA_ACCOUNT)).isTrue();
    assertThat(broken(context.state())).isEmpty();
  }

  @DisplayName("LIQ-12: a step that fails leaves no trace and is tried again in the next block")
  @Test
  void step_thatFails_isUndone() {
    Overlay state = new Overlay(scene.house.state());
    Ledger.transfer(state, ALPHA_ACCOUNT, BETA_ACCOUNT, USD, usd(350_001), Reason.VARIATION_MARGIN);
    // A fund so full that its share of the premium overflows, after the positions have moved.
    long most = Long.MAX_VALUE - Scene.FUND;
    Ledger.transfer(state, Ledger.CLEARING, Ledger.FUND, USD, most, Reason.DEPOSIT);
    Context failed = marginPhase(state);
    assertThat(failed.events().stream().map(Event::type))
        .containsExactly("default", "liquidationFailed");
    assertThat(Positions.contracts(failed.state(), ALPHA_ACCOUNT, SPX_FUTURE)).isEqualTo(10);
    assertThat(Ledger.cash(failed.state(), ALPHA_ACCOUNT, USD)).isEqualTo(usd(-1));

    Overlay later = failed.state();
    Ledger.transfer(later, Ledger.FUND, Ledger.CLEARING, USD, most, Reason.DEPOSIT);
    assertThat(marginPhase(later).events().stream().map(Event::type))
        .containsExactly("sliceTaken", "sliceMoved", "slice", "covered", "closedOut");
  }

  @DisplayName("LIQ-12: a rule that fails while a loss is covered is not undone: it stops the node")
  @Test
  void cover_thatFails_endsTheBlock() {
    Overlay state = new Overlay(scene.house.state());
    long cash = Ledger.cash(state, LIQUIDATOR_ACCOUNT, USD);
    Ledger.transfer(
        state, LIQUIDATOR_ACCOUNT, BETA_ACCOUNT, USD, cash + 1, Reason.VARIATION_MARGIN);
    assertThat(marginPhase(new Overlay(state)).events().stream().map(Event::type))
        .contains("covered", "closedOut");
    // The fund has already paid as much as can be counted.
    DefaultFundKeys.TOTALS.put(state, USD, FundTotals.newBuilder().setPaid(Long.MAX_VALUE).build());
    assertThatThrownBy(() -> marginPhase(state)).isInstanceOf(RuleFailure.class);
  }

  @DisplayName("LIQ-14: who owes cash and is not in default breaks the books")
  @Test
  void debtor_notInDefault_isFound() {
    Overlay state = new Overlay(scene.house.state());
    assertThat(broken(state)).isEmpty();
    Ledger.transfer(state, ALPHA_ACCOUNT, BETA_ACCOUNT, USD, usd(350_001), Reason.VARIATION_MARGIN);
    assertThat(broken(state)).hasValueSatisfying(text -> assertThat(text).contains("1001"));
  }

  private Optional<String> broken(Overlay state) {
    Block block = new Block("test-1", 1, 0, 0, List.of(), 0);
    return new LiquidationComponent().invariants().getFirst().check().broken(state, block);
  }

  private static InstrumentStatus status(Context context, int instrument) {
    return Listings.instrument(context.state(), instrument).getStatus();
  }
}
