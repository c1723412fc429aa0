package tenor.state;

import java.io.ByteArrayOutputStream;

/**
 * The shape of a binary tree as bits, its nodes in pre-order: 1 for an inner node, 0 for an end.
 * The first bit is the most significant of the first byte; the last byte is filled with zeros.
 */
final class ShapeBits {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int open;
  private int count;
  // Where the next node is: its depth, and the path to it.
  private int depth;
  private long path;
  private boolean begun;

  /** Adds the end that is next in order, which lies at a depth. */
  void end(int endDepth) {
    if (begun) {
      while ((path & 1) == 1) {
        path >>>= 1;
        depth--;
      }
      path |= 1;
    }
    begun = true;
    for (; depth < endDepth; depth++) {
      path <<= 1;
      bit(1);
    }
    bit(0);
  }

  private void bit(int bit) {
    open = open << 1 | bit;
    if (++count % Byte.SIZE == 0) {
      out.write(open);
      open = 0;
    }
  }

  /** All bits. */
  Bytes toBytes() {
    int rest = count % Byte.SIZE;
    if (rest > 0) {
      out.write(open << (Byte.SIZE - rest));
    }
    open = 0;
    count = 0;
    return Bytes.wrap(out.toByteArray());
  }

  /** The bytes of a tree with so many ends. */
  static int size(int ends) {
    return Math.ceilDiv(2 * ends - 1, Byte.SIZE);
  }
}
