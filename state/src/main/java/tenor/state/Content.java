package tenor.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a page holds: the keys, hashes and versions of its leaves and the inner hashes over them.
 * Immutable once it is a page's.
 *
 * <p>One array, as it also lies in {@link PageMemory}: the number of leaves, their hashes, the
 * inner hashes, their versions in 64 bits, the end of each key, the keys; other numbers are of 32
 * bits. A leaf's version is the height of the block that wrote it. A leaf counts one, so a range of
 * leaves {@code [a, b)} is split in the middle, before {@code s = ⌊(a + b) / 2⌋}; each {@code s}
 * from 1 splits exactly one range, whose hash is the inner hash {@code s - 1}.
 *
 * <p>A tree without a store keeps its values here; in a store they are elsewhere.
 */
final class Content {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int HASHES = Integer.BYTES;

  private final byte[] packed;
  private final byte @Nullable [] @Nullable [] values;
  private final int count;

  private Content(byte[] packed, byte @Nullable [] @Nullable [] values) {
    this.packed = packed;
    this.values = values;
    this.count = (int) INT.get(packed, 0);
  }

  /** Takes over the packed form of a content without values. */
  static Content of(byte[] packed) {
    return new Content(packed, null);
  }

  /** Whether an array can be the packed form of so many leaves with this hash over them. */
  static boolean isOf(byte[] packed, int leaves, byte[] root) {
    if (packed.length < keys(leaves) || (int) INT.get(packed, 0) != leaves) {
      return false;
    }
    int top = top(leaves);
    return Arrays.equals(packed, top, top + Hashing.SIZE, root, 0, Hashing.SIZE);
  }

  private static int keys(int leaves) {
    return versions(leaves) + leaves * (Long.BYTES + Integer.BYTES);
  }

  private static int versions(int leaves) {
    return HASHES + (2 * leaves - 1) * Hashing.SIZE;
  }

  private static int top(int leaves) {
    return leaves == 1 ? HASHES : HASHES + (leaves + leaves / 2 - 1) * Hashing.SIZE;
  }

  /** Packs leaves, whose hashes and keys lie one after another, and hashes them. */
  static Content pack(
      int leaves,
      byte[] hashes,
      long[] versions,
      int[] ends,
      byte[] keys,
      byte @Nullable [] @Nullable [] values) {
    int keysAt = keys(leaves);
    byte[] packed = new byte[Math.addExact(keysAt, ends[leaves - 1])];
    INT.set(packed, 0, leaves);
    System.arraycopy(hashes, 0, packed, HASHES, leaves * Hashing.SIZE);
    for (int i = 0; i < leaves; i++) {
      LONG.set(packed, versions(leaves) + i * Long.BYTES, versions[i]);
      INT.set(packed, keysAt - (leaves - i) * Integer.BYTES, ends[i]);
    }
    System.arraycopy(keys, 0, packed, keysAt, ends[leaves - 1]);
    Content content = new Content(packed, values);
    content.hash(0, leaves, null);
    return content;
  }

  /** A copy that {@link #set} may change. */
  Content copy() {
    return new Content(packed.clone(), values == null ? null : values.clone());
  }

  /**
   * Gives the leaves {@code at} other hashes, versions and, if kept, values: of a copy that nobody
   * else has. A negative place is none.
   */
  Content set(int[] at, byte[][] hashes, long[] versions, byte[][] newValues) {
    boolean[] changed = new boolean[count];
    for (int i = 0; i < at.length; i++) {
      if (at[i] < 0) {
        continue;
      }
      System.arraycopy(hashes[i], 0, packed, hashAt(at[i]), Hashing.SIZE);
      LONG.set(packed, versions(count) + at[i] * Long.BYTES, versions[i]);
      changed[at[i]] = true;
      if (values != null) {
        values[at[i]] = newValues[i];
      }
    }
    hash(0, count, changed);
    return this;
  }

  /** Hashes a range; where flags are given, only what lies above a changed leaf. */
  private void hash(int a, int b, boolean @Nullable [] changed) {
    if (b - a < 2 || (changed != null && !anyTrue(changed, a, b))) {
      return;
    }
    int split = (a + b) >>> 1;
    hash(a, split, changed);
    hash(split, b, changed);
    Hashing.inner(packed, rangeAt(a, split), packed, rangeAt(split, b), packed, rangeAt(a, b));
  }

  private static boolean anyTrue(boolean[] flags, int a, int b) {
    for (int i = a; i < b; i++) {
      if (flags[i]) {
        return true;
      }
    }
    return false;
  }

  private static int hashAt(int leaf) {
    return HASHES + leaf * Hashing.SIZE;
  }

  /** Where the hash of a range is. */
  private int rangeAt(int a, int b) {
    return b - a == 1 ? hashAt(a) : HASHES + (count + ((a + b) >>> 1) - 1) * Hashing.SIZE;
  }

  /** The array itself, for reading only. */
  byte[] packed() {
    return packed;
  }

  /** The number of leaves. */
  int count() {
    return count;
  }

  /** A copy of the hash over all leaves. */
  byte[] root() {
    int top = rangeAt(0, count);
    return Arrays.copyOfRange(packed, top, top + Hashing.SIZE);
  }

  /** A copy of the hash of a leaf. */
  byte[] leafHash(int leaf) {
    return Arrays.copyOfRange(packed, hashAt(leaf), hashAt(leaf + 1));
  }

  /** Whether a leaf has this hash. */
  boolean hasHash(int leaf, byte[] hash) {
    return Arrays.equals(packed, hashAt(leaf), hashAt(leaf + 1), hash, 0, Hashing.SIZE);
  }

  /** The height of the block that wrote a leaf. */
  long version(int leaf) {
    return (long) LONG.get(packed, versions(count) + leaf * Long.BYTES);
  }

  private int keyFrom(int leaf) {
    return leaf == 0 ? keys(count) : keyTo(leaf - 1);
  }

  private int keyTo(int leaf) {
    int keys = keys(count);
    return keys + (int) INT.get(packed, keys - (count - leaf) * Integer.BYTES);
  }

  /** A copy of a key. */
  byte[] key(int leaf) {
    return Arrays.copyOfRange(packed, keyFrom(leaf), keyTo(leaf));
  }

  /** The length of a key in bytes. */
  int keyLength(int leaf) {
    return keyTo(leaf) - keyFrom(leaf);
  }

  /** The order of a leaf's key and another key. */
  int compare(int leaf, byte[] key) {
    return Arrays.compareUnsigned(packed, keyFrom(leaf), keyTo(leaf), key, 0, key.length);
  }

  /** Whether a leaf, which may be after the last, is there and has this key. */
  boolean isAt(int leaf, byte[] key) {
    return leaf < count && compare(leaf, key) == 0;
  }

  /** The first leaf at or after {@code from} whose key is at least {@code key}. */
  int find(byte[] key, int from) {
    int low = from;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The value of a leaf, for reading only, where it is kept here. */
  byte[] value(int leaf) {
    byte[] value = values == null ? null : values[leaf];
    if (value == null) {
      throw new IllegalStateException("the values are not in the tree");
    }
    return value;
  }

  /** Appends to {@code path} the steps from the top of the page down to a leaf. */
  void path(int leaf, Steps path) {
    int a = 0;
    int b = count;
    while (b - a > 1) {
      int split = (a + b) >>> 1;
      int at = leaf < split ? rangeAt(split, b) : rangeAt(a, split);
      byte[] sibling = Arrays.copyOfRange(packed, at, at + Hashing.SIZE);
      if (leaf < split) {
        path.left(sibling);
        b = split;
      } else {
        path.right(sibling);
        a = split;
      }
    }
  }

  /** Copies the hashes and the keys of leaves {@code a} to before {@code b}. */
  void copy(int a, int b, byte[] hashes, int hashesAt, byte[] keys, int keysAt) {
    System.arraycopy(packed, hashAt(a), hashes, hashesAt, (b - a) * Hashing.SIZE);
    System.arraycopy(packed, keyFrom(a), keys, keysAt, keyTo(b - 1) - keyFrom(a));
  }

  /** The bytes of the keys of leaves {@code a} to before {@code b}. */
  int keyBytes(int a, int b) {
    return keyTo(b - 1) - keyFrom(a);
  }
}
