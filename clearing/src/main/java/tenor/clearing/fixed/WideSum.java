package tenor.clearing.fixed;

import java.math.BigInteger;

/** The exact sum of up to 2⁶³ numbers of 64 bits, in 128 bits; made without allocation. */
public final class WideSum {
  private long high;
  private long low;

  /** Adds a number. */
  public void add(long value) {
    low += value;
    // A sum below what was added, both unsigned, has lost a carry.
    high += (value >> 63) + (Long.compareUnsigned(low, value) < 0 ? 1 : 0);
  }

  /** Whether the sum is 0. */
  public boolean isZero() {
    return (high | low) == 0;
  }

  /** The sum. */
  public BigInteger value() {
    return Fixed.wide(high, low);
  }
}
