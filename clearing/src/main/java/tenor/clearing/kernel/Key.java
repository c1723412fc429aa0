package tenor.clearing.kernel;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of the state: component byte, table byte, then fields in big-endian order, so that byte
 * order is numeric order. Keys are compared as unsigned bytes.
 */
public final class Key implements Comparable<Key> {
  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key with these bytes, at least two. */
  public static Key of(byte[] bytes) {
    if (bytes.length < 2) {
      throw new IllegalArgumentException("a key has at least 2 bytes, not " + bytes.length);
    }
    return new Key(bytes.clone());
  }

  /** The first key of table {@code table} of component {@code prefix}: the table's own prefix. */
  public static Key table(int prefix, int table) {
    return new Key(new byte[] {(byte) prefix, (byte) table});
  }

  /** This key followed by 8 bytes. */
  public Key u64(long value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
    for (int i = 0; i < 8; i++) {
      longer[bytes.length + i] = (byte) (value >>> (56 - 8 * i));
    }
    return new Key(longer);
  }

  /** This key followed by 4 bytes. */
  public Key u32(int value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
    for (int i = 0; i < 4; i++) {
      longer[bytes.length + i] = (byte) (value >>> (24 - 8 * i));
    }
    return new Key(longer);
  }

  /** This key followed by 2 bytes. */
  public Key u16(int value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 2);
    longer[bytes.length] = (byte) (value >>> 8);
    longer[bytes.length + 1] = (byte) value;
    return new Key(longer);
  }

  /** This key followed by 1 byte. */
  public Key u8(int value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = (byte) value;
    return new Key(longer);
  }

  /** This key followed by {@code tail}. */
  public Key append(byte[] tail) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + tail.length);
    System.arraycopy(tail, 0, longer, bytes.length, tail.length);
    return new Key(longer);
  }

  /** The 8 bytes at {@code offset} as a number. */
  public long u64At(int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  /** The 4 bytes at {@code offset} as a number. */
  public int u32At(int offset) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  /** The 2 bytes at {@code offset} as a number. */
  public int u16At(int offset) {
    return u8At(offset) << 8 | u8At(offset + 1);
  }

  /** The byte at {@code offset} as a number. */
  public int u8At(int offset) {
    return bytes[offset] & 0xff;
  }

  /** The bytes from {@code from} to {@code to}, exclusive. */
  public byte[] slice(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** The component byte. */
  public int prefix() {
    return bytes[0] & 0xff;
  }

  /** The table byte. */
  public int tableByte() {
    return bytes[1] & 0xff;
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The first key after all keys that begin with this one. */
  public Key end() {
    byte[] next = bytes.clone();
    for (int i = next.length - 1; i >= 0; i--) {
      next[i]++;
      if (next[i] != 0) {
        return new Key(Arrays.copyOf(next, next.length));
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
