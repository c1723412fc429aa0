package tenor.state;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorted changes to one tree: keys strictly ascending, each with its new value or none. Applying
 * them notes what was there before; each is noted by one thread.
 */
final class Edits {
  /** The version of a leaf that is not there. */
  static final long ABSENT = -1;

  /** The version of a leaf that the edit leaves as it is. */
  static final long SAME = -2;

  /**
   * A key and its new value; none deletes it.
   *
   * @param version the height of the block that wrote it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Edit(byte[] key, byte @Nullable [] value, long version) {
    /** Of a tree without a store, which keeps no versions. */
    Edit(byte[] key, byte @Nullable [] value) {
      this(key, value, 0);
    }
  }

  private final List<Edit> list;
  private final boolean written;
  private final long[] before;

  private Edits(List<Edit> list, boolean written) {
    this.list = list;
    this.written = written;
    this.before = new long[list.size()];
  }

  /** Takes over a list whose keys are strictly ascending. */
  static Edits of(List<Edit> list) {
    return new Edits(list, false);
  }

  /** Those of a list with ascending keys, by the first byte of the key. */
  static SortedMap<Integer, Edits> byPrefix(List<Edit> all) {
    return byPrefix(all, false);
  }

  /** The same of what blocks have written, also where a leaf has its old value again. */
  static SortedMap<Integer, Edits> written(List<Edit> all) {
    return byPrefix(all, true);
  }

  private static SortedMap<Integer, Edits> byPrefix(List<Edit> all, boolean written) {
    SortedMap<Integer, Edits> parts = new TreeMap<>();
    int start = 0;
    for (int i = 1; i <= all.size(); i++) {
      int prefix = prefix(all.get(start));
      if (i == all.size() || prefix(all.get(i)) != prefix) {
        parts.put(prefix, new Edits(all.subList(start, i), written));
        start = i;
      }
    }
    return parts;
  }

  private static int prefix(Edit edit) {
    return edit.key()[0] & 0xff;
  }

  int size() {
    return list.size();
  }

  byte[] key(int index) {
    return list.get(index).key();
  }

  byte @Nullable [] value(int index) {
    return list.get(index).value();
  }

  long version(int index) {
    return list.get(index).version();
  }

  /** Whether an edit leaves a leaf with this hash as it is: a block does not write it then. */
  boolean isSame(Content content, int leaf, byte[] hash) {
    return !written && content.hasHash(leaf, hash);
  }

  /** Notes what the tree had before an edit: a version, {@link #ABSENT} or {@link #SAME}. */
  void found(int index, long version) {
    before[index] = version;
  }

  /** What was noted. */
  long before(int index) {
    return before[index];
  }

  /** The first edit from {@code from} to {@code to} whose key is above {@code key}. */
  int above(byte[] key, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(key(middle), key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
