package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.US_EQUITY;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.ListUnderlying;

class VarianceIndexTest {
  private static final int VARIANCE = 3;
  private static final int VARIANCE_PERPETUAL = 4;
  private static final long NEAR = TIME_MILLIS + 20 * DAY_MILLIS;
  private static final long FAR = TIME_MILLIS + 60 * DAY_MILLIS;
  private static final List<Long> FLAT = Collections.nCopies(11, 200_000_000L);

  private final TestHouse house = TestHouse.of(market(10_000_00000000L));

  private static Genesis market(long maxPrice) {
    return TestGenesis.market()
        .addUnderlyings(
            ListUnderlying.newBuilder()
                .setSymbol("SPX-VARIANCE")
                .setMarginClass(US_EQUITY)
                .setMaxPrice(maxPrice)
                .setVarianceOf(SPX))
        .addInstruments(TestGenesis.instrument("SPX-VARIANCE-PERP", VARIANCE, 0))
        .build();
  }

  @Test
  @DisplayName("ORA-29 the index of a variance is that of the surface as it stands, 30 days ahead")
  void index_isTheVarianceOfTheSurface() {
    house.surface(SPX, NEAR, FLAT).surface(SPX, FAR, FLAT).block();
    assertThat(Indices.find(house.state(), VARIANCE)).isEmpty();
    long observed = house.timeMillis();
    house.price(VARIANCE, 1).block();
    Index index = Indices.find(house.state(), VARIANCE).orElseThrow();
    assertThat(index.getPrice()).isBetween(399_99990000L, 400_00010000L);
    assertThat(index.getTimeMillis()).isEqualTo(observed);
    assertThat(index.getPowerPpb()).isEqualTo(1_000_000_000);
    assertThat(Marks.price(house.state(), VARIANCE_PERPETUAL)).hasValue(400_00000000L);
  }

  @Test
  @DisplayName("ORA-29 a stale surface leaves the old index to age")
  void index_ofAStaleSurface_ages() {
    house.surface(SPX, NEAR, FLAT).block();
    house.surface(SPX, NEAR, List.of()).block();
    Index before = Indices.find(house.state(), VARIANCE).orElseThrow();
    house.block(before.getTimeMillis() + 3 * DAY_MILLIS + 1, List.of(), 0);
    assertThat(Indices.find(house.state(), VARIANCE)).contains(before);
    assertThat(Indices.isFresh(house.state(), VARIANCE, house.timeMillis())).isFalse();
  }

  @Test
  void index_aboveTheGreatestPrice_fails() {
    TestHouse low = TestHouse.of(market(399_00000000L));
    low.surface(SPX, NEAR, FLAT).block();
    assertThat(low.block().events()).anyMatch(event -> event.type().equals("indexFailed"));
    assertThat(Indices.find(low.state(), VARIANCE)).isEmpty();
  }
}
