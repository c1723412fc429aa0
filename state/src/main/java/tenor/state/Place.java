package tenor.state;

import java.util.Arrays;

/**
 * Something of the state that a block can replace: a leaf, by its key, or a group of height 2 or
 * more, by its height and last key. As bytes: the height, 0 for a leaf, in one byte, then the key.
 */
final class Place {
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

  static boolean isLeaf(byte[] place) {
    return place[0] == 0;
  }

  /** The key of the leaf, or the last key of the group. */
  static byte[] key(byte[] place) {
    return Arrays.copyOfRange(place, 1, place.length);
  }

  /** The family that keeps what was there. */
  static Family family(byte[] place) {
    return isLeaf(place) ? Family.LEAVES : Family.GROUPS;
  }

  /** The entry there that the block at a height wrote. */
  static byte[] version(byte[] place, long height) {
    return Version.key(isLeaf(place) ? key(place) : place, height);
  }
}
