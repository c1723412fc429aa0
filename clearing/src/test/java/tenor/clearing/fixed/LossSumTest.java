package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of losses, their bounds, and what prices come to. */
class LossSumTest {
  private static final long SEED = Long.getLong("tenor.seed", 16);

  @Test
  void sums_areOfAllPositions_withAUnitPerContractHeldShort() {
    LossSum sum = new LossSum(2);
    sum.clear(3);
    sum.add(Losses.of(List.of(10L, -20L, 0L)), 5);
    sum.add(Losses.of(List.of(7L, 7L, -7L)), -3);
    assertThat(List.of(sum.get(0), sum.get(1), sum.get(2))).containsExactly(32L, -118L, 24L);
    assertThat(sum.worst(0, 3)).isZero();
    assertThat(sum.worst(1, 3)).isEqualTo(2);
    assertThat(sum.worst(1, 2)).isEqualTo(-1);
    LossSum other = new LossSum(3);
    other.clear(3);
    other.add(Losses.of(List.of(0L, 200L, 8L)), 1);
    sum.add(other);
    assertThat(sum.get(1)).isEqualTo(82);
    assertThat(sum.worst(0, 3)).isEqualTo(1);
    sum.clear(2);
    assertThat(sum.worst(0, 2)).isEqualTo(-1);
  }

  @Test
  void sums_lookedAtAfterAnyNumberOfPositions_areThoseOfEachByItself() {
    Random random = new Random(SEED);
    LossSum sum = new LossSum(16);
    for (int i = 0; i < 500; i++) {
      int scenarios = 1 + random.nextInt(16);
      long[] plain = new long[scenarios];
      sum.clear(scenarios);
      int positions = random.nextInt(6);
      for (int p = 0; p < positions; p++) {
        long contracts = random.nextInt(-50, 51);
        List<Long> losses = random.longs(scenarios, -1_000_000_000, 1_000_000_000).boxed().toList();
        sum.add(Losses.of(losses), contracts);
        for (int k = 0; k < scenarios; k++) {
          plain[k] += contracts * losses.get(k) + Math.max(0, -contracts);
        }
        int looked = random.nextInt(2 * scenarios);
        if (looked < scenarios) {
          assertThat(sum.get(looked)).as("seed " + SEED).isEqualTo(plain[looked]);
        }
      }
      int worst = -1;
      for (int k = 0; k < scenarios; k++) {
        if (plain[k] > (worst < 0 ? 0 : plain[worst])) {
          worst = k;
        }
      }
      assertThat(sum.worst(0, scenarios)).as("seed " + SEED).isEqualTo(worst);
    }
  }

  @Test
  void worst_ofEquals_isTheLowest() {
    LossSum sum = new LossSum(3);
    sum.clear(3);
    sum.add(Losses.of(List.of(1L, 4L, 4L)), 1);
    assertThat(sum.worst(0, 3)).isEqualTo(1);
  }

  @Test
  void sum_thatCouldLeave64Bits_isRefused() {
    LossSum sum = new LossSum(1);
    sum.clear(1);
    sum.add(Losses.of(List.of(Long.MAX_VALUE / 2 - 1)), 1);
    sum.add(Losses.of(List.of(-Long.MAX_VALUE / 2 + 1)), 1);
    assertThatThrownBy(() -> sum.add(Losses.of(List.of(1L)), 1)).isInstanceOf(RuleFailure.class);
    sum.clear(1);
    assertThatThrownBy(() -> sum.add(Losses.of(List.of(1L << 40)), 1L << 40))
        .isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> sum.add(Losses.of(List.of(1L, 2L)), 1))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  void losses_knowTheirBoundAndAreEqualByContent() {
    Losses losses = Losses.of(List.of(3L, -9L, 4L));
    assertThat(losses.bound()).isEqualTo(9);
    assertThat(losses.size()).isEqualTo(3);
    assertThat(losses.list()).containsExactly(3L, -9L, 4L);
    assertThat(losses).isEqualTo(Losses.of(List.of(3L, -9L, 4L))).hasToString("[3, -9, 4]");
    assertThat(losses).hasSameHashCodeAs(Losses.of(List.of(3L, -9L, 4L)));
    assertThat(losses).isNotEqualTo(Losses.of(List.of(3L, -9L)));
    assertThat(losses.hashCode()).isNotEqualTo(Losses.of(List.of(3L, -9L)).hashCode());
    assertThat(losses.get(1)).isEqualTo(-9);
  }

  @Test
  void loss_isWhatTheContractLoses_roundedUp() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      long multiplier = 1 + (random.nextLong() >>> (34 + random.nextInt(29)));
      int places = random.nextInt(37);
      long most = 2 + (random.nextLong() >>> (16 + random.nextInt(30)));
      long weight = i % 3 == 0 ? 330_000_000L : ValueScale.WEIGHT_ONE;
      long now = (long) (random.nextDouble() * most);
      long then = (long) (random.nextDouble() * most);
      ValueScale scale = ValueScale.of(multiplier, places, most);
      BigDecimal unit =
          new BigDecimal(BigInteger.TWO.pow(places)).multiply(BigDecimal.valueOf(100_000_000));
      BigDecimal each = BigDecimal.valueOf(multiplier).divide(unit);
      BigDecimal exact =
          BigDecimal.valueOf(now - then).multiply(each).multiply(BigDecimal.valueOf(weight, 9));
      BigDecimal slack =
          BigDecimal.valueOf(most).multiply(each).movePointLeft(17).add(new BigDecimal("1e-15"));
      long loss = scale.loss(scale.fine(now), scale.fine(then), weight);
      String what = multiplier + " " + places + " " + now + " " + then + ", seed " + SEED;
      assertThat(BigDecimal.valueOf(loss))
          .as(what)
          .isBetween(
              exact.subtract(slack).setScale(0, RoundingMode.CEILING),
              exact.add(slack).setScale(0, RoundingMode.CEILING));
      assertThat(BigDecimal.valueOf(scale.down(scale.fine(now))))
          .as(what)
          .isBetween(
              BigDecimal.valueOf(now)
                  .multiply(each)
                  .subtract(slack)
                  .setScale(0, RoundingMode.FLOOR),
              BigDecimal.valueOf(now).multiply(each).setScale(0, RoundingMode.FLOOR));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "1, 0, 0", "9223372036854775807, 0, 9223372036854775807"})
  void scale_outOfItsDomain_isRefused(long multiplier, int places, long most) {
    assertThatThrownBy(() -> ValueScale.of(multiplier, places, most))
        .isInstanceOf(RuleFailure.class);
  }
}
