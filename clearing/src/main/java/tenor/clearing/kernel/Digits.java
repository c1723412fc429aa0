package tenor.clearing.kernel;

/**
 * Fields of keys as digits of base 128, most significant first, each with its high bit set: a field
 * of n bits has as many digits as n bits need, so the order of the bytes is the order of the
 * numbers, and no byte of a key can be read as a length. See docs/formats/state.md.
 */
final class Digits {
  private static final int BITS = 7;
  private static final int HIGH = 0x80;
  private static final int LOW = 0x7f;

  private Digits() {}

  /** How many digits a field of this many bits has. */
  static int count(int bits) {
    return (bits + BITS - 1) / BITS;
  }

  /** Whether every byte has its high bit set. */
  static boolean areAll(byte[] bytes) {
    for (byte each : bytes) {
      if (each >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Writes the low {@code bits} bits of {@code value} at {@code at}. */
  static void put(byte[] out, int at, int bits, long value) {
    long rest = value;
    for (int i = at + count(bits) - 1; i >= at; i--) {
      out[i] = (byte) (HIGH | (rest & LOW));
      rest >>>= BITS;
    }
  }

  /**
   * The number of {@code bits} bits, up to 64, at {@code at}.
   *
   * @throws IllegalArgumentException if the first digit has a bit too many
   */
  static long get(byte[] in, int at, int bits) {
    int count = count(bits);
    requirePadding(in[at], bits - BITS * (count - 1));
    long value = 0;
    for (int i = at; i < at + count; i++) {
      value = value << BITS | (in[i] & LOW);
    }
    return value;
  }

  /** As {@link #get}, for up to 32 bits. */
  static int small(byte[] in, int at, int bits) {
    return (int) get(in, at, bits);
  }

  /** Writes bytes, taken as one number, at {@code at}. */
  static void put(byte[] out, int at, byte[] value) {
    int to = at + count(Byte.SIZE * value.length);
    int open = 0;
    int held = 0;
    for (int i = value.length - 1; i >= 0; i--) {
      open |= (value[i] & 0xff) << held;
      for (held += Byte.SIZE; held >= BITS; held -= BITS) {
        out[--to] = (byte) (HIGH | (open & LOW));
        open >>>= BITS;
      }
    }
    if (held > 0) {
      out[--to] = (byte) (HIGH | open);
    }
  }

  /**
   * The {@code length} bytes at {@code at}.
   *
   * @throws IllegalArgumentException if the first digit has a bit too many
   */
  static byte[] bytes(byte[] in, int at, int length) {
    byte[] value = new byte[length];
    int bits = Byte.SIZE * length;
    int from = at + count(bits);
    requirePadding(in[at], bits - BITS * (count(bits) - 1));
    int open = 0;
    int held = 0;
    for (int i = length - 1; i >= 0; i--) {
      for (; held < Byte.SIZE && from > at; held += BITS) {
        open |= (in[--from] & LOW) << held;
      }
      value[i] = (byte) open;
      open >>>= Byte.SIZE;
      held -= Byte.SIZE;
    }
    return value;
  }

  private static void requirePadding(byte first, int bits) {
    if ((first & LOW) >>> bits != 0) {
      throw new IllegalArgumentException("a field of a key is greater than its type");
    }
  }
}
