package tenor.state;

import java.nio.ByteBuffer;

/** Integers as bytes. */
final class Numbers {
  /** The greatest length of an unsigned varint of 32 bits. */
  static final int MAX_VARINT = 5;

  private Numbers() {}

  /** Eight big-endian bytes, so that the order of bytes is the order of non-negative numbers. */
  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  /** The number in the eight bytes from {@code at}. */
  static long number(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getLong(at);
  }

  /** Writes an unsigned varint and returns the place after it. */
  static int putVarint(byte[] out, int at, int number) {
    int place = at;
    int rest = number;
    while (rest >>> 7 != 0) {
      out[place++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[place++] = (byte) rest;
    return place;
  }

  static void putVarint(ByteBuffer out, int number) {
    int rest = number;
    while (rest >>> 7 != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /**
   * Reads an unsigned varint.
   *
   * @throws java.nio.BufferUnderflowException if it is cut short
   * @throws IllegalArgumentException if it exceeds 31 bits
   */
  static int varint(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        if (number < 0) {
          break;
        }
        return number;
      }
    }
    throw new IllegalArgumentException("a length exceeds 31 bits");
  }
}
