package tenor.state;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive items of the height below, hashed as a binary tree that is balanced by the
 * number of leaves.
 *
 * <p>A range of items {@code [a, b)} is split before item {@code s}, the place where the leaves on
 * the left are nearest half of the range's, the smaller of two equally near. Each {@code s} from 1
 * to {@code items - 1} splits exactly one range, so the inner hashes lie in one array by {@code s},
 * and the hashes under a range {@code [a, b)} lie together at {@code a … b - 2}.
 *
 * <p>Where the items have the same leaf counts as those of the group it replaces, only ranges with
 * a changed item are hashed again.
 */
final class Group extends Node {
  private final Node[] items;
  private final @Nullable Loading loading;
  private final int height;
  private final int leaves;
  private final byte[] inner;
  private final byte[] depths;
  private final byte[] hash;
  private final int depth;

  private Group(int height, Node[] items, @Nullable Group replaced) {
    super(items[items.length - 1].last, items[items.length - 1].lastLevel);
    this.items = items;
    this.loading = null;
    this.height = height;
    this.leaves = Arrays.stream(items).mapToInt(Node::leaves).reduce(0, Math::addExact);
    Group old = replaced == null ? null : replaced.whole();
    Group same = old != null && sameLeafCounts(old) ? old : null;
    this.inner = same != null ? same.inner.clone() : new byte[(items.length - 1) * Hashing.SIZE];
    this.depths = same != null ? same.depths.clone() : new byte[items.length - 1];
    if (items.length == 1) {
      this.hash = items[0].hash();
      this.depth = items[0].depth();
    } else {
      int top = hashRange(0, items.length, sums(), changed(same));
      this.hash = Arrays.copyOfRange(inner, (top - 1) * Hashing.SIZE, top * Hashing.SIZE);
      this.depth = depths[top - 1];
    }
  }

  /** A group of these items, which are at least one, in ascending order and of height − 1. */
  static Group of(int height, Collection<Node> items, @Nullable Group replaced) {
    return new Group(height, items.toArray(new Node[0]), replaced);
  }

  private Group(int height, Source.Stub stub, Loading loading) {
    super(stub.last(), Hashing.level(stub.last()));
    this.items = new Node[0];
    this.loading = loading;
    this.height = height;
    this.leaves = stub.leaves();
    this.inner = new byte[0];
    this.depths = new byte[0];
    this.hash = stub.hash();
    this.depth = stub.depth();
  }

  /** A group of a state of the past, whose items are read when they are looked at. */
  static Group past(int height, Source.Stub stub, byte @Nullable [] above, Source source) {
    return new Group(height, stub, new Loading(height, stub, above, source));
  }

  /** Whether it belongs to a state of the past, and its items to the disk. */
  boolean isPast() {
    return loading != null;
  }

  /** This group with its items. */
  private Group whole() {
    return loading == null ? this : loading.group();
  }

  @Override
  int height() {
    return height;
  }

  @Override
  int leaves() {
    return leaves;
  }

  @Override
  int depth() {
    return depth;
  }

  @Override
  byte[] hash() {
    return hash;
  }

  int size() {
    return whole().items.length;
  }

  Node item(int index) {
    return whole().items[index];
  }

  List<Node> items() {
    return Arrays.asList(whole().items);
  }

  /** The first item at or after {@code from} whose greatest key is at least {@code key}. */
  int find(byte[] key, int from) {
    Node[] all = whole().items;
    int low = from;
    int high = all.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(all[middle].last, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean[] changed(@Nullable Group from) {
    boolean[] changed = new boolean[items.length];
    for (int i = 0; i < items.length; i++) {
      changed[i] = from == null || items[i] != from.items[i];
    }
    return changed;
  }

  private boolean sameLeafCounts(Group old) {
    if (old.items.length != items.length) {
      return false;
    }
    for (int i = 0; i < items.length; i++) {
      if (old.items[i].leaves() != items[i].leaves()) {
        return false;
      }
    }
    return true;
  }

  /** Hashes a range of at least two items where it holds a changed one; returns its split. */
  private int hashRange(int a, int b, int[] sums, boolean[] changed) {
    int split = split(sums, a, b);
    if (!anyTrue(changed, a, b)) {
      return split;
    }
    int left = split - a > 1 ? hashRange(a, split, sums, changed) : 0;
    int right = b - split > 1 ? hashRange(split, b, sums, changed) : 0;
    Hashing.inner(array(a, left), at(left), array(split, right), at(right), inner, at(split));
    int below = Math.max(depthOf(a, left), depthOf(split, right));
    depths[split - 1] = (byte) Math.min(below + 1, Byte.MAX_VALUE);
    return split;
  }

  private static boolean anyTrue(boolean[] flags, int a, int b) {
    for (int i = a; i < b; i++) {
      if (flags[i]) {
        return true;
      }
    }
    return false;
  }

  /** Where the hash of the range split at {@code split} is, or of the single item if that is 0. */
  private byte[] array(int item, int split) {
    return split == 0 ? items[item].hash() : inner;
  }

  private static int at(int split) {
    return split == 0 ? 0 : (split - 1) * Hashing.SIZE;
  }

  private int depthOf(int item, int split) {
    return split == 0 ? items[item].depth() : depths[split - 1];
  }

  /** {@code sums[i]}: the leaves of the first {@code i} items. */
  int[] sums() {
    Node[] all = whole().items;
    int[] sums = new int[all.length + 1];
    for (int i = 0; i < all.length; i++) {
      sums[i + 1] = sums[i] + all[i].leaves();
    }
    return sums;
  }

  /** The first item of the right part of {@code [a, b)}, which has at least two items. */
  static int split(int[] sums, int a, int b) {
    long total = (long) sums[a] + sums[b];
    int low = a + 1;
    int high = b - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (2L * sums[middle] < total) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // low is the first proper split with at least half on the left, or the last one there is
    if (low > a + 1 && total - 2L * sums[low - 1] <= Math.abs(2L * sums[low] - total)) {
      return low - 1;
    }
    return low;
  }

  /** Appends to {@code path} the steps from this group's top down to item {@code index}. */
  void path(int index, Steps path) {
    whole().pathOfItem(index, path);
  }

  private void pathOfItem(int index, Steps path) {
    int[] sums = sums();
    int a = 0;
    int b = items.length;
    while (b - a > 1) {
      int split = split(sums, a, b);
      if (index < split) {
        path.left(rangeHash(sums, split, b));
        b = split;
      } else {
        path.right(rangeHash(sums, a, split));
        a = split;
      }
    }
  }

  private byte[] rangeHash(int[] sums, int a, int b) {
    if (b - a == 1) {
      return items[a].hash();
    }
    int split = split(sums, a, b);
    return Arrays.copyOfRange(inner, (split - 1) * Hashing.SIZE, split * Hashing.SIZE);
  }
}
