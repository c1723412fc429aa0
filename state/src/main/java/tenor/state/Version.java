package tenor.state;

import java.util.Arrays;

/**
 * Keys of what has a version for each block that wrote it: a plain key, escaped, and the height of
 * the block with all bits turned, so that of one plain key the newest comes first.
 *
 * <p>Escaped, a byte 0 is {@code 01 01}, a byte 1 is {@code 01 02}, and {@code 00} ends the key.
 * That keeps the order of plain keys, and none begins another. An entry without a value says that
 * from this height on there is nothing.
 */
final class Version {
  private static final int TAIL = 1 + Long.BYTES;
  private static final byte END = 0;
  private static final byte ESCAPE = 1;

  private Version() {}

  /** The entry that a block at a height writes. */
  static byte[] key(byte[] plain, long height) {
    byte[] key = escaped(plain, TAIL);
    putHeight(key, height);
    return key;
  }

  /** The same plain key with another height. */
  static byte[] withHeight(byte[] key, long height) {
    byte[] other = key.clone();
    putHeight(other, height);
    return other;
  }

  private static void putHeight(byte[] key, long height) {
    System.arraycopy(Numbers.bytes(~height), 0, key, key.length - Long.BYTES, Long.BYTES);
  }

  /** Not above any entry whose plain key begins with this. */
  static byte[] from(byte[] plain) {
    return escaped(plain, 0);
  }

  /** Above every entry of this plain key, and not above any of a greater one. */
  static byte[] after(byte[] plain) {
    byte[] key = escaped(plain, 1);
    key[key.length - 1] = ESCAPE;
    return key;
  }

  private static byte[] escaped(byte[] plain, int more) {
    int length = plain.length;
    for (byte b : plain) {
      length += b == END || b == ESCAPE ? 1 : 0;
    }
    byte[] key = new byte[length + more];
    int at = 0;
    for (byte b : plain) {
      if (b == END || b == ESCAPE) {
        key[at++] = ESCAPE;
        key[at++] = (byte) (b + 1);
      } else {
        key[at++] = b;
      }
    }
    return key;
  }

  /** Whether this has the form of a key; the bound of a range that was removed has not. */
  static boolean isKey(byte[] key) {
    return key.length > TAIL && key[key.length - TAIL] == END;
  }

  /** The height of an entry. */
  static long height(byte[] key) {
    return ~Numbers.number(key, key.length - Long.BYTES);
  }

  /** Above every entry of this one's plain key, and not above any of a greater one. */
  static byte[] afterAll(byte[] key) {
    byte[] after = Arrays.copyOf(key, key.length - Long.BYTES);
    after[after.length - 1] = ESCAPE;
    return after;
  }

  /** The plain key of an entry. */
  static byte[] plain(byte[] key) {
    byte[] plain = new byte[key.length - TAIL];
    int size = 0;
    for (int at = 0; at < key.length - TAIL; at++) {
      plain[size++] = key[at] == ESCAPE ? (byte) (key[++at] - 1) : key[at];
    }
    return size == plain.length ? plain : Arrays.copyOf(plain, size);
  }

  /** Whether two entries are of one plain key. */
  static boolean isSame(byte[] key, byte[] other) {
    return key.length == other.length
        && Arrays.equals(key, 0, key.length - Long.BYTES, other, 0, key.length - Long.BYTES);
  }
}
