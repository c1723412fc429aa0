package tenor.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.Participants;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.liquidation.Standings;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.LiquidationTotals;
import tenor.clearing.proto.SettlementTotals;
import tenor.clearing.settlement.SettlementKeys;

/**
 * A market in trouble: whatever happens, the books are right in every block. Run one seed with
 * {@code -Dtenor.seed=N}.
 */
class SimulationTest {
  private static final int BLOCKS = 160;

  private static long seed(long standard) {
    return Long.getLong("tenor.seed", standard);
  }

  @DisplayName("40 members, jumps of −25 % and −45 %: every invariant in every block")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void market_withJumps_keepsEveryInvariant(long standard) {
    long seed = seed(standard);
    Simulation simulation = run(seed, SimulatedMarket.standard(), BLOCKS);
    LiquidationTotals totals =
        LiquidationKeys.TOTALS.get(simulation.house.state(), Table.Singleton.ROW);
    assertThat(totals.getMarginCalls()).as("calls, seed %s", seed).isPositive();
    assertThat(totals.getSlices()).as("slices, seed %s", seed).isPositive();
    assertThat(totals.getDefaults()).as("defaults, seed %s", seed).isPositive();
    assertThat(simulation.optionTrades()).as("trades in options, seed %s", seed).isPositive();
    assertThat(SettlementKeys.TOTALS.get(simulation.house.state(), Table.Singleton.ROW))
        .as("expiries of futures and options, seed %s", seed)
        .isEqualTo(SettlementTotals.newBuilder().setExpiries(3 + 3 + 6).build());
  }

  @DisplayName("a fund that does not suffice leaves defaults open and the books right")
  @Test
  void market_beyondItsFund_keepsEveryInvariant() {
    Simulation simulation = run(seed(1), SimulatedMarket.withLittleFund(), BLOCKS);
    assertThat(simulation.outcome()).anyMatch(line -> line.contains("STANDING_DEFAULT"));
    assertThat(simulation.outcome()).contains("fund 0");
  }

  /** Runs a market, looking at every block. */
  private static Simulation run(long seed, SimulatedMarket market, int blocks) {
    Simulation simulation = new Simulation(seed, market);
    try {
      for (int i = 0; i < blocks; i++) {
        jump(simulation, i);
        check(simulation, simulation.step());
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ", height " + simulation.house.height(), e);
    }
    return simulation;
  }

  private static void jump(Simulation simulation, int block) {
    if (block == BLOCKS / 2) {
      simulation.move(1, 0.75);
    }
    if (block == BLOCKS * 3 / 4) {
      SimulatedMarket.UNDERLYINGS.forEach(underlying -> simulation.move(underlying, 0.55));
    }
  }

  /** Invariants are checked by the block itself; these are about what liquidation left behind. */
  private static void check(Simulation simulation, BlockResult block) {
    for (Event event : block.events()) {
      switch (event.type()) {
        case "sliceTaken" -> {
          AccountMargin taker = AccountMargin.of(simulation.house.state(), number(event, "taker"));
          assertThat(taker.coversScaled()).as("margin of taker after %s", event).isTrue();
          assertThat(number(event, "premium")).isNotNegative();
        }
        case "closedOut" -> {
          long account = number(event, "account");
          assertThat(Positions.of(simulation.house.state(), account)).isEmpty();
          assertThat(Ledger.cash(simulation.house.state(), account, SimulatedMarket.ASSET))
              .isNotNegative();
        }
        default -> {}
      }
    }
    assertThat(Ledger.cash(simulation.house.state(), Ledger.FUND, SimulatedMarket.ASSET))
        .isNotNegative();
    checkMargins(simulation.house.state());
    for (int member = 0; member < SimulatedMarket.MEMBERS; member++) {
      long account = simulation.market.account(member);
      boolean covered = AccountMargin.of(simulation.house.state(), account).coversMaintenance();
      assertThat(covered || !Standings.isGood(simulation.house.state(), account))
          .as("member %s is called if it is below maintenance", member)
          .isTrue();
    }
  }

  /** The margin of all accounts together is that of each by itself. */
  private static void checkMargins(Reader state) {
    List<AccountMargin.Due> all = AccountMargin.all(state, BlockRisk.of(state));
    assertThat(all).extracting(AccountMargin.Due::account).isEqualTo(Participants.accounts(state));
    for (AccountMargin.Due due : all) {
      AccountMargin together = due.margin().get();
      AccountMargin alone = AccountMargin.of(state, due.account());
      assertThat(together)
          .usingRecursiveComparison()
          .as("margin of account %s", due.account())
          .isEqualTo(alone);
    }
  }

  private static long number(Event event, String name) {
    return event.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .mapToLong(attribute -> Long.parseLong(attribute.value()))
        .findFirst()
        .orElseThrow();
  }

  @DisplayName("LIQ-01 LIQ-03: what happens does not depend on the numbers that accounts have")
  @Test
  void outcome_withAccountsRenumbered_isTheSame() {
    long seed = seed(5);
    List<String> standard = run(seed, SimulatedMarket.standard(), 100).outcome();
    List<String> shuffled = run(seed, SimulatedMarket.shuffled(seed), 100).outcome();
    assertThat(shuffled).as("seed %s", seed).isEqualTo(standard);
    assertThat(standard).anyMatch(line -> line.contains("CLOSED_OUT"));
  }
}
