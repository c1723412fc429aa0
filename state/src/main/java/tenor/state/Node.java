package tenor.state;

/**
 * An item of the tree: a page of leaves (height 1) or a group of items of the height below.
 * Immutable but for where a page's content is.
 */
abstract sealed class Node permits Page, Group {
  /** The greatest key under this node. */
  final byte[] last;

  /** The level of {@link #last}. */
  final int lastLevel;

  Node(byte[] last, int lastLevel) {
    this.last = last;
    this.lastLevel = lastLevel;
  }

  /** The level of the groups it is one of, at least 1. */
  abstract int height();

  /** The number of leaves, at least 1. */
  abstract int leaves();

  /** The hash, which must not be changed. */
  abstract byte[] hash();

  /** The greatest number of inner hashes between this node and one of its leaves. */
  abstract int depth();

  /** Whether the next item of this height belongs to the same group, so this one is not whole. */
  final boolean isOpen() {
    return lastLevel < height();
  }
}
