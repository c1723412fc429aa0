package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIQ-09: how takers who ask the same share a slice. */
class AllocationTest {
  private static SortedMap<Integer, Long> of(long first, long second) {
    SortedMap<Integer, Long> contracts = new TreeMap<>();
    if (first != 0) {
      contracts.put(1, first);
    }
    if (second != 0) {
      contracts.put(2, second);
    }
    return contracts;
  }

  private static Taker taker(long account, long first, long second) {
    return new Taker(account, 0, of(first, second));
  }

  private static List<Slice> among(Slice slice, Taker... takers) {
    return Allocation.among(slice, List.of(takers));
  }

  @DisplayName("LIQ-09: pro rata by largest remainder, the sides kept")
  @Test
  void slice_beyondNobodysReach_isShared() {
    Slice slice = new Slice(of(10, -5));
    assertThat(among(slice, taker(1, 30, 30), taker(2, 30, 30), taker(3, 30, 30)))
        .containsExactly(new Slice(of(4, -2)), new Slice(of(3, -2)), new Slice(of(3, -1)));
  }

  @DisplayName("LIQ-09: a part is a cut of the whole, bounded by its taker's scarcest capacity")
  @Test
  void slice_beyondATakersReach_isCutVertically() {
    Slice slice = new Slice(of(100, 10));
    assertThat(among(slice, taker(1, 50, 50))).containsExactly(new Slice(of(50, 5)));
    assertThat(among(slice, taker(1, 100, 1))).containsExactly(new Slice(of(10, 1)));
    assertThat(among(slice, taker(1, 100, 0))).containsExactly(new Slice(of(0, 0)));
  }

  @DisplayName("LIQ-09: a third of three contracts is one, not none")
  @Test
  void part_ofFewContracts_isNotLostInRounding() {
    assertThat(among(new Slice(of(3, 0)), taker(1, 1, 0))).containsExactly(new Slice(of(1, 0)));
    assertThat(among(new Slice(of(7, 0)), taker(1, 3, 0), taker(2, 2, 0)))
        .containsExactly(new Slice(of(3, 0)), new Slice(of(2, 0)));
  }

  @DisplayName("LIQ-09: what was taken is gone from the slice")
  @Test
  void without_leavesTheRest() {
    Slice slice = new Slice(of(10, -5));
    assertThat(slice.without(new Slice(of(4, -5)))).isEqualTo(new Slice(of(6, 0)));
    assertThat(slice.without(slice).isEmpty()).isTrue();
  }
}
