package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Seeded;

/** Splitting by largest remainder: the parts sum to the whole. */
class SplitTest {
  private static List<Long> numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).map(Long::valueOf).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1 1 1, 4 3 3",
    "10, 1 2 3, 2 3 5",
    "1, 1 1 1, 1 0 0",
    "2, 3 1 1, 1 1 0",
    "0, 5 5, 0 0",
    "0, 0 0, 0 0",
    "7, 0 1 0, 0 7 0",
    "100, 1 999, 0 100",
    "5, 9223372036854775807 9223372036854775807, 3 2",
    // The worked waterfall of three members over 19 862 857 of loss.
    "19862857, 30000000 12000000 18000000, 9931429 3972571 5958857"
  })
  void split_isByLargestRemainder(long total, String weights, String parts) {
    assertThat(Split.largestRemainder(total, numbers(weights))).isEqualTo(numbers(parts));
  }

  @Test
  void parts_sumToTheWhole_andAreWithinAUnitOfTheirShare() {
    Seeded.run(
        1_000,
        random -> {
          long total = random.nextLong() >>> (1 + random.nextInt(60));
          List<Long> weights = new ArrayList<>();
          int count = random.nextInt(20);
          for (int i = 0; i < count; i++) {
            weights.add(random.nextLong() >>> (1 + random.nextInt(60)));
          }
          weights.add(1L);
          List<Long> parts = Split.largestRemainder(total, weights);
          assertThat(sum(parts)).isEqualTo(BigInteger.valueOf(total));
          for (int i = 0; i < parts.size(); i++) {
            BigInteger share =
                BigInteger.valueOf(total).multiply(BigInteger.valueOf(weights.get(i)));
            BigInteger down = share.divide(sum(weights));
            assertThat(BigInteger.valueOf(parts.get(i)).subtract(down))
                .isBetween(BigInteger.ZERO, BigInteger.ONE);
          }
        });
  }

  private static BigInteger sum(List<Long> numbers) {
    return numbers.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Test
  void split_withoutWeights_isRefused() {
    assertThatThrownBy(() -> Split.largestRemainder(1, List.of())).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Split.largestRemainder(1, List.of(0L, 0L)))
        .isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Split.largestRemainder(1, List.of(2L, -1L)))
        .isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Split.largestRemainder(-1, List.of(1L)))
        .isInstanceOf(RuleFailure.class);
    assertThat(Split.largestRemainder(0, List.of())).isEmpty();
  }
}
