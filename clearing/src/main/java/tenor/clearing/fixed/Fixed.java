package tenor.clearing.fixed;

import java.math.BigInteger;

/**
 * Checked 64-bit arithmetic. Every operation is exact or throws {@link RuleFailure}; products are
 * carried in 128 bits or more before a division brings them back.
 */
public final class Fixed {
  /** Units of a price per quote unit: a price is in 10⁻⁸. */
  public static final long PRICE_ONE = 100_000_000L;

  /** Units of an amount per asset unit: an amount is in 10⁻⁶. */
  public static final long AMOUNT_ONE = 1_000_000L;

  /** The fraction 1: a fraction is in 10⁻⁹. */
  public static final long FRACTION_ONE = 1_000_000_000L;

  private Fixed() {}

  /** {@code a + b}. */
  public static long plus(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow("+", a, b);
    }
    return sum;
  }

  /** {@code a − b}. */
  public static long minus(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw overflow("-", a, b);
    }
    return difference;
  }

  /** {@code a × b}. */
  public static long times(long a, long b) {
    long low = a * b;
    if (Math.multiplyHigh(a, b) != low >> 63) {
      throw overflow("*", a, b);
    }
    return low;
  }

  /** {@code −a}. */
  public static long negate(long a) {
    return minus(0, a);
  }

  /** The absolute value of {@code a}. */
  public static long abs(long a) {
    return a < 0 ? negate(a) : a;
  }

  /** {@code a ÷ b}, rounded. */
  public static long divide(long a, long b, Rounding rounding) {
    return mulDiv(a, 1, b, rounding);
  }

  /** The remainder of {@code a ÷ b} for {@code b > 0}, from 0 to {@code b − 1}. */
  public static long modulo(long a, long b) {
    if (b <= 0) {
      throw new RuleFailure("modulus must be positive, is " + b);
    }
    return Math.floorMod(a, b);
  }

  /** {@code a × b ÷ c}, the product exact, the quotient rounded. */
  public static long mulDiv(long a, long b, long c, Rounding rounding) {
    if (c == 0) {
      throw new RuleFailure("division by zero: " + a + " * " + b + " / 0");
    }
    long low = a * b;
    if (Math.multiplyHigh(a, b) == low >> 63 && !(low == Long.MIN_VALUE && c == -1)) {
      return roundedQuotient(low, c, rounding);
    }
    long size = size(a, b, c, rounding);
    if (size >= 0) {
      return ((a ^ b ^ c) < 0) ? -size : size;
    }
    return toLong(
        quotient(
            BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)),
            BigInteger.valueOf(c),
            rounding));
  }

  /** The size of {@code a × b ÷ c}, the product not 0; negative if 63 bits may not hold it. */
  private static long size(long a, long b, long c, Rounding rounding) {
    // The size of the least number is 2⁶³, which is right as an unsigned number.
    long x = Math.abs(a);
    long y = Math.abs(b);
    long divisor = Math.abs(c);
    long high = Math.unsignedMultiplyHigh(x, y);
    if (Long.compareUnsigned(high, divisor) >= 0) {
      return -1;
    }
    long down = LongDivision.quotient(high, x * y, divisor);
    long rest = x * y - down * divisor;
    if (rest == 0 || down < 0) {
      return down;
    }
    boolean away =
        switch (rounding) {
          case DOWN -> (a ^ b ^ c) < 0;
          case UP -> (a ^ b ^ c) >= 0;
          case HALF_EVEN -> {
            int half = Long.compareUnsigned(rest, divisor - rest);
            yield half > 0 || (half == 0 && (down & 1) == 1);
          }
        };
    return away ? down + 1 : down;
  }

  /** {@code a ÷ b} of numbers of any size, rounded. */
  public static BigInteger quotient(BigInteger a, BigInteger b, Rounding rounding) {
    if (b.signum() == 0) {
      throw new RuleFailure("division by zero: " + a + " / 0");
    }
    BigInteger[] parts = a.divideAndRemainder(b);
    int sign = parts[1].signum() * b.signum();
    if (sign == 0) {
      return parts[0];
    }
    // The quotient was cut towards zero; floor is one less if the exact value is negative.
    BigInteger floor = sign < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return switch (rounding) {
      case DOWN -> floor;
      case UP -> floor.add(BigInteger.ONE);
      case HALF_EVEN -> nearest(a, b, floor);
    };
  }

  private static BigInteger nearest(BigInteger a, BigInteger b, BigInteger floor) {
    // Twice the distance from the floor, against one step of the divisor.
    int half = a.subtract(floor.multiply(b)).shiftLeft(1).abs().compareTo(b.abs());
    boolean up = half > 0 || (half == 0 && floor.testBit(0));
    return up ? floor.add(BigInteger.ONE) : floor;
  }

  private static long roundedQuotient(long a, long c, Rounding rounding) {
    long floor = Math.floorDiv(a, c);
    long rest = a - floor * c;
    if (rest == 0) {
      return floor;
    }
    return switch (rounding) {
      case DOWN -> floor;
      case UP -> floor + 1;
      case HALF_EVEN -> {
        int half = Long.compareUnsigned(Math.abs(rest), Math.abs(c) - Math.abs(rest));
        yield half > 0 || (half == 0 && (floor & 1) == 1) ? floor + 1 : floor;
      }
    };
  }

  /** {@code value} as 64 bits. */
  public static long toLong(BigInteger value) {
    if (value.bitLength() > 63) {
      throw new RuleFailure("out of 64 bits: " + value);
    }
    return value.longValue();
  }

  /** {@code value} as 32 bits. */
  public static int toInt(long value) {
    if (value != (int) value) {
      throw new RuleFailure("out of 32 bits: " + value);
    }
    return (int) value;
  }

  /** {@code value} moved into {@code [low, high]}. */
  public static long clamp(long value, long low, long high) {
    return Math.max(low, Math.min(high, value));
  }

  /** The square root of {@code value ≥ 0}, rounded down. */
  public static long sqrt(long value) {
    return toLong(sqrt(BigInteger.valueOf(value)));
  }

  /** The square root of {@code value ≥ 0}, rounded down. */
  public static BigInteger sqrt(BigInteger value) {
    if (value.signum() < 0) {
      throw new RuleFailure("square root of a negative number: " + value);
    }
    return value.sqrt();
  }

  /** {@code high × 2⁶⁴ + low}, {@code low} unsigned: how 128-bit sums are stored. */
  public static BigInteger wide(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
  }

  /** The upper half of a 128-bit number. */
  public static long high(BigInteger value) {
    return toLong(value.shiftRight(64));
  }

  /** The lower half of a 128-bit number, unsigned. */
  public static long low(BigInteger value) {
    return value.longValue();
  }

  private static RuleFailure overflow(String operator, long a, long b) {
    return new RuleFailure("overflow: " + a + " " + operator + " " + b);
  }
}
