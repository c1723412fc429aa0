package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;

class LongDivisionTest {
  /** Numbers near powers of two and near 32-bit digits, where a guessed digit is too great. */
  private static long number(Random random) {
    long power = 1L << random.nextInt(64);
    return switch (random.nextInt(5)) {
      case 0 -> power + random.nextInt(-2, 3);
      case 1 -> -power + random.nextInt(-2, 3);
      case 2 -> (0xffff_ffffL << 32) + random.nextInt(-2, 3);
      case 3 -> random.nextLong() >>> random.nextInt(64);
      default -> random.nextLong();
    };
  }

  @Test
  void quotient_isThatOfBigIntegers() {
    Seeded.run(
        20_000,
        random -> {
          long high = number(random);
          long low = number(random);
          long divisor = number(random);
          if (Long.compareUnsigned(high, divisor) < 0) {
            BigInteger whole = unsigned(high).shiftLeft(64).add(unsigned(low));
            assertThat(LongDivision.quotient(high, low, divisor))
                .isEqualTo(whole.divide(unsigned(divisor)).longValue());
          }
        });
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
