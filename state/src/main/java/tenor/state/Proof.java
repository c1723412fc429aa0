package tenor.state;

import java.util.List;

/**
 * That a leaf is in a tree, in the form of CometBFT's {@code crypto.Proof}.
 *
 * @param total 2 to the power of the leaf's depth; it only steers the verifier
 * @param index the path from the root as bits, the first step the most significant; 1 is right
 * @param leafHash the hash of the leaf, 32 bytes
 * @param aunts the other child's hash at every step, from the leaf upward; 0 to 62 of 32 bytes
 */
public record Proof(long total, long index, Bytes leafHash, List<Bytes> aunts) {
  /** The greatest depth of a leaf: CometBFT's total is a signed 64-bit number. */
  public static final int MAX_DEPTH = 62;

  /** Checks the form of every part. */
  public Proof {
    aunts = List.copyOf(aunts);
    require(aunts.size() <= MAX_DEPTH, "at most " + MAX_DEPTH + " aunts");
    require(total == 1L << aunts.size(), "total must be 2 to the power of the number of aunts");
    require(index >= 0 && index < total, "index must be from 0 to total - 1");
    require(leafHash.size() == Hashing.SIZE, "the leaf hash must have 32 bytes");
    require(aunts.stream().allMatch(a -> a.size() == Hashing.SIZE), "aunts must have 32 bytes");
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("malformed proof: " + rule);
    }
  }

  /** The number of steps between the root and the leaf. */
  public int depth() {
    return aunts.size();
  }

  /** The hash of the leaf with this key and value. */
  public static Bytes leafHash(Bytes key, Bytes value) {
    return Bytes.wrap(Hashing.leaf(key.raw(), value.raw()));
  }

  /** The root that this proof leads to. */
  public Bytes root() {
    byte[] hash = leafHash.raw();
    for (int i = 0; i < aunts.size(); i++) {
      byte[] aunt = aunts.get(i).raw();
      boolean right = ((index >>> i) & 1) == 1;
      hash = right ? Hashing.inner(aunt, hash) : Hashing.inner(hash, aunt);
    }
    return Bytes.of(hash);
  }

  /** Whether this proves that {@code key} has {@code value} in the tree with this root. */
  public boolean proves(byte[] key, byte[] value, Bytes root) {
    return value.length > 0
        && leafHash.equals(Bytes.wrap(Hashing.leaf(key, value)))
        && root.equals(root());
  }
}
