package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.proto.Index;

class IndicesTest {
  private static final long PRICE = 1000_00000000L;
  private static final long MINUTE = DAY_MILLIS / 1440;

  private final TestHouse house = TestHouse.market();

  @Test
  void index_hasPriceTimePowerAndSpread() {
    long time = house.timeMillis() + 1000;
    house.block(
        time,
        List.of(vote(50, 1001, time - 30), vote(30, 1003, time - 10), vote(10, 1000, time)),
        100);
    assertThat(index(SPX))
        .isEqualTo(
            Index.newBuilder()
                .setPrice(1001_00000000L)
                .setTimeMillis(time - 30)
                .setHeight(1)
                .setPowerPpb(900_000_000)
                .setSpread(3_00000000L)
                .build());
  }

  @Test
  @DisplayName("ORA-03 without more than two thirds the old index stays and ages")
  void index_withoutQuorum_staysAsItWas() {
    house.price(SPX, PRICE).block();
    Index before = index(SPX);
    long time = house.timeMillis() + 1000;
    house.block(time, List.of(vote(66, 1001, time)), 99);
    assertThat(index(SPX)).isEqualTo(before);
    house.block(time + 1000, List.of(), 0);
    assertThat(index(SPX)).isEqualTo(before);
    house.block(time + 2000, List.of(vote(67, 1001, time)), 99);
    assertThat(index(SPX).getPrice()).isEqualTo(1001_00000000L);
  }

  @Test
  void unknownProducts_areIgnored() {
    house.price(SPX, PRICE).price(77, PRICE).block();
    assertThat(index(SPX).getPrice()).isEqualTo(PRICE);
    assertThat(Indices.find(house.state(), 77)).isEmpty();
  }

  /** Gap in milliseconds, reported price, stored price; the limit is 1 % of 1000 in a minute. */
  @ParameterizedTest
  @DisplayName("ORA-07 a move beyond the limit, scaled by the root of the gap, is cut and flagged")
  @CsvSource({
    "1000, 1009.99999999, 1009.99999999",
    "1000, 1010.00000001, 1010",
    "1000, 5000, 1010",
    "60000, 1, 990",
    "240000, 1020, 1020",
    "240000, 1020.5, 1020",
    "240000, 500, 980",
    "960000, 500, 960",
    "86400000, 1000.1, 1000.1",
    "86400000, 2000, 1379.47331922021",
    "60000000000, 99999, 11000",
    "60000000000, 0.00000001, 0.00000001"
  })
  void move_beyondTheLimit_isCut(long gap, String reported, String stored) {
    house.price(SPX, PRICE).block();
    long price = price(reported);
    BlockResult block = house.price(SPX, price).blockAt(house.timeMillis() + gap);
    // The root has 9 places and the limit is rounded up.
    assertThat(index(SPX).getPrice()).isBetween(price(stored) - 2000, price(stored) + 2000);
    boolean cut = !reported.equals(stored);
    assertThat(index(SPX).getCapped()).isEqualTo(cut);
    assertThat(block.events())
        .filteredOn(event -> event.type().equals("indexCapped"))
        .hasSize(cut ? 1 : 0);
  }

  @Test
  void cutMove_arrivesInTheNextBlocks() {
    house.price(SPX, PRICE).block();
    house.price(SPX, 1015_00000000L).block();
    assertThat(index(SPX).getPrice()).isEqualTo(1010_00000000L);
    house.block();
    assertThat(index(SPX).getPrice()).isEqualTo(1015_00000000L);
    assertThat(index(SPX).getCapped()).isFalse();
  }

  @Test
  @DisplayName("ORA-13 a rule that fails for one product lets its old index age, and no other's")
  void ruleFailure_inOneProduct_costsNoOther() {
    house.price(SPX, PRICE).price(NDQ, PRICE).block();
    long time = house.timeMillis() + 1000;
    long power = 1L << 61;
    TreeMap<Integer, Long> both = new TreeMap<>(Map.of(SPX, PRICE + 1, NDQ, PRICE + 1));
    List<Block.Vote> votes =
        List.of(
            new Block.Vote(power, TestHouse.report(both, time)),
            vote(power, 1001, time),
            vote(power, 1001, time),
            vote(power, 1001, time));
    BlockResult block = house.block(time, votes, power);
    assertThat(index(SPX).getPrice()).isEqualTo(PRICE);
    assertThat(index(SPX).getHeight()).isEqualTo(1);
    assertThat(index(NDQ).getPrice()).isEqualTo(PRICE + 1);
    assertThat(block.events())
        .filteredOn(event -> event.type().equals("indexFailed"))
        .singleElement()
        .extracting(event -> event.attributes().getFirst())
        .isEqualTo(new Event.Attribute("underlying", Integer.toString(SPX)));
  }

  @Test
  @DisplayName("ORA-12 an index is fresh for three days by default")
  void freshness_endsWithMaxPriceAge() {
    house.price(SPX, PRICE).block();
    long observed = index(SPX).getTimeMillis();
    assertThat(Indices.isFresh(house.state(), SPX, observed + 3 * DAY_MILLIS)).isTrue();
    assertThat(Indices.isFresh(house.state(), SPX, observed + 3 * DAY_MILLIS + 1)).isFalse();
    assertThat(Indices.isFresh(house.state(), NDQ, observed)).isFalse();
    assertThat(Indices.freshUntilMillis(house.state(), SPX)).hasValue(observed + 3 * DAY_MILLIS);
  }

  @Test
  void oldestReport_isTwoDaysByDefault() {
    long time = house.timeMillis() + 10 * MINUTE;
    house.block(time, List.of(vote(1, 1000, time - 2 * DAY_MILLIS - 1)), 1);
    assertThat(Indices.find(house.state(), SPX)).isEmpty();
    house.block(time + 1, List.of(vote(1, 1000, time + 1 - 2 * DAY_MILLIS)), 1);
    assertThat(Indices.find(house.state(), SPX)).isPresent();
  }

  private static Block.Vote vote(long power, long price, long time) {
    TreeMap<Integer, Long> prices = new TreeMap<>(Map.of(SPX, price * 100_000_000));
    return new Block.Vote(power, TestHouse.report(prices, time));
  }

  private static long price(String decimal) {
    return new BigDecimal(decimal).movePointRight(8).longValue();
  }

  private Index index(int underlying) {
    return Indices.find(house.state(), underlying).orElseThrow();
  }
}
