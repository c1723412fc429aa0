package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block changes: keys with the version before and the leaf after, ascending. Immutable. */
final class Deltas {
  /** No change. */
  static final Deltas NONE = new Deltas(List.of());

  /**
   * A changed key.
   *
   * @param before the height of the block that wrote what is replaced, or {@link Edits#ABSENT}
   * @param after the leaf; null if it is deleted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Delta(byte[] key, long before, @Nullable Leaf after) {
    byte @Nullable [] value() {
      return after == null ? null : after.rawValue();
    }
  }

  private final List<Delta> sorted;

  private Deltas(List<Delta> sorted) {
    this.sorted = sorted;
  }

  /** Takes over a list whose keys are strictly ascending. */
  static Deltas of(List<Delta> sorted) {
    return new Deltas(sorted);
  }

  int size() {
    return sorted.size();
  }

  List<Delta> list() {
    return sorted;
  }

  /** The change of a key, if it is changed. */
  @Nullable Delta find(byte[] key) {
    int at = firstFrom(key);
    return at < sorted.size() && Arrays.equals(sorted.get(at).key(), key) ? sorted.get(at) : null;
  }

  private int firstFrom(byte[] key) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(sorted.get(middle).key(), key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The leaves of a source with these changes made by the block at a height. */
  Source over(Source source, long height) {
    return sorted.isEmpty() ? source : new Changed(source, height);
  }

  private final class Changed implements Source {
    private final Source source;
    private final long height;

    Changed(Source source, long height) {
      this.source = source;
      this.height = height;
    }

    @Override
    public List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo) {
      byte[] from = above == null ? new byte[] {upTo[0]} : Successor.of(above);
      int at = firstFrom(from);
      int end = firstFrom(Successor.of(upTo));
      List<Edits.Edit> merged = new ArrayList<>();
      for (Edits.Edit edit : source.range(above, upTo)) {
        for (; at < end && compare(at, edit) < 0; at++) {
          add(sorted.get(at), merged);
        }
        if (at == end || compare(at, edit) != 0) {
          merged.add(edit);
        }
      }
      sorted.subList(at, end).forEach(delta -> add(delta, merged));
      return merged;
    }

    private int compare(int at, Edits.Edit edit) {
      return Arrays.compareUnsigned(sorted.get(at).key(), edit.key());
    }

    private void add(Delta delta, List<Edits.Edit> merged) {
      byte[] value = delta.value();
      if (value != null) {
        merged.add(new Edits.Edit(delta.key(), value, height));
      }
    }
  }
}
