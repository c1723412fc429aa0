package tenor.state;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The depths of a tree's leaves in their order, from some leaf on. They say the tree's whole binary
 * shape; only leaf counts are looked at, so no leaf is read.
 */
final class LeafDepths {
  /** Items {@code a} to before {@code b} of a group, or leaves of a page, hashed to one node. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Range(Node node, int[] sums, int a, int b, int depth) {
    int split() {
      return node instanceof Page ? (a + b) >>> 1 : Group.split(sums, a, b);
    }

    Range part(int from, int to) {
      return new Range(node, sums, from, to, depth + 1);
    }
  }

  private static final int[] NONE = {};

  private final Deque<Range> right = new ArrayDeque<>();
  private int depth;
  private boolean ended;

  private LeafDepths() {}

  /** Of all leaves of the tree with this top. */
  static LeafDepths of(Node top) {
    LeafDepths depths = new LeafDepths();
    depths.descend(whole(top, 0), 0, 0);
    return depths;
  }

  /** From a leaf, given by its proof in the tree with this top, on. */
  static LeafDepths from(Node top, Proof first) {
    LeafDepths depths = new LeafDepths();
    depths.descend(whole(top, 0), first.index(), first.depth());
    return depths;
  }

  private static Range whole(Node node, int depth) {
    return switch (node) {
      case Group group -> new Range(group, group.sums(), 0, group.size(), depth);
      case Page page -> new Range(page, NONE, 0, page.leaves(), depth);
    };
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
        if (!(range.node() instanceof Group group)) {
          depth = range.depth();
          return;
        }
        range = whole(group.item(range.a()), range.depth());
        continue;
      }
      int split = range.split();
      int below = range.depth() + 1;
      Range left = range.part(range.a(), split);
      Range other = range.part(split, range.b());
      if (below <= steps && ((path >>> (steps - below)) & 1) == 1) {
        range = other;
      } else {
        right.push(other);
        range = left;
      }
    }
  }
}
