package tenor.state;

import java.util.Arrays;

/**
 * Something of the state that a block can replace: a leaf, by its key, or a group of height 2 or
 * more, by its height and last key. As bytes: the height in one byte, then the key.
 *
 * <p>In the index a place is followed by a height, so there it is escaped: a zero byte becomes
 * {@code 00 ff}, and {@code 00 00} ends it. That keeps the order of places and no place begins
 * another.
 */
final class Place {
  private static final byte ESCAPED_ZERO = (byte) 0xff;

  private Place() {}

  static byte[] leaf(byte[] key) {
    return of(0, key);
  }

  static byte[] of(int height, byte[] last) {
    byte[] place = new byte[1 + last.length];
    place[0] = (byte) height;
    System.arraycopy(last, 0, place, 1, last.length);
    return place;
  }

  static int height(byte[] place) {
    return place[0];
  }

  static boolean isLeaf(byte[] place) {
    return place[0] == 0;
  }

  /** The key of the leaf, or the last key of the group. */
  static byte[] key(byte[] place) {
    return Arrays.copyOfRange(place, 1, place.length);
  }

  /** The entry of the index that says that a block replaced something. */
  static byte[] indexKey(byte[] place, long height) {
    int zeros = 0;
    for (byte b : place) {
      zeros += b == 0 ? 1 : 0;
    }
    byte[] key = new byte[place.length + zeros + 2 + Long.BYTES];
    int at = 0;
    for (byte b : place) {
      key[at++] = b;
      if (b == 0) {
        key[at++] = ESCAPED_ZERO;
      }
    }
    System.arraycopy(Numbers.bytes(height), 0, key, at + 2, Long.BYTES);
    return key;
  }

  /** The height in an entry of the index. */
  static long indexedHeight(byte[] indexKey) {
    return Numbers.number(indexKey, indexKey.length - Long.BYTES);
  }

  /** The place in an entry of the index. */
  static byte[] indexedPlace(byte[] indexKey) {
    byte[] place = new byte[indexKey.length];
    int size = 0;
    for (int at = 0; at < indexKey.length - Long.BYTES - 2; at++) {
      place[size++] = indexKey[at];
      if (indexKey[at] == 0) {
        at++;
      }
    }
    return Arrays.copyOf(place, size);
  }

  /** The entry of the same place and another height. */
  static byte[] withHeight(byte[] indexKey, long height) {
    byte[] key = indexKey.clone();
    System.arraycopy(Numbers.bytes(height), 0, key, key.length - Long.BYTES, Long.BYTES);
    return key;
  }

  /** Whether two entries of the index are of one place. */
  static boolean samePlace(byte[] indexKey, byte[] other) {
    return indexKey.length == other.length
        && Arrays.equals(
            indexKey, 0, indexKey.length - Long.BYTES, other, 0, other.length - Long.BYTES);
  }
}
