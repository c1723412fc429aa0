package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@DisplayName("ORA-22 a smile is a monotone cubic of variance, with straight wings")
class SmileTest {
  private static final long YEAR = 365L * 86_400_000;
  private static final long HALF = 500_000_000;

  /** The vectors of make_smile_vectors.py, computed at 60 digits. */
  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/smile.csv", numLinesToSkip = 1)
  void vectors_areReproduced(
      String vols,
      long step,
      long time,
      long year,
      String later,
      long laterTime,
      long at,
      long strike,
      long forward,
      long expected) {
    KnotSmile first = KnotSmile.of(numbers(vols), step, time, year);
    Smile smile =
        later == null
            ? first
            : later.equals("flat")
                ? BlendedSmile.after(first, time, at)
                : BlendedSmile.between(
                    first,
                    time,
                    KnotSmile.of(numbers(later), step, laterTime, year),
                    laterTime,
                    at);
    assertThat(smile.vol(strike, forward)).isCloseTo(expected, within(1L));
  }

  @Test
  void knots_areReproducedInTheLastDigit() {
    List<Long> vols =
        List.of(10_000_000L, 210_000_007L, 180_000_001L, 170_000_003L, 4_000_000_000L);
    KnotSmile smile = KnotSmile.of(vols, HALF, YEAR / 12, YEAR);
    for (int i = 0; i < vols.size(); i++) {
      long variance = smile.variance((i - 2) * smile.width());
      assertThat(Smile.volOf(variance)).isEqualTo(vols.get(i));
      assertThat(Smile.fineVolOf(variance)).isCloseTo(vols.get(i) * 1_000_000_000, within(20_000L));
    }
  }

  @Test
  void variance_isMonotoneWhereKnotsAre_andLeavesTheirRangeNowhere() {
    long seed = Long.getLong("tenor.seed", 20261121L);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Long[] vols = new Long[2 * random.nextInt(1, 9) + 1];
      Arrays.setAll(vols, i -> random.nextLong(10_000_000, 4_000_000_001L));
      KnotSmile smile = KnotSmile.of(List.of(vols), HALF, random.nextLong(1000, YEAR), YEAR);
      long width = smile.width();
      for (int cell = 0; cell < vols.length - 1; cell++) {
        long from = (cell - smile.side()) * width;
        int direction = Long.compare(vols[cell + 1], vols[cell]);
        long before = smile.variance(from);
        for (int part = 1; part <= 16; part++) {
          long variance = smile.variance(from + width * part / 16);
          assertThat((variance - before) * direction)
              .as("-Dtenor.seed=%d round %d", seed, round)
              .isGreaterThanOrEqualTo(-4);
          before = variance;
        }
      }
    }
  }

  @Test
  void wings_riseOrAreLevel_andEndAtFourHundredPercent() {
    KnotSmile falling =
        KnotSmile.of(List.of(300_000_000L, 200_000_000L, 100_000_000L), HALF, YEAR, YEAR);
    assertThat(falling.variance(Smile.FARTHEST)).isEqualTo(falling.variance(falling.width()));
    // The slope at the end: 2 × (0.09 − 0.04) − (0.05 + 0.03) ÷ 2 = 0.06 a cell.
    assertThat(Smile.volOf(falling.variance(-3 * falling.width()))).isEqualTo(458_257_569);
    KnotSmile steep =
        KnotSmile.of(List.of(300_000_000L, 200_000_000L, 100_000_000L), HALF, YEAR / 365, YEAR);
    assertThat(steep.variance(-Smile.FARTHEST)).isEqualTo(Smile.MOST);
    assertThat(steep.vol(1, Long.MAX_VALUE)).isEqualTo(4_000_000_000L);
  }

  @Test
  void moneyness_ofStrikesFarAway_isTheFarthest() {
    assertThat(Smile.moneyness(Long.MAX_VALUE, 1)).isEqualTo(Smile.FARTHEST);
    assertThat(Smile.moneyness(1, Long.MAX_VALUE)).isEqualTo(-Smile.FARTHEST);
    // ln 1100 is just above 7, ln 1090 below.
    assertThat(Smile.moneyness(1_100, 1)).isEqualTo(Smile.FARTHEST);
    assertThat(Smile.moneyness(1, 1_090)).isBetween(-Smile.FARTHEST + 1, -Smile.FARTHEST / 7 * 6);
  }

  @Test
  void argumentsOutOfTheirDomain_areRuleFailures() {
    List<Long> good = List.of(200_000_000L, 200_000_000L, 200_000_000L);
    refused(List.of(200_000_000L), HALF, YEAR);
    refused(List.of(200_000_000L, 200_000_000L), HALF, YEAR);
    refused(List.of(200_000_000L, 200_000_000L, 4_000_000_001L), HALF, YEAR);
    refused(List.of(9_999_999L, 200_000_000L, 200_000_000L), HALF, YEAR);
    refused(List.of(200_000_000L, 200_000_000L, 200_000_000L, 200_000_000L), HALF, YEAR);
    refused(good, 0, YEAR);
    refused(good, -HALF, YEAR);
    refused(good, HALF, 0);
    refused(good, HALF, -YEAR);
    assertThatThrownBy(() -> KnotSmile.of(good, HALF, YEAR, 0)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> KnotSmile.of(good, HALF, YEAR, -YEAR)).isInstanceOf(RuleFailure.class);
    // Knots that would be one in the last digit of log-moneyness.
    assertThatThrownBy(() -> KnotSmile.of(good, 1, 1, 1L << 62)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Smile.moneyness(0, 1)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Smile.moneyness(1, 0)).isInstanceOf(RuleFailure.class);
    KnotSmile smile = KnotSmile.of(good, HALF, YEAR, YEAR);
    assertThatThrownBy(() -> BlendedSmile.after(smile, 5, 5)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> BlendedSmile.after(smile, 0, 5)).isInstanceOf(RuleFailure.class);
    for (long time : new long[] {4, 5, 7, 8}) {
      assertThatThrownBy(() -> BlendedSmile.between(smile, 5, smile, 7, time))
          .isInstanceOf(RuleFailure.class);
    }
    assertThatThrownBy(() -> BlendedSmile.between(smile, 0, smile, 7, 6))
        .isInstanceOf(RuleFailure.class);
  }

  private static void refused(List<Long> vols, long step, long time) {
    assertThatThrownBy(() -> KnotSmile.of(vols, step, time, YEAR)).isInstanceOf(RuleFailure.class);
  }

  private static List<Long> numbers(String text) {
    return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }
}
