package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.NDQ_FUTURE;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.SPX_PERPETUAL;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestOptions.CALL;
import static tenor.clearing.TestOptions.EARLY;
import static tenor.clearing.TestOptions.EXPIRY;
import static tenor.clearing.TestOptions.FLAT;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.TestOptions;
import tenor.clearing.TestTx;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Key;
import tenor.clearing.oracle.OracleKeys;

/** MRG-02: when arrays come, stay and go. SPX and NDQ are at 1000. */
class ArrayUpdateTest {
  private static final List<Integer> LINEAR = List.of(SPX_FUTURE, SPX_PERPETUAL, NDQ_FUTURE);
  private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final TestHouse house =
      TestHouse.of(
          TestOptions.market()
              .addParams(param("oracle", "maxMove", 0, 1_000_000_000))
              .addParams(param("oracle", "maxPriceAge", 0, 30 * 1440))
              .addParams(param("oracle", "maxSurfaceAge", 0, 30 * 1440))
              .build());

  @BeforeEach
  void open() {
    house.price(SPX, 1000 * Fixed.PRICE_ONE).price(NDQ, 1000 * Fixed.PRICE_ONE).block();
  }

  private void surfaces() {
    house.surface(SPX, EARLY, FLAT).surface(SPX, EXPIRY, FLAT).block();
  }

  private List<Integer> arrays() {
    return MarginKeys.ARRAYS.rows(house.state());
  }

  private static List<Integer> written(BlockResult block) {
    List<Key> keys = List.copyOf(block.changes().keySet());
    return ALL.stream()
        .filter(number -> keys.contains(MarginKeys.ARRAYS.prefix().u32(number)))
        .toList();
  }

  @DisplayName("MRG-02: options have arrays from the first surface on, others from the first mark")
  @Test
  void arrays_comeWithTheirInputs() {
    assertThat(arrays()).isEqualTo(LINEAR);
    surfaces();
    assertThat(arrays()).isEqualTo(ALL);
  }

  @DisplayName("MRG-02: what lost its surface loses its array, and nothing else does")
  @Test
  void array_withoutItsInputs_goes() {
    surfaces();
    house.surface(SPX, EARLY, List.of()).surface(SPX, EXPIRY, List.of());
    house.change(
        state ->
            OracleKeys.SURFACES.rows(state).forEach(row -> OracleKeys.SURFACES.remove(state, row)));
    house.block();
    assertThat(arrays()).isEqualTo(LINEAR);
    assertThat(MarginKeys.RISKS.rows(house.state())).containsExactly(SPX, NDQ);
    surfaces();
    assertThat(arrays()).isEqualTo(ALL);
  }

  @DisplayName(
      "MRG-02: without an index nothing of the underlying has an array, others keep theirs")
  @Test
  void underlying_withoutAnIndex_losesItsArrays() {
    surfaces();
    house.silence(SPX);
    house.change(state -> OracleKeys.INDICES.remove(state, SPX));
    house.block();
    assertThat(arrays()).containsExactly(NDQ_FUTURE);
    assertThat(MarginKeys.RISKS.rows(house.state())).containsExactly(NDQ);
    house.price(SPX, 1000 * Fixed.PRICE_ONE).block();
    assertThat(arrays()).isEqualTo(ALL);
  }

  @DisplayName(
      "MRG-02: an input that moves no array writes none, and one that moves some writes those")
  @Test
  void arrays_areWrittenWhereTheyChange() {
    surfaces();
    house.accepted(TestTx.param("margin", "dailyCapacity", SPX, 400 * Fixed.AMOUNT_ONE));
    BlockResult block = house.block();
    assertThat(block.changes()).containsKey(MarginKeys.RISKS.prefix().u32(SPX));
    assertThat(written(block)).isEmpty();
    house.price(SPX, 1001 * Fixed.PRICE_ONE);
    assertThat(written(house.block()))
        .contains(SPX_FUTURE, SPX_PERPETUAL, CALL)
        .doesNotContain(NDQ_FUTURE);
  }

  @DisplayName(
      "MRG-02: what is settled has no array, and an underlying of which nothing is left none")
  @Test
  void settled_hasNoArray() {
    surfaces();
    long hours = 3_600_000;
    house.blockAt(EXPIRY - 3 * hours);
    house.surface(SPX, EARLY, List.of()).surface(SPX, EXPIRY, List.of());
    house.blockAt(EXPIRY - hours / 4);
    house.blockAt(EXPIRY);
    house.blockAt(EXPIRY + 1_000);
    assertThat(arrays()).containsExactly(SPX_PERPETUAL);
    assertThat(MarginKeys.RISKS.rows(house.state())).containsExactly(SPX);
  }
}
