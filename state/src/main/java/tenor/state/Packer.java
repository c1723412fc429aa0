package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Makes pages of leaves that come in ascending order; a leaf of level 1 or more ends a page. */
final class Packer {
  private static final int LEAVES = 32;

  private final boolean keepsValues;
  private final List<Node> pages = new ArrayList<>();
  private int count;
  private int level;
  private byte[] hashes = new byte[LEAVES * Hashing.SIZE];
  private long[] versions = new long[LEAVES];
  private int[] ends = new int[LEAVES];
  private byte[] keys = new byte[LEAVES * 40];
  private byte[][] values = {};

  /** Whether the values stay in the pages. */
  Packer(boolean keepsValues) {
    this.keepsValues = keepsValues;
  }

  /** Adds a leaf that is on disk, whose key has this level. */
  void add(Edits.Edit leaf, int keyLevel) {
    add(leaf.key(), Objects.requireNonNull(leaf.value()), leaf.version(), keyLevel);
  }

  /** Adds a leaf whose key has this level. */
  void add(byte[] key, byte[] value, long version, int keyLevel) {
    int keysAt = reserve(1, key.length);
    Hashing.leaf(key, value, hashes, count * Hashing.SIZE);
    versions[count] = version;
    System.arraycopy(key, 0, keys, keysAt, key.length);
    ends[count] = keysAt + key.length;
    if (keepsValues) {
      values[count] = value;
    }
    added(1, keyLevel);
  }

  /** Adds leaves of another page, of which the last has this level. */
  void add(Content from, int a, int b, int lastLevel) {
    if (a == b) {
      return;
    }
    int keysAt = reserve(b - a, from.keyBytes(a, b));
    from.copy(a, b, hashes, count * Hashing.SIZE, keys, keysAt);
    int end = keysAt;
    for (int i = a; i < b; i++) {
      end += from.keyLength(i);
      versions[count + i - a] = from.version(i);
      ends[count + i - a] = end;
      if (keepsValues) {
        values[count + i - a] = from.value(i);
      }
    }
    added(b - a, lastLevel);
  }

  /** Makes room; returns where the next key begins. */
  private int reserve(int leaves, int keyBytes) {
    int keysAt = count == 0 ? 0 : ends[count - 1];
    int wanted = count + leaves;
    if (wanted > ends.length) {
      int capacity = Math.max(wanted, 2 * ends.length);
      hashes = Arrays.copyOf(hashes, Math.multiplyExact(capacity, Hashing.SIZE));
      versions = Arrays.copyOf(versions, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    if (keepsValues && wanted > values.length) {
      values = Arrays.copyOf(values, ends.length);
    }
    if (keysAt + keyBytes > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(Math.addExact(keysAt, keyBytes), 2 * keys.length));
    }
    return keysAt;
  }

  private void added(int leaves, int lastLevel) {
    count += leaves;
    level = lastLevel;
    if (level > 0) {
      end();
    }
  }

  private void end() {
    byte[][] kept = keepsValues ? Arrays.copyOf(values, count) : null;
    pages.add(Page.of(Content.pack(count, hashes, versions, ends, keys, kept), level));
    count = 0;
  }

  /** The pages of all leaves so far; the last may lack the key that ends it. */
  List<Node> finish() {
    if (count > 0) {
      end();
    }
    return pages;
  }
}
