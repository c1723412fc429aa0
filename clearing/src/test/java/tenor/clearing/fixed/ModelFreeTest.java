package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@DisplayName("ORA-29 model-free implied variance")
class ModelFreeTest {
  private static final long DAY = 86_400_000;
  private static final long YEAR = 365 * DAY;

  private final ModelFree modelFree = new ModelFree();

  /** The vectors of make_variance_vectors.py, computed another way. */
  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/variance.csv", numLinesToSkip = 1)
  void vectors_areReproduced(String vols, long step, long time, BigDecimal expected) {
    List<Long> knots = Arrays.stream(vols.split(" ", -1)).map(Long::valueOf).toList();
    long found = modelFree.variance(KnotSmile.of(knots, step, time, YEAR), time, YEAR);
    assertThat(found / 1e8).isCloseTo(expected.doubleValue(), withinPercentage(0.002));
  }

  @Test
  void levelSmile_hasItsOwnVariance() {
    for (long percent : new long[] {1, 5, 20, 50, 100}) {
      List<Long> level = Collections.nCopies(11, percent * 10_000_000);
      KnotSmile smile = KnotSmile.of(level, 500_000_000, 30 * DAY, YEAR);
      assertThat(modelFree.variance(smile, 30 * DAY, YEAR) / 1e8)
          .isCloseTo((double) percent * percent, withinPercentage(0.00003));
    }
  }

  @Test
  void greatestVolatility_isWithinTheDomain() {
    List<Long> level = Collections.nCopies(3, 4_000_000_000L);
    KnotSmile smile = KnotSmile.of(level, 500_000_000, 30 * DAY, YEAR);
    // Strikes end at e^±3 of the forward.
    assertThat(modelFree.variance(smile, 30 * DAY, YEAR) / 1e8)
        .isCloseTo(160_000, withinPercentage(1));
  }
}
