package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Component;

class ClearingHouseTest {
  private final TestHouse house = TestHouse.market();

  @Test
  void everyComponent_hasItsMetaLeafForEver() throws Exception {
    house.blocks(3);
    for (Component component : house.rules().components()) {
      TableSchema schema = house.rules().schema();
      assertThat(schema.metaKey(component.prefix()).bytes()).containsExactly(component.prefix(), 0);
      assertThat(schema.decode(schema.metaKey(component.prefix()), schema.meta(component.prefix())))
          .isEqualTo(house.state().get(schema.metaKey(component.prefix())));
    }
  }

  @Test
  void clock_isThatOfTheLastBlock() {
    house.blocks(3);
    assertThat(ChainClock.last(house.state()).getHeight()).isEqualTo(3);
    assertThat(ChainClock.last(house.state()).getTimeMillis()).isEqualTo(house.timeMillis());
    assertThat(ChainClock.last(house.state()).getGenesisTimeMillis())
        .isEqualTo(TestGenesis.TIME_MILLIS);
    assertThat(ChainClock.dayMillis(house.state())).isEqualTo(TestGenesis.DAY_MILLIS);
  }
}
