package tenor.state;

/**
 * Where a leaf lies in a tree.
 *
 * @param depth the number of steps from the root, 0 to {@link Proof#MAX_DEPTH}
 * @param index the steps as bits, the first the most significant; 1 is right
 */
record TreePath(int depth, long index) {
  /** Checks the ranges. */
  TreePath {
    if (depth < 0 || depth > Proof.MAX_DEPTH || index < 0 || index >= 1L << depth) {
      throw new IllegalArgumentException("no path has depth " + depth + " and index " + index);
    }
  }

  static TreePath of(Proof proof) {
    return new TreePath(proof.depth(), proof.index());
  }

  /** Whether no leaf of the tree lies before it. */
  boolean isFirst() {
    return index == 0;
  }

  /** Whether no leaf of the tree lies after it. */
  boolean isLast() {
    return index == (1L << depth) - 1;
  }

  /**
   * Whether no leaf lies between this one and a later one of the same tree: after their paths part,
   * this one goes right at every step and the other left.
   */
  boolean isNextBefore(TreePath other) {
    int common = 0;
    int shorter = Math.min(depth, other.depth);
    while (common < shorter && bit(common) == other.bit(common)) {
      common++;
    }
    return common < shorter
        && rest(common) == (1L << (depth - common - 1)) - 1
        && other.rest(common) == 1L << (other.depth - common - 1);
  }

  private long bit(int step) {
    return (index >>> (depth - step - 1)) & 1;
  }

  private long rest(int step) {
    return index & ((1L << (depth - step)) - 1);
  }
}
