package tenor.clearing.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.Seeded;

/** Checked arithmetic against numbers of any size. */
class FixedTest {
  private static final List<Long> EDGES =
      List.of(
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1,
          -(1L << 32),
          -3L,
          -2L,
          -1L,
          0L,
          1L,
          2L,
          3L,
          1L << 31,
          1L << 32,
          Long.MAX_VALUE - 1,
          Long.MAX_VALUE);

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  /** Numbers of every size, edges often. */
  private static long number(Random random) {
    return random.nextInt(4) == 0
        ? EDGES.get(random.nextInt(EDGES.size()))
        : random.nextLong() >> random.nextInt(64);
  }

  /** The result is exact, or out of 64 bits and refused. */
  private static void exactOrRefused(BigInteger exact, LongSupplier operation) {
    if (exact.bitLength() <= 63) {
      assertThat(operation.getAsLong()).isEqualTo(exact.longValueExact());
    } else {
      assertThatThrownBy(operation::getAsLong).isInstanceOf(RuleFailure.class);
    }
  }

  private static void compare(LongBinaryOperator fixed, BinaryOperator<BigInteger> exact) {
    for (long a : EDGES) {
      for (long b : EDGES) {
        exactOrRefused(exact.apply(big(a), big(b)), () -> fixed.applyAsLong(a, b));
      }
    }
    Seeded.run(
        2_000,
        random -> {
          long a = number(random);
          long b = number(random);
          exactOrRefused(exact.apply(big(a), big(b)), () -> fixed.applyAsLong(a, b));
        });
  }

  @Test
  void plus_isExactOrRefused() {
    compare(Fixed::plus, BigInteger::add);
  }

  @Test
  void minus_isExactOrRefused() {
    compare(Fixed::minus, BigInteger::subtract);
  }

  @Test
  void times_isExactOrRefused() {
    compare(Fixed::times, BigInteger::multiply);
  }

  @Test
  void negateAndAbs_areExactOrRefused() {
    for (long a : EDGES) {
      exactOrRefused(big(a).negate(), () -> Fixed.negate(a));
      exactOrRefused(big(a).abs(), () -> Fixed.abs(a));
    }
  }

  @Test
  void mulDiv_isTheRoundedQuotient() {
    Seeded.run(
        5_000,
        random -> {
          long a = number(random);
          long b = number(random);
          long c = number(random);
          for (Rounding rounding : Rounding.values()) {
            mulDiv(a, b, c, rounding);
          }
        });
  }

  private static void mulDiv(long a, long b, long c, Rounding rounding) {
    if (c == 0) {
      assertThatThrownBy(() -> Fixed.mulDiv(a, b, c, rounding)).isInstanceOf(RuleFailure.class);
      return;
    }
    BigInteger product = big(a).multiply(big(b));
    BigInteger exact = quotient(product, big(c), rounding);
    exactOrRefused(exact, () -> Fixed.mulDiv(a, b, c, rounding));
    assertThat(Fixed.quotient(product, big(c), rounding)).isEqualTo(exact);
  }

  /** The JDK's own decimal division. */
  private static BigInteger quotient(BigInteger a, BigInteger b, Rounding rounding) {
    RoundingMode mode =
        switch (rounding) {
          case DOWN -> RoundingMode.FLOOR;
          case UP -> RoundingMode.CEILING;
          case HALF_EVEN -> RoundingMode.HALF_EVEN;
        };
    return new BigDecimal(a).divide(new BigDecimal(b), 0, mode).toBigInteger();
  }

  @ParameterizedTest
  @CsvSource({
    // a, b, down, up, half even: down is towards minus infinity, also below zero.
    "7, 2, 3, 4, 4", "-7, 2, -4, -3, -4", "7, -2, -4, -3, -4", "5, 2, 2, 3, 2", "-5, 2, -3, -2, -2",
    "-5, -2, 2, 3, 2", "6, 3, 2, 2, 2", "0, 5, 0, 0, 0", "1, 3, 0, 1, 0", "2, 3, 0, 1, 1",
    "-1, 3, -1, 0, 0", "-2, 3, -1, 0, -1"
  })
  void divide_roundsAsSaid(long a, long b, long down, long up, long halfEven) {
    assertThat(Fixed.divide(a, b, Rounding.DOWN)).isEqualTo(down);
    assertThat(Fixed.divide(a, b, Rounding.UP)).isEqualTo(up);
    assertThat(Fixed.divide(a, b, Rounding.HALF_EVEN)).isEqualTo(halfEven);
  }

  @Test
  void divide_ofTheLeastByMinusOne_isRefused() {
    assertThatThrownBy(() -> Fixed.divide(Long.MIN_VALUE, -1, Rounding.DOWN))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  void modulo_isBelowItsModulus() {
    Seeded.run(
        1_000,
        random -> {
          long a = number(random);
          long b = 1 + (number(random) >>> 1);
          if (b > 0) {
            assertThat(Fixed.modulo(a, b)).isEqualTo(big(a).mod(big(b)).longValueExact());
          }
        });
    assertThatThrownBy(() -> Fixed.modulo(1, 0)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Fixed.modulo(1, -5)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void sqrt_isTheGreatestWhoseSquareFits() {
    Seeded.run(
        1_000,
        random -> {
          long value = number(random) & Long.MAX_VALUE;
          BigInteger root = big(Fixed.sqrt(value));
          assertThat(root.multiply(root)).isLessThanOrEqualTo(big(value));
          BigInteger next = root.add(BigInteger.ONE);
          assertThat(next.multiply(next)).isGreaterThan(big(value));
        });
    assertThatThrownBy(() -> Fixed.sqrt(-1)).isInstanceOf(RuleFailure.class);
  }

  @Test
  void toIntAndToLong_refuseWhatDoesNotFit() {
    assertThat(Fixed.toInt(Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(Fixed.toLong(big(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(() -> Fixed.toInt(1L << 31)).isInstanceOf(RuleFailure.class);
    assertThatThrownBy(() -> Fixed.toLong(big(Long.MAX_VALUE).add(BigInteger.ONE)))
        .isInstanceOf(RuleFailure.class);
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 10, 5", "-1, 0, 10, 0", "11, 0, 10, 10", "0, 0, 0, 0"})
  void clamp_staysWithinItsBounds(long value, long low, long high, long expected) {
    assertThat(Fixed.clamp(value, low, high)).isEqualTo(expected);
  }

  @Test
  void wideNumbers_returnFromTheirHalves() {
    Seeded.run(
        1_000,
        random -> {
          BigInteger value = big(number(random)).multiply(big(number(random)));
          assertThat(Fixed.wide(Fixed.high(value), Fixed.low(value))).isEqualTo(value);
        });
  }
}
