package tenor.state;

import java.util.Arrays;

/**
 * Writes to make together, built in RocksDB's own serialised form, so that a block crosses into
 * native code once and not once per key.
 *
 * <p>The form: 8 bytes that RocksDB fills in, the number of entries in 4 little-endian bytes, and
 * for each entry a tag, the number of its family unless that is the default one, the key and, if it
 * is a put, the value; numbers and lengths are unsigned varints. A test compares the effect with
 * that of the ordinary calls.
 */
final class Batch {
  private static final int HEADER = 12;
  private static final int COUNT_AT = 8;
  private static final byte DELETE = 0x04;
  private static final byte PUT = 0x05;
  private static final byte DELETE_RANGE = 0x0e;

  /** What these tags are above those for the default family, which is not named. */
  private static final int OF_FAMILY = 0x04;

  private byte[] bytes;
  private int size = HEADER;
  private int count;

  Batch() {
    this(4096);
  }

  /** With room for so many bytes, which is the better the nearer it is. */
  Batch(int expected) {
    this.bytes = new byte[Math.max(expected, HEADER)];
  }

  Batch put(Family family, byte[] key, byte[] value) {
    begin(PUT, family, key.length + value.length);
    add(key);
    add(value);
    return this;
  }

  Batch delete(Family family, byte[] key) {
    begin(DELETE, family, key.length);
    add(key);
    return this;
  }

  /** Deletes the keys from {@code from} to before {@code to}. */
  Batch deleteRange(Family family, byte[] from, byte[] to) {
    if (family == Family.META) {
      throw new IllegalArgumentException("ranges of the default family are never deleted");
    }
    begin(DELETE_RANGE, family, from.length + to.length);
    add(from);
    add(to);
    return this;
  }

  private void begin(byte tag, Family family, int content) {
    int needed = size + content + 2 + 2 * Numbers.MAX_VARINT;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    if (family == Family.META) {
      bytes[size++] = (byte) (tag - OF_FAMILY);
    } else {
      bytes[size++] = tag;
      bytes[size++] = (byte) family.number();
    }
    count++;
  }

  private void add(byte[] part) {
    size = Numbers.putVarint(bytes, size, part.length);
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  /** The number of puts and deletes. */
  int count() {
    return count;
  }

  /** The size of the serialised form in bytes. */
  int size() {
    return size;
  }

  byte[] toBytes() {
    byte[] whole = Arrays.copyOf(bytes, size);
    for (int i = 0; i < Integer.BYTES; i++) {
      whole[COUNT_AT + i] = (byte) (count >>> (8 * i));
    }
    return whole;
  }
}
