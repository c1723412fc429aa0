package tenor.clearing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.risk.TestTerms.units;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.fixed.RuleFailure;

/** Parameters that adapt, by hand; whole histories are compared by the backtest's vectors. */
class AdaptiveTest {
  private static final AdaptiveTerms TERMS = AdaptiveTerms.STANDARD;
  private static final long GREEN = units("1", 9);
  private static final List<Long> ONE_PERCENT = Collections.nCopies(20, units("0.01", 9));

  @DisplayName("RSK-13: a log return is rounded to the nearest")
  @ParameterizedTest
  @CsvSource({"100, 100, 0", "100, 101, 9950331", "101, 100, -9950331", "1, 2, 693147181"})
  void logReturn_isOfTheTwoPrices(long before, long after, long expected) {
    assertThat(Volatility.logReturn(before, after)).isEqualTo(expected);
  }

  @DisplayName("RSK-13 RSK-14: it begins with the mean square, and no less stress")
  @Test
  void volatility_begins() {
    Volatility calm = Volatility.of(ONE_PERCENT, 0, TERMS);
    assertThat(calm.variance()).isEqualTo(100_000_000_000_000L);
    assertThat(calm.stress()).isEqualTo(units("0.01", 9));
    assertThat(calm.used()).isEqualTo(units("0.01", 9));
    // ¾ × 1 % + ¼ × 5 %
    Volatility stressed = Volatility.of(ONE_PERCENT, units("0.05", 9), TERMS);
    assertThat(stressed.used()).isEqualTo(units("0.02", 9));
    Volatility still = Volatility.of(Collections.nCopies(20, 0L), 0, TERMS);
    assertThat(still.used()).isEqualTo(units("0.005", 9));
  }

  @DisplayName("RSK-13 RSK-15: a return moves the average, and volatility falls by a hundredth")
  @Test
  void volatility_movesAndFallsSlowly() {
    Volatility begun = Volatility.of(ONE_PERCENT, 0, TERMS);
    // 0.97 × 10⁻⁴ + 0.03 × 16 × 10⁻⁴
    Volatility jumped = begun.next(units("-0.04", 9), TERMS);
    assertThat(jumped.variance()).isEqualTo(145_000_000_000_000L);
    assertThat(jumped.used()).isEqualTo(units("0.012041594", 9));
    Volatility still = begun.next(0, TERMS);
    assertThat(still.variance()).isEqualTo(97_000_000_000_000L);
    assertThat(still.used()).isEqualTo(units("0.0099", 9));
    assertThat(still.recent()).hasSize(20).endsWith(0L);
  }

  @DisplayName("RSK-14: one bad print does not ratchet stress, two do")
  @Test
  void stress_leavesTheLargestReturnOut() {
    Volatility begun = Volatility.of(ONE_PERCENT, 0, TERMS);
    Volatility once = begun.next(units("0.5", 9), TERMS);
    assertThat(once.stress()).isEqualTo(units("0.01", 9));
    // √((18 × 10⁻⁴ + 0.25) ÷ 19)
    assertThat(once.next(units("0.5", 9), TERMS).stress()).isEqualTo(units("0.115120074", 9));
  }

  @DisplayName("RSK-14: stress is looked at from twenty returns on, and among the last twenty")
  @Test
  void stress_wantsTwentyReturns() {
    long half = units("0.5", 9);
    Volatility young = Volatility.of(List.of(0L), 0, TERMS);
    for (int i = 0; i < 18; i++) {
      young = young.next(i < 2 ? half : 0, TERMS);
      assertThat(young.stress()).isZero();
    }
    // √((0.25 + 0.25 − 0.25) ÷ 19)
    Volatility twenty = young.next(0, TERMS);
    assertThat(twenty.recent()).hasSize(20);
    assertThat(twenty.stress()).isEqualTo(units("0.114707866", 9));
    assertThat(twenty.next(0, TERMS).recent()).hasSize(20);
  }

  @DisplayName("RSK-15: the range is z × light × volatility × √MPOR, rounded up")
  @Test
  void range_isOfItsParts() {
    Volatility begun = Volatility.of(ONE_PERCENT, 0, TERMS);
    assertThat(begun.scanRange(TERMS, GREEN)).isEqualTo(units("0.026", 9));
    assertThat(begun.scanRange(TERMS, units("1.33", 9))).isEqualTo(units("0.03458", 9));
    AdaptiveTerms two =
        new AdaptiveTerms(
            TERMS.lambda(), TERMS.multiple(), TERMS.floor(), TERMS.decay(), units("2", 9));
    assertThat(begun.scanRange(two, GREEN)).isEqualTo(units("0.036769553", 9));
  }

  @DisplayName("RSK-16: a running return raises the range at once, and never lowers it")
  @Test
  void runningReturn_raisesOnly() {
    Volatility begun = Volatility.of(ONE_PERCENT, 0, TERMS);
    assertThat(begun.raisedRange(0, TERMS, GREEN)).isEqualTo(units("0.026", 9));
    assertThat(begun.raisedRange(units("0.04", 9), TERMS, GREEN))
        .isEqualTo(begun.next(units("0.04", 9), TERMS).scanRange(TERMS, GREEN))
        .isGreaterThan(units("0.031", 9));
  }

  @DisplayName("RSK-17: green to 5, yellow to 10 of 250 at 99 %")
  @ParameterizedTest
  @CsvSource({"0, 1", "5, 1", "6, 1.066", "8, 1.198", "10, 1.33", "11, 1.33", "250, 1.33"})
  void light_raisesWithBreaches(int breaches, String factor) {
    TrafficLight light = TrafficLight.of(units("0.99", 9));
    assertThat(light).isEqualTo(new TrafficLight(5, 10));
    assertThat(light.factor(breaches)).isEqualTo(units(factor, 9));
  }

  @DisplayName("RSK-17: the limits at other confidences")
  @ParameterizedTest
  @CsvSource({"0.995, 3, 7", "0.95, 18, 27", "1, 0, 0", "0, 250, 250"})
  void light_isOfItsConfidence(String confidence, int green, int yellow) {
    assertThat(TrafficLight.of(units(confidence, 9))).isEqualTo(new TrafficLight(green, yellow));
  }

  @DisplayName("RSK-17: where nothing may be breached, a breach is red")
  @Test
  void light_withoutYellow_isGreenOrRed() {
    TrafficLight light = TrafficLight.of(units("1", 9));
    assertThat(light.factor(0)).isEqualTo(GREEN);
    assertThat(light.factor(1)).isEqualTo(units("1.33", 9));
  }

  @DisplayName("RSK-17: only the last 250 margins count")
  @Test
  void breaches_areThoseOfTheLast250() {
    BreachCount count = BreachCount.NONE.with(true).with(true);
    assertThat(count.count()).isEqualTo(2);
    for (int i = 0; i < 248; i++) {
      count = count.with(false);
    }
    assertThat(count.count()).isEqualTo(2);
    assertThat(count.with(false).count()).isEqualTo(1);
    assertThat(count.with(false).with(true).count()).isEqualTo(1);
    assertThat(count.with(false).with(true).last()).hasSize(250);
  }

  private static final Offset.Bounds BOUNDS =
      new Offset.Bounds(units("0.8", 9), units("0.5", 9), units("0.95", 9));

  @DisplayName("RSK-18: nothing in the first 250 epochs, then a hundredth each, and down at once")
  @Test
  void offset_isEarnedSlowlyAndLostAtOnce() {
    List<Long> granted = new ArrayList<>();
    Offset offset = Offset.NONE;
    for (int i = 0; i < 400; i++) {
      offset = offset.next(units("0.95", 9), BOUNDS);
      granted.add(offset.omega());
    }
    assertThat(granted.get(249)).isZero();
    assertThat(granted.get(250)).isEqualTo(units("0.01", 9));
    assertThat(granted.get(251)).isEqualTo(units("0.02", 9));
    assertThat(granted.get(399)).isEqualTo(units("0.8", 9));
    // 0.8 × (0.725 − 0.5) ÷ 0.45; then the least seen weighs a quarter: ¾ × 0.95 + ¼ × 0.725.
    Offset fallen = offset.next(units("0.725", 9), BOUNDS);
    assertThat(fallen.omega()).isEqualTo(units("0.4", 9));
    assertThat(fallen.least()).isEqualTo(units("0.725", 9));
    Offset again = fallen.next(units("0.95", 9), BOUNDS);
    assertThat(again.omega()).isEqualTo(units("0.41", 9));
    for (int i = 0; i < 99; i++) {
      again = again.next(units("0.95", 9), BOUNDS);
    }
    assertThat(again.omega()).isEqualTo(units("0.7", 9));
    assertThat(again.next(units("0.3", 9), BOUNDS).omega()).isZero();
  }

  @DisplayName("RSK-18: correlation is rounded down and kept within one")
  @ParameterizedTest
  @CsvSource({
    "50, 100, 100, 500000000",
    "-50, 100, 100, -500000000",
    "1, 3, 3, 333333333",
    "-1, 3, 3, -333333334",
    "101, 100, 100, 1000000000",
    "-101, 100, 100, -1000000000",
    "0, 0, 100, 0",
  })
  void correlation_isOfTheAverages(long covariance, long one, long other, long expected) {
    assertThat(Offset.correlation(covariance, one, other)).isEqualTo(expected);
  }

  @DisplayName("RSK-18: bounds that would grant too much are refused")
  @ParameterizedTest
  @CsvSource({
    "0.8, 0.5, 0.919999999",
    "0.81, 0.5, 1",
    "0.8, 0.95, 0.95",
    "0.8, 0.5, 1.000000001",
    "-0.1, 0.5, 1"
  })
  void bounds_outOfTheirDomain_areRefused(String most, String low, String high) {
    assertThatThrownBy(() -> new Offset.Bounds(units(most, 9), units(low, 9), units(high, 9)))
        .isInstanceOf(RuleFailure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, 0, 1",
    "1.1, 1, 1, 0, 1",
    "1, 0, 1, 0, 1",
    "1, 1, 0, 0, 1",
    "1, 1, 1, 2, 1",
    "1, 1, 1, 0, 0"
  })
  void terms_outOfTheirDomain_areRefused(
      String lambda, String multiple, String floor, String decay, String epochs) {
    assertThatThrownBy(
            () ->
                new AdaptiveTerms(
                    units(lambda, 9),
                    units(multiple, 9),
                    units(floor, 9),
                    units(decay, 9),
                    units(epochs, 9)))
        .isInstanceOf(RuleFailure.class);
  }
}
