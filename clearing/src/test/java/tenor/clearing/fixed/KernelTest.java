package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of the kernel over grids, at random and at their edges, against 70 digits. */
class KernelTest {
  private static final int GRID = 2_000;
  private static final long SEED = Long.getLong("tenor.seed", 76);

  private final Random random = new Random(SEED);

  @Test
  void ratio_overItsDomain_isWithinTheStatedError() {
    for (int i = 0; i < GRID; i++) {
      long b = 1 + (random.nextLong() >>> (1 + random.nextInt(50)));
      double factor = Math.exp(random.nextDouble() * 13 - 6.5);
      long a = Math.max(1, i % 2 == 0 ? (long) (b * factor) : b + random.nextInt(1_000));
      checkRatio(a, b);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1,2",
    "2,1",
    "1024,1",
    "1,1024",
    "9223372036854775807,9007199254740993",
    "9223372036854775807,9223372036854775806",
    "9223372036854775806,9223372036854775807",
    "4611686018427387904,4611686018427387903",
    "10000000000000000,9999999999999999"
  })
  void ratio_atEdges_isWithinTheStatedError(long a, long b) {
    checkRatio(a, b);
  }

  @Test
  void ratio_atEveryTableBoundary_isWithinTheStatedError() {
    for (long i = 256; i <= 512; i++) {
      for (long beside = -1; beside <= 1; beside++) {
        checkRatio((i << 40) + beside, 1L << 48);
      }
    }
  }

  private static void checkRatio(long a, long b) {
    BigDecimal quotient = BigDecimal.valueOf(a).divide(BigDecimal.valueOf(b), new MathContext(75));
    assertThat(
            RealReference.error(
                Logarithm.ratio(a, b), Logarithm.PLACES, RealReference.ln(quotient)))
        .as("ln(%d / %d), seed %d", a, b, SEED)
        .isLessThan(1.5);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,1", "1,-1", "4096,1", "1,4096"})
  void ratio_outOfItsDomain_isRefused(long a, long b) {
    assertThatThrownBy(() -> Logarithm.ratio(a, b)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void farRatio_ofAnyTwo_isWithinAUnit() {
    for (int i = 0; i < GRID / 4; i++) {
      long b = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
      long a = Math.max(b, random.nextLong() >>> 1);
      BigDecimal quotient =
          BigDecimal.valueOf(a).divide(BigDecimal.valueOf(b), new MathContext(75));
      assertThat(
              RealReference.error(
                  Logarithm.farRatio(a, b), Logarithm.FAR_PLACES, RealReference.ln(quotient)))
          .as("ln(%d / %d), seed %d", a, b, SEED)
          .isLessThan(1);
    }
  }

  @Test
  void exp_overItsDomain_isWithinTheStatedError() {
    for (int i = 0; i <= GRID; i++) {
      checkExp(Long.MIN_VALUE + (Exponential.MOST / GRID - Long.MIN_VALUE / GRID) * i);
      checkExp((long) (random.nextGaussian() * Exponential.ONE / 4));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 1L << 60, -(1L << 60)})
  void exp_atEdges_isWithinTheStatedError(long x) {
    checkExp(x);
  }

  @Test
  void exp_atItsEnd_isNearlyEightAndThenRefused() {
    checkExp(Exponential.MOST);
    assertThat(Exponential.exp(Exponential.MOST)).isPositive();
    assertThat(Exponential.exp(0)).isEqualTo(Exponential.ONE);
    assertThatThrownBy(() -> Exponential.exp(Exponential.MOST + 1)).isInstanceOf(RuleFailure.class);
  }

  private static void checkExp(long x) {
    BigDecimal wanted = RealReference.exp(RealReference.binary(x, Exponential.PLACES));
    double bound = 2 * Math.max(1, wanted.doubleValue());
    assertThat(RealReference.error(Exponential.exp(x), Exponential.PLACES, wanted))
        .as("e^%d, seed %d", x, SEED)
        .isLessThan(bound);
  }

  @Test
  void sqrt_ofAnyNumber_isExactAndRoundedDown() {
    for (int i = 0; i < 20 * GRID; i++) {
      checkRoot(random.nextLong() >>> (1 + random.nextInt(63)));
      checkRoot(i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 3, 4, Long.MAX_VALUE, 1L << 62, (1L << 62) - 1, (1L << 62) + 1, 1L << 60})
  void sqrt_atEdges_isExact(long x) {
    checkRoot(x);
  }

  private static void checkRoot(long x) {
    BigInteger wanted = BigInteger.valueOf(x).shiftLeft(Root.PLACES).sqrt();
    assertThat(Root.sqrt(x)).as("root of %d, seed %d", x, SEED).isEqualTo(wanted.longValue());
  }

  @Test
  void sqrt_ofANegativeNumber_isRefused() {
    assertThatThrownBy(() -> Root.sqrt(-1)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void normal_overItsDomain_isWithinTheStatedErrors() {
    for (int i = -GRID / 2; i <= GRID / 2; i++) {
      checkNormal(i * ((10L << Normal.PLACES) / GRID * 2));
      checkNormal((long) (random.nextGaussian() * (1L << Normal.PLACES)));
    }
  }

  @Test
  void normal_atEveryBoundaryOfItsTable_isWithinTheStatedErrors() {
    for (long i = 0; i < 160; i++) {
      checkNormal(i << 55);
      checkNormal((i << 55) + (1L << 55) - 1);
    }
  }

  private static void checkNormal(long z) {
    BigDecimal at = RealReference.binary(z, Normal.PLACES);
    int places = Normal.PROBABILITY_PLACES;
    assertThat(RealReference.error(Normal.distribution(z), places, RealReference.distribution(at)))
        .as("N(%s), seed %d", at, SEED)
        .isLessThan(4);
    assertThat(RealReference.error(Normal.density(z), places, RealReference.density(at)))
        .as("density at %s, seed %d", at, SEED)
        .isLessThan(3);
    if (z != 0) {
      assertThat(Normal.distribution(z) + Normal.distribution(-z)).isEqualTo(Normal.ONE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -(15L << 59), -(10L << 59)})
  void normal_farOut_isNothingOrAll(long z) {
    assertThat(Normal.density(z)).isZero();
    assertThat(Normal.distribution(z)).isZero();
    assertThat(Normal.distribution(z == Long.MIN_VALUE ? Long.MAX_VALUE : -z))
        .isEqualTo(Normal.ONE);
  }
}
