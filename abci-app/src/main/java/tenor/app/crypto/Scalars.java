package tenor.app.crypto;

import java.math.BigInteger;

/** Numbers as bytes. */
final class Scalars {
  private Scalars() {}

  /** The non-negative number whose bytes, least significant first, are {@code bytes}. */
  static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  /** Writes {@code value}, below 2²⁵⁶, most significant byte first, into 32 bytes. */
  static void putBigEndian32(BigInteger value, byte[] target, int offset) {
    byte[] bytes = value.toByteArray();
    int from = Math.max(0, bytes.length - 32);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, target, offset + 32 - length, length);
  }
}
