package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;

class WideSumTest {
  @Test
  void sum_isExact_whateverIsAdded() {
    Seeded.run(
        200,
        random -> {
          WideSum sum = new WideSum();
          BigInteger expected = BigInteger.ZERO;
          for (int i = 0; i < 100; i++) {
            long value =
                switch (random.nextInt(4)) {
                  case 0 -> Long.MAX_VALUE;
                  case 1 -> Long.MIN_VALUE;
                  case 2 -> random.nextInt(-1, 2);
                  default -> random.nextLong();
                };
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
            assertThat(sum.value()).isEqualTo(expected);
            assertThat(sum.isZero()).isEqualTo(expected.signum() == 0);
          }
        });
  }

  @Test
  void sum_thatWentFarAndBack_isZero() {
    WideSum sum = new WideSum();
    for (long value : new long[] {Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE}) {
      sum.add(value);
    }
    assertThat(sum.isZero()).isFalse();
    sum.add(2);
    assertThat(sum.isZero()).isTrue();
  }
}
