package tenor.clearing.kernel;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of the state: component byte, table byte, then fields of fixed width, so that byte order is
 * numeric order. Keys are compared as unsigned bytes.
 *
 * <p>Every byte has its high bit set. A leaf is hashed as 00 ‖ length ‖ key ‖ 20 ‖ hash of the
 * value, and the stock verifiers let whoever proves begin the key anywhere behind the 00, if the
 * bytes before it end in its length. A length ends in a byte without a high bit, of which a key has
 * none, and the last 33 bytes are fixed: so the key can only begin where it does.
 */
public final class Key implements Comparable<Key> {
  private static final int HIGH = 0x80;
  private static final int LOW = 0x7f;
  private static final int U16 = 16;

  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key with these bytes, at least two.
   *
   * @throws IllegalArgumentException if they are fewer, or a byte has not its high bit set
   */
  public static Key of(byte[] bytes) {
    if (bytes.length < 2) {
      throw new IllegalArgumentException("a key has at least 2 bytes, not " + bytes.length);
    }
    if (!Digits.areAll(bytes)) {
      throw new IllegalArgumentException(
          "every byte of a key is 80 or above, unlike " + HexFormat.of().formatHex(bytes));
    }
    return new Key(bytes.clone());
  }

  /**
   * What all keys of a table begin with.
   *
   * @param prefix the component's number
   * @param table the table's number, 0 to 127
   */
  public static Key table(int prefix, int table) {
    return new Key(new byte[] {byteOf(prefix), byteOf(table)});
  }

  private static byte byteOf(int number) {
    if (number < 0 || number > LOW) {
      throw new IllegalArgumentException("expected 0 to 127, not " + number);
    }
    return (byte) (HIGH | number);
  }

  /** This key followed by a number from 0 to 127, in 1 byte. */
  public Key u7(int value) {
    byte[] longer = longer(1);
    longer[bytes.length] = byteOf(value);
    return new Key(longer);
  }

  /** This key followed by a number of 16 bits, in 3 bytes. */
  public Key u16(int value) {
    if (value < 0 || value >>> U16 != 0) {
      throw new IllegalArgumentException("expected 0 to 65535, not " + value);
    }
    return number(U16, value);
  }

  /** This key followed by a number of 32 bits, in 5 bytes. */
  public Key u32(int value) {
    return number(Integer.SIZE, Integer.toUnsignedLong(value));
  }

  /** This key followed by a number of 64 bits, in 10 bytes. */
  public Key u64(long value) {
    return number(Long.SIZE, value);
  }

  private Key number(int bits, long value) {
    byte[] longer = longer(Digits.count(bits));
    Digits.put(longer, bytes.length, bits, value);
    return new Key(longer);
  }

  /** This key followed by a field of bytes: 23 for 20, 37 for 32. */
  public Key bytes(byte[] value) {
    byte[] longer = longer(Digits.count(Byte.SIZE * value.length));
    Digits.put(longer, bytes.length, value);
    return new Key(longer);
  }

  private byte[] longer(int more) {
    return Arrays.copyOf(bytes, bytes.length + more);
  }

  /** The component's number. */
  public int prefix() {
    return bytes[0] & LOW;
  }

  /** The table's number. */
  public int tableNumber() {
    return bytes[1] & LOW;
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, which nobody changes. */
  byte[] raw() {
    return bytes;
  }

  /** Whether this key begins with {@code start}. */
  public boolean startsWith(Key start) {
    int length = start.bytes.length;
    return bytes.length >= length && Arrays.equals(bytes, 0, length, start.bytes, 0, length);
  }

  /** The first sequence after all keys that begin with this one. */
  public Key end() {
    for (int length = bytes.length; length > 0; length--) {
      if (bytes[length - 1] != (byte) 0xff) {
        byte[] next = Arrays.copyOf(bytes, length);
        next[length - 1]++;
        return new Key(next);
      }
    }
    throw new IllegalArgumentException("no key follows " + this);
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
