package tenor.clearing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Event;
import tenor.clearing.margin.InForce;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.Genesis;
import tenor.clearing.risk.Volatility;

/** Epochs on a chain: when they end, what they change and what they leave. */
class EpochTest {
  private static final long GOVERNED = 100_000_000;
  private static final long MINUTE = DAY_MILLIS / 1440;

  private final TestHouse house = TestHouse.of(genesis().build());

  private static Genesis.Builder genesis() {
    return TestGenesis.market()
        .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
        .addParams(TestGenesis.param("oracle", "maxPriceAge", 0, 43_200))
        .addParams(TestGenesis.param("margin", "mporDays", 0, Fixed.FRACTION_ONE));
  }

  private AdaptiveRange range(int underlying) {
    return AdaptiveKeys.RANGES.get(house.state(), underlying);
  }

  /** So many days of moves of 1 %, up and down, SPX at 2000 and 2020. */
  private void days(int count) {
    for (int i = 0; i < count; i++) {
      boolean isUp = range(SPX).getClose() != price(2020);
      house.price(SPX, price(isUp ? 2020 : 2000));
      nextDay();
    }
  }

  private BlockResult nextDay() {
    long today = house.timeMillis() - Math.floorMod(house.timeMillis(), DAY_MILLIS);
    return house.blockAt(today + DAY_MILLIS);
  }

  private static long price(long price) {
    return price * Fixed.PRICE_ONE;
  }

  private static List<String> types(BlockResult block) {
    return block.events().stream().map(Event::type).toList();
  }

  @DisplayName("ADP-01: an epoch ends with the first block at or after its end")
  @Test
  void epoch_endsWithTheFirstBlockAtItsEnd() {
    assertThat(types(house.blockAt(TIME_MILLIS + 1))).doesNotContain("epoch");
    assertThat(Epochs.running(house.state()).getEndMillis()).isEqualTo(TIME_MILLIS + DAY_MILLIS);
    assertThat(types(house.blockAt(TIME_MILLIS + DAY_MILLIS - 1))).doesNotContain("epoch");
    assertThat(types(house.blockAt(TIME_MILLIS + DAY_MILLIS))).contains("epoch");
    assertThat(types(house.blockAt(TIME_MILLIS + 9 * DAY_MILLIS / 2))).contains("epoch");
    assertThat(Epochs.running(house.state()).getNumber()).isEqualTo(2);
    assertThat(Epochs.running(house.state()).getStartMillis())
        .isEqualTo(TIME_MILLIS + 4 * DAY_MILLIS);
    assertThat(types(house.blockAt(TIME_MILLIS + 5 * DAY_MILLIS - 1))).doesNotContain("epoch");
  }

  @DisplayName("ADP-01: a governed length applies from the next epoch")
  @Test
  void epoch_lengthIsGoverned() {
    house.block();
    house.accepted(TestTx.param("adaptive", "epochMinutes", 0, 30));
    house.blockAt(TIME_MILLIS + 60 * MINUTE);
    assertThat(Epochs.running(house.state()).getNumber()).isZero();
    nextDay();
    assertThat(Epochs.running(house.state()).getEndMillis())
        .isEqualTo(TIME_MILLIS + DAY_MILLIS + 30 * MINUTE);
  }

  @DisplayName("ADP-03: the governed range is in force until 20 returns were seen")
  @Test
  void range_isTheGovernedOneForTwentyReturns() {
    days(20);
    assertThat(range(SPX).getReturnsCount()).isEqualTo(19);
    assertThat(InForce.priceScanRange(house.state(), SPX)).isEqualTo(GOVERNED);
    days(1);
    // z × 1 % over one epoch: ln(2020 / 2000) = 0.995033 %.
    long move = Volatility.logReturn(price(2000), price(2020));
    assertThat(range(SPX).getUsed()).isEqualTo(move);
    assertThat(InForce.priceScanRange(house.state(), SPX)).isEqualTo(25_870_861);
    assertThat(range(NDQ)).isEqualTo(AdaptiveRange.getDefaultInstance());
    assertThat(InForce.priceScanRange(house.state(), NDQ)).isEqualTo(GOVERNED);
  }

  @DisplayName("ADP-04: arrays have a new range from the block after the epoch's last")
  @Test
  void range_appliesFromTheNextBlock() {
    days(21);
    assertThat(MarginKeys.RISKS.require(house.state(), SPX).getPriceScanRange())
        .isEqualTo(GOVERNED);
    house.block();
    assertThat(MarginKeys.RISKS.require(house.state(), SPX).getPriceScanRange())
        .isEqualTo(range(SPX).getPriceScanRange());
  }

  @DisplayName("ADP-02: an epoch without an observation changes nothing, the next return spans it")
  @Test
  void epoch_withoutObservation_changesNothing() {
    days(22);
    AdaptiveRange before = range(SPX);
    house.silence(SPX);
    nextDay();
    nextDay();
    assertThat(range(SPX)).isEqualTo(before);
    house.price(SPX, price(2100));
    nextDay();
    assertThat(range(SPX).getReturnsList().getLast())
        .isEqualTo(Volatility.logReturn(before.getClose(), price(2100)));
    assertThat(range(SPX).getSince()).isEqualTo(before.getEpoch());
    assertThat(range(SPX).getEpoch()).isEqualTo(before.getEpoch() + 3);
  }

  @DisplayName("ADP-05: a move within an epoch raises the range in its own block, and never lowers")
  @Test
  void runningReturn_raisesAtOnce() {
    days(21);
    long before = range(SPX).getPriceScanRange();
    assertThat(types(house.price(SPX, price(1600)).block())).contains("scanRangeRaised");
    long raised = range(SPX).getPriceScanRange();
    assertThat(raised).isGreaterThan(2 * before);
    assertThat(MarginKeys.RISKS.require(house.state(), SPX).getPriceScanRange()).isEqualTo(raised);
    assertThat(types(house.price(SPX, price(2000)).block())).doesNotContain("scanRangeRaised");
    assertThat(range(SPX).getPriceScanRange()).isEqualTo(raised);
    nextDay();
    assertThat(range(SPX).getPriceScanRange()).isLessThanOrEqualTo(before);
  }

  @DisplayName("ADP-04: a breach of the margin is counted by its number, for 250 margins")
  @Test
  void breach_isCounted() {
    days(21);
    house.price(SPX, price(1900));
    nextDay();
    assertThat(range(SPX).getMargins()).isEqualTo(1);
    assertThat(range(SPX).getBreachesList()).containsExactly(1L);
    assertThat(range(SPX).getLight()).isEqualTo(Fixed.FRACTION_ONE);
    // The way back from 1900 to 2020 is a breach too.
    days(249);
    assertThat(range(SPX).getBreachesList()).containsExactly(1L, 2L);
    days(1);
    assertThat(range(SPX).getBreachesList()).containsExactly(2L);
    days(1);
    assertThat(range(SPX).getBreachesList()).isEmpty();
    assertThat(range(SPX).getMargins()).isEqualTo(252);
  }

  @DisplayName("ADP-06: governed bounds are kept, whatever the market does")
  @Test
  void range_staysWithinItsBounds() {
    house.accepted(TestTx.param("adaptive", "rangeMost", SPX, 30_000_000));
    house.accepted(TestTx.param("adaptive", "rangeLeast", SPX, 28_000_000));
    days(21);
    assertThat(range(SPX).getPriceScanRange()).isEqualTo(28_000_000);
    house.price(SPX, price(1000)).block();
    assertThat(range(SPX).getPriceScanRange()).isEqualTo(30_000_000);
    nextDay();
    assertThat(range(SPX).getPriceScanRange()).isEqualTo(30_000_000);
    assertThat(house.run(TestTx.param("adaptive", "rangeLeast", SPX, 30_000_001)).code())
        .isEqualTo(1005);
    assertThat(house.run(TestTx.param("adaptive", "rangeMost", SPX, 27_999_999)).code())
        .isEqualTo(1005);
  }

  @DisplayName("ADP-06: only governance lowers stress")
  @Test
  void stress_isLoweredByGovernanceAlone() {
    house.accepted(TestTx.param("adaptive", "stressStart", SPX, 45_000_000));
    days(25);
    assertThat(range(SPX).getStress()).isEqualTo(45_000_000);
    house.accepted(TestTx.param("adaptive", "stressStart", SPX, 0));
    days(5);
    assertThat(range(SPX).getStress()).isEqualTo(45_000_000);
    house.accepted(TestTx.param("adaptive", "stressMost", SPX, 20_000_000));
    days(1);
    assertThat(range(SPX).getStress()).isEqualTo(20_000_000);
    house.accepted(TestTx.param("adaptive", "stressMost", SPX, Fixed.FRACTION_ONE));
    days(1);
    assertThat(range(SPX).getStress()).isEqualTo(20_000_000);
  }

  @DisplayName("ADP-07: a return too large to square costs that return alone")
  @Test
  void epoch_thatFails_startsFromTheNewClose() {
    house.price(NDQ, price(1000));
    days(25);
    AdaptiveRange before = range(SPX);
    AdaptiveRange huge =
        before.toBuilder().setVariance(Long.MAX_VALUE).setUsed(Long.MAX_VALUE / 2).build();
    house.price(SPX, price(1500));
    BlockResult block = nextDayWith(huge);
    assertThat(types(block)).contains("epochFailed");
    assertThat(range(SPX).getClose()).isEqualTo(price(1500));
    assertThat(range(SPX).getSince()).isZero();
    assertThat(range(SPX).getPriceScanRange()).isEqualTo(huge.getPriceScanRange());
    assertThat(range(NDQ).getEpoch()).isEqualTo(range(SPX).getEpoch());
    assertThat(range(NDQ).getSince()).isEqualTo(before.getEpoch());
  }

  private BlockResult nextDayWith(AdaptiveRange changed) {
    house.change(state -> AdaptiveKeys.RANGES.put(state, SPX, changed));
    return nextDay();
  }

  @DisplayName("ADP-05 ADP-06: a running return never lowers, an epoch never leaves the bounds")
  @Test
  void range_ofAnyMarket_staysWithinItsBounds() {
    Seeded.run(4, EpochTest::walk);
  }

  private static void walk(Random random) {
    TestHouse house =
        TestHouse.of(
            genesis()
                .addParams(TestGenesis.param("adaptive", "rangeLeast", 0, 20_000_000))
                .addParams(TestGenesis.param("adaptive", "rangeMost", 0, 90_000_000))
                .build());
    long level = price(2000);
    long before = 0;
    for (int i = 0; i < 400; i++) {
      level += Math.round(level * random.nextGaussian() * (random.nextInt(20) == 0 ? 0.1 : 0.01));
      level = Fixed.clamp(level, price(1), price(90_000));
      house.price(SPX, level);
      BlockResult block = house.blockAt(house.timeMillis() + DAY_MILLIS / 3);
      long range = AdaptiveKeys.RANGES.get(house.state(), SPX).getPriceScanRange();
      if (range > 0) {
        assertThat(range).isBetween(20_000_000L, 90_000_000L);
        if (!types(block).contains("epoch")) {
          assertThat(range).isGreaterThanOrEqualTo(before);
        }
      }
      before = range;
    }
    assertThat(before).isPositive();
  }
}
