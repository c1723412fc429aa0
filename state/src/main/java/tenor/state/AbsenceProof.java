package tenor.state;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * That a component has no leaf with some key: its two neighbours in the order of keys are next to
 * each other in the tree. This holds what an ICS-23 non-existence proof needs.
 *
 * @param left the leaf with the greatest smaller key, if there is one
 * @param right the leaf with the smallest greater key, if there is one; not both may be missing
 * @param component from the component's name to the app hash
 */
public record AbsenceProof(Optional<Neighbour> left, Optional<Neighbour> right, ProofOp component) {

  /** A leaf beside the absent key, with the proof that it is in the component's tree. */
  public record Neighbour(Bytes key, Bytes value, Proof proof) {}

  /** Checks that there is a neighbour. */
  public AbsenceProof {
    if (left.isEmpty() && right.isEmpty()) {
      throw new IllegalArgumentException("an absence proof needs a neighbour");
    }
  }

  /** The root of the component's tree that this proof leads to. */
  public Bytes componentRoot() {
    return left.or(() -> right).orElseThrow().proof().root();
  }

  /** Whether this proves that component {@code name} has no {@code key} under this app hash. */
  public boolean proves(String name, byte[] key, Bytes appHash) {
    Bytes absent = Bytes.wrap(key);
    return left.stream().allMatch(n -> n.key().compareTo(absent) < 0 && holds(n))
        && right.stream().allMatch(n -> n.key().compareTo(absent) > 0 && holds(n))
        && adjacent()
        && component.key().equals(Bytes.wrap(name.getBytes(StandardCharsets.US_ASCII)))
        && component.proof().proves(component.key().raw(), componentRoot().raw(), appHash);
  }

  private boolean holds(Neighbour neighbour) {
    return neighbour
        .proof()
        .proves(neighbour.key().raw(), neighbour.value().raw(), componentRoot());
  }

  /**
   * Nothing lies between: after the paths part, left goes right all the way and right goes left.
   */
  private boolean adjacent() {
    if (left.isEmpty()) {
      return right.orElseThrow().proof().index() == 0;
    }
    Proof before = left.get().proof();
    if (right.isEmpty()) {
      return before.index() == before.total() - 1;
    }
    Proof after = right.get().proof();
    int common = 0;
    int shorter = Math.min(before.depth(), after.depth());
    while (common < shorter && bit(before, common) == bit(after, common)) {
      common++;
    }
    return common < shorter
        && rest(before, common) == (1L << (before.depth() - common - 1)) - 1
        && rest(after, common) == 1L << (after.depth() - common - 1);
  }

  private static long bit(Proof proof, int step) {
    return (proof.index() >>> (proof.depth() - step - 1)) & 1;
  }

  /** The bits of the path from {@code step} on. */
  private static long rest(Proof proof, int step) {
    return proof.index() & ((1L << (proof.depth() - step)) - 1);
  }
}
