package tenor.clearing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.US_EQUITY;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.margin.InForce;
import tenor.clearing.proto.AdaptiveOffset;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PairMoments;

/** What a margin class earns by its correlation, on a chain. */
class OffsetsTest {
  private static final long MOST = 800_000_000;
  private static final long STEP = 10_000_000;

  private TestHouse house = TestHouse.of(genesis().build());
  private int day;

  private static Genesis.Builder genesis() {
    return TestGenesis.market()
        .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
        .addParams(TestGenesis.param("margin", "offset", 0, MOST));
  }

  /** A day on which SPX moves by 1 %, and NDQ with it or against it. */
  private void day(boolean isTogether) {
    day++;
    boolean isUp = day % 2 == 0;
    house.price(SPX, price(isUp ? 2020 : 2000)).price(NDQ, price(isUp == isTogether ? 1010 : 1000));
    house.step(DAY_MILLIS).block();
  }

  private static long price(long price) {
    return price * Fixed.PRICE_ONE;
  }

  private AdaptiveOffset offset() {
    return AdaptiveKeys.OFFSETS.get(house.state(), US_EQUITY);
  }

  private long inForce() {
    return InForce.offset(house.state(), US_EQUITY);
  }

  private void together(int days) {
    for (int i = 0; i < days; i++) {
      day(true);
    }
  }

  @DisplayName("ADP-08: nothing for 250 epochs, then a hundredth each, and lost at once")
  @Test
  void offset_isEarnedSlowly_andLostAtOnce() {
    together(251);
    assertThat(offset().getEpochs()).isEqualTo(250);
    assertThat(offset().getCorrelation()).isEqualTo(Fixed.FRACTION_ONE);
    assertThat(inForce()).isZero();
    together(5);
    assertThat(inForce()).isEqualTo(5 * STEP);
    day(false);
    for (int i = 0; i < 20; i++) {
      day(false);
    }
    assertThat(offset().getCorrelation()).isLessThan(500_000_000);
    assertThat(inForce()).isZero();
  }

  @DisplayName("ADP-08: both must have moved over the same epochs")
  @Test
  void pair_countsCommonReturnsAlone() {
    together(10);
    PairMoments before = AdaptiveKeys.PAIRS.require(house.state(), new Pair(SPX, NDQ));
    assertThat(before.getEpochs()).isEqualTo(9);
    house.silence(NDQ).price(SPX, price(2200)).block();
    house.price(SPX, price(2000)).price(NDQ, price(1200)).block();
    // NDQ's return spans two epochs, SPX's one: neither day says how they move together.
    assertThat(AdaptiveKeys.PAIRS.require(house.state(), new Pair(SPX, NDQ))).isEqualTo(before);
    assertThat(offset().getEpochs()).isEqualTo(9);
    together(1);
    assertThat(offset().getEpochs()).isEqualTo(10);
  }

  @DisplayName("ADP-08: a new underlying takes its class back to its own age")
  @Test
  void underlying_thatIsNew_hasNoHistory() {
    together(260);
    assertThat(inForce()).isEqualTo(9 * STEP);
    house.accepted(
        Operation.newBuilder()
            .setListUnderlying(
                ListUnderlying.newBuilder()
                    .setSymbol("RTY")
                    .setMarginClass(US_EQUITY)
                    .setMaxPrice(price(100_000)))
            .build());
    house.price(3, price(500));
    together(3);
    assertThat(offset().getEpochs()).isLessThan(3);
    assertThat(inForce()).isZero();
  }

  @DisplayName("ADP-08: a class of more than eight underlyings earns nothing")
  @Test
  void largeClass_earnsNothing() {
    Genesis.Builder genesis = genesis();
    for (int i = 0; i < Offsets.MOST_UNDERLYINGS - 1; i++) {
      genesis.addUnderlyings(
          ListUnderlying.newBuilder()
              .setSymbol("U" + i)
              .setMarginClass(US_EQUITY)
              .setMaxPrice(price(100_000)));
    }
    house = TestHouse.of(genesis.build());
    together(255);
    assertThat(offset().getEpochs()).isZero();
    assertThat(inForce()).isZero();
    assertThat(AdaptiveKeys.PAIRS.rows(house.state())).isEmpty();
  }

  @DisplayName("ADP-09 MRG-11: no more than governance allows now, at once")
  @Test
  void offset_isAtMostTheGovernedOne() {
    together(260);
    house.accepted(TestTx.param("margin", "offset", US_EQUITY, 30_000_000));
    house.block();
    assertThat(inForce()).isEqualTo(30_000_000);
  }

  @DisplayName("ADP-09: what correlation cannot justify is refused: 1 − 2 × 0.2² = 0.92")
  @ParameterizedTest
  @CsvSource({
    "adaptive, correlationHigh, 1, 919999999, 1005",
    "adaptive, correlationHigh, 1, 920000000, 0",
    "adaptive, correlationHigh, 0, 919999999, 1005",
    "adaptive, correlationHigh, 0, 500000000, 1005",
    "adaptive, correlationLow, 1, 1000000000, 1005",
    "adaptive, correlationLow, 1, 999999999, 0",
  })
  void bounds_areConsistent(String component, String name, int scope, long value, int code) {
    house.block();
    assertThat(house.run(TestTx.param(component, name, scope, value)).code()).isEqualTo(code);
  }

  @DisplayName("ADP-09: an offset beyond what correlationHigh justifies is refused")
  @ParameterizedTest
  @CsvSource({"300000000, 1005", "200000000, 0"})
  void offset_beyondItsBound_isRefused(long value, int code) {
    house =
        TestHouse.of(
            TestGenesis.market()
                .addParams(TestGenesis.param("adaptive", "correlationLow", US_EQUITY, -500_000_000))
                .addParams(
                    // 1 − 2 × 0.8² = −0.28 for an offset of 0.2, 0.02 for one of 0.3.
                    TestGenesis.param("adaptive", "correlationHigh", US_EQUITY, 0))
                .build());
    assertThat(house.run(TestTx.param("margin", "offset", US_EQUITY, value)).code())
        .isEqualTo(code);
  }
}
