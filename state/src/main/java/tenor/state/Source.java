package tenor.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of the state at one height, as they are on disk; for any number of threads, also while
 * blocks are committed.
 *
 * <p>Every method throws {@link StoreException}: {@code NOT_RETAINED} if the height is no longer
 * kept, {@code CLOSED}, {@code CORRUPT} or {@code IO}. What is returned belongs to the caller.
 */
interface Source {
  /** A run of items of the tree, known by its hash. */
  @SuppressWarnings("ArrayRecordComponent")
  record Stub(byte[] last, int leaves, int depth, byte[] hash) {}

  /** The sources of a store by height. */
  @FunctionalInterface
  interface Sources {
    /** The state at a height that is, or was lately, the current one, or is retained. */
    Source at(long height);
  }

  /**
   * The leaves with {@code above < key ≤ upTo} in ascending order, none of them without a value.
   *
   * @param above null: from the first key that begins with the first byte of {@code upTo}
   */
  List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo);

  /**
   * The groups of a height of at least 2 whose last key is in the range, in ascending order; null
   * if this source does not keep them, then they are made from the leaves.
   */
  default @Nullable List<Stub> groups(int height, byte @Nullable [] above, byte[] upTo) {
    return null;
  }
}
