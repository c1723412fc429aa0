package tenor.clearing.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.OpenInterest;
import tenor.clearing.proto.Position;

class PositionsTest {
  private static final int A = 1;

  private final Overlay state = new Overlay(TestHouse.market().state());
  private final PositionsComponent component = new PositionsComponent();

  /** Start of buyer and seller, contracts traded, open interest before and after: by hand. */
  @ParameterizedTest
  @CsvSource({
    // Both open, both close, one of each, one goes through zero.
    "0, 0, 5, 0, 5",
    "-5, 5, 5, 5, 0",
    "-5, 5, 3, 5, 2",
    "-5, 5, 8, 5, 3",
    "5, -5, 2, 5, 7",
    "0, 5, 3, 5, 5",
    "-5, 0, 3, 5, 5",
    "0, 5, 8, 5, 8"
  })
  void move_keepsOpenInterest(long buyer, long seller, long contracts, long before, long after) {
    hold(1, buyer);
    hold(2, seller);
    hold(3, Math.negateExact(buyer + seller));
    interest(before);
    Positions.move(state, A, 2, 1, contracts);
    assertThat(Positions.contracts(state, 1, A)).isEqualTo(buyer + contracts);
    assertThat(Positions.contracts(state, 2, A)).isEqualTo(seller - contracts);
    assertThat(Positions.openInterest(state, A)).isEqualTo(after);
    assertThat(broken()).isEmpty();
  }

  @Test
  void position_ofZero_hasNoRow() {
    Positions.move(state, A, 2, 1, 5);
    Positions.move(state, A, 1, 2, 5);
    assertThat(Positions.all(state)).isEmpty();
    assertThat(PositionsKeys.OPEN_INTEREST.rows(state)).isEmpty();
  }

  @Test
  @DisplayName("POS-01 contracts sum to zero for each instrument")
  void contracts_thatDoNotSumToZero_areFound() {
    Positions.move(state, A, 2, 1, 5);
    hold(3, 1);
    assertThat(broken()).singleElement().asString().contains("6 contracts long and 5 short");
  }

  @Test
  @DisplayName("POS-02 open interest equals what it is recomputed to")
  void openInterest_thatIsWrong_isFound() {
    Positions.move(state, A, 2, 1, 5);
    interest(6);
    assertThat(broken()).singleElement().asString().contains("open interest 6 and 5");
    Positions.move(state, A, 1, 2, 5);
    assertThat(broken()).singleElement().asString().contains("open interest 1 and 0");
  }

  /** The first instrument's breach, in words, by invariant. */
  private List<String> broken() {
    Block block = new Block("test-1", 1, 1, 1, List.of(), 0);
    return component.invariants().stream()
        .map(Invariant::check)
        .flatMap(check -> check.broken(state, block).stream())
        .filter(words -> words.startsWith("instrument 1 "))
        .limit(1)
        .toList();
  }

  private void hold(long account, long contracts) {
    if (contracts != 0) {
      PositionsKeys.POSITIONS.put(
          state,
          new AccountInstrument(account, A),
          Position.newBuilder().setContracts(contracts).build());
    }
  }

  private void interest(long contracts) {
    if (contracts != 0) {
      PositionsKeys.OPEN_INTEREST.put(
          state, A, OpenInterest.newBuilder().setContracts(contracts).build());
    }
  }
}
