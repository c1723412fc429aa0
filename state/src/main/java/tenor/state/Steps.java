package tenor.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way from a root to a leaf: at each step the side taken and the hash of the other. */
final class Steps {
  private final List<Bytes> siblings = new ArrayList<>();
  private long index;

  void left(byte[] sibling) {
    step(0, sibling);
  }

  void right(byte[] sibling) {
    step(1, sibling);
  }

  private void step(int bit, byte[] sibling) {
    if (siblings.size() == Proof.MAX_DEPTH) {
      throw new IllegalStateException("a leaf lies deeper than " + Proof.MAX_DEPTH);
    }
    index = (index << 1) | bit;
    siblings.add(Bytes.of(sibling));
  }

  Proof toProof(byte[] leafHash) {
    List<Bytes> aunts = new ArrayList<>(siblings);
    Collections.reverse(aunts);
    return new Proof(1L << aunts.size(), index, Bytes.of(leafHash), aunts);
  }
}
