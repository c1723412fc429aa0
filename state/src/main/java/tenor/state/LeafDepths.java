package tenor.state;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The depths of a tree's leaves in their order, from some leaf on. They say the tree's whole binary
 * shape; only leaf counts are looked at, so no leaf is read.
 */
final class LeafDepths {
  /** Items {@code a} to before {@code b} of a group, hashed to one node at a depth. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Range(Group group, int[] sums, int a, int b, int depth) {}

  private final Deque<Range> right = new ArrayDeque<>();
  private int depth;
  private boolean ended;

  private LeafDepths() {}

  /** Of all leaves of the tree with this top. */
  static LeafDepths of(Node top) {
    LeafDepths depths = new LeafDepths();
    if (top instanceof Group group) {
      depths.descend(whole(group, 0), 0, 0);
    }
    return depths;
  }

  /** From a leaf, given by its proof in the tree with this top, on. */
  static LeafDepths from(Node top, Proof first) {
    LeafDepths depths = new LeafDepths();
    if (top instanceof Group group) {
      depths.descend(whole(group, 0), first.index(), first.depth());
    }
    return depths;
  }

  private static Range whole(Group group, int depth) {
    int[] sums = group.sums();
    return new Range(group, sums, 0, group.size(), depth);
  }

  /** The depth of the leaf that is next. Calls beyond the last leaf are refused. */
  int next() {
    if (ended) {
      throw new IllegalStateException("the tree has no more leaves");
    }
    int found = depth;
    if (right.isEmpty()) {
      ended = true;
    } else {
      descend(right.pop(), 0, 0);
    }
    return found;
  }

  /** Goes down by the lowest {@code steps} bits of a path, and left below it. */
  private void descend(Range from, long path, int steps) {
    Range range = from;
    while (true) {
      if (range.b() - range.a() == 1) {
        if (!(range.group().item(range.a()) instanceof Group group)) {
          depth = range.depth();
          return;
        }
        range = whole(group, range.depth());
        continue;
      }
      int split = Group.split(range.sums(), range.a(), range.b());
      int below = range.depth() + 1;
      Range left = new Range(range.group(), range.sums(), range.a(), split, below);
      Range other = new Range(range.group(), range.sums(), split, range.b(), below);
      if (below <= steps && ((path >>> (steps - below)) & 1) == 1) {
        range = other;
      } else {
        right.push(other);
        range = left;
      }
    }
  }
}
