package tenor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * That some leaves are a run of one tree: they are in it, in this order, with nothing between them.
 *
 * <p>The tree's inner nodes above the run end in its leaves and, only before the first and only
 * after the last of these, in whole subtrees outside, of which the proof holds the hashes. Whoever
 * rebuilds the root from the leaves' own hashes has seen every leaf from the first to the last: a
 * hash of something outside has no place between them.
 *
 * @param before the hashes of the greatest subtrees before the run, from left to right; at most 62
 * @param after those after it, from left to right; at most 62
 * @param shape {@link ShapeBits} of the tree down to the leaves of the run and those subtrees
 */
record RangeProof(List<Bytes> before, List<Bytes> after, Bytes shape) {
  /** Checks the form of every part. */
  RangeProof {
    before = List.copyOf(before);
    after = List.copyOf(after);
    require(before.size() <= Proof.MAX_DEPTH && after.size() <= Proof.MAX_DEPTH, "at most 62 side");
    require(before.stream().allMatch(h -> h.size() == Hashing.SIZE), "hashes must have 32 bytes");
    require(after.stream().allMatch(h -> h.size() == Hashing.SIZE), "hashes must have 32 bytes");
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("malformed range proof: " + rule);
    }
  }

  /**
   * What a proof says of its leaves.
   *
   * @param root the root of the tree they are a run of
   * @param first where the first leaf lies
   * @param last where the last leaf lies
   */
  record Span(Bytes root, TreePath first, TreePath last) {}

  /**
   * The proof of the leaves from one to another, both of which the tree has.
   *
   * @throws IllegalArgumentException if a key is absent or the first is above the last
   */
  static RangeProof of(Tree tree, byte[] firstKey, byte[] lastKey) {
    Proof first = tree.prove(firstKey).orElseThrow(() -> absent(firstKey));
    Proof last = tree.prove(lastKey).orElseThrow(() -> absent(lastKey));
    LeafDepths depths = LeafDepths.from(tree.top(), first);
    ShapeBits shape = new ShapeBits();
    outside(first, 1).forEach(shape::end);
    int ends = 0;
    for (var leaves = tree.scan(firstKey, Successor.of(lastKey)); leaves.hasNext(); ends++) {
      Leaf _ = leaves.next();
      shape.end(depths.next());
    }
    require(ends > 0, "the first key is above the last");
    return close(first, last, shape);
  }

  /** The proof of a run whose own ends are in {@code shape} after those before it. */
  static RangeProof close(Proof first, Proof last, ShapeBits shape) {
    outside(last, 0).reversed().forEach(shape::end);
    return new RangeProof(hashes(first, 1), hashes(last, 0).reversed(), shape.toBytes());
  }

  private static IllegalArgumentException absent(byte[] key) {
    return new IllegalArgumentException("there is no key " + Bytes.wrap(key));
  }

  /** The depths of the subtrees beside a path where it takes a side, from the root down. */
  static List<Integer> outside(Proof proof, int side) {
    List<Integer> depths = new ArrayList<>();
    for (int step = 1; step <= proof.depth(); step++) {
      if (((proof.index() >>> (proof.depth() - step)) & 1) == side) {
        depths.add(step);
      }
    }
    return depths;
  }

  private static List<Bytes> hashes(Proof proof, int side) {
    return outside(proof, side).stream()
        .map(step -> proof.aunts().get(proof.depth() - step))
        .toList();
  }

  /**
   * What this proves of leaves with these hashes; nothing if it does not fit them.
   *
   * @param count the number of leaves, at least 1
   * @param hash the hash of each, computed from key and value by whoever verifies
   */
  Optional<Span> span(int count, IntFunction<Bytes> hash) {
    return Optional.ofNullable(new Check(count, hash).run());
  }

  /** Reads the shape and rebuilds the root. */
  private final class Check {
    private final int count;
    private final IntFunction<Bytes> hash;
    private final List<byte[]> done = new ArrayList<>();
    private final List<Boolean> inside = new ArrayList<>();
    private int ends;
    private int bits;
    private int depth;
    private long path;
    private @Nullable TreePath first;
    private @Nullable TreePath last;

    Check(int count, IntFunction<Bytes> hash) {
      this.count = count;
      this.hash = hash;
    }

    @Nullable Span run() {
      int all = before.size() + count + after.size();
      if (count < 1 || shape.size() != ShapeBits.size(all)) {
        return null;
      }
      while (true) {
        if (bit() == 1) {
          if (++depth > Proof.MAX_DEPTH) {
            return null;
          }
          path <<= 1;
          continue;
        }
        if (ends == all) {
          return null;
        }
        end();
        if (!join()) {
          return null;
        }
        if (depth == 0) {
          break;
        }
        path |= 1;
      }
      return ends == all && restIsZero() && first != null && last != null
          ? new Span(Bytes.wrap(done.getFirst()), first, last)
          : null;
    }

    private int bit() {
      int at = bits++;
      return at / Byte.SIZE < shape.size()
          ? (shape.raw()[at / Byte.SIZE] >>> (Byte.SIZE - 1 - at % Byte.SIZE)) & 1
          : 0;
    }

    private boolean restIsZero() {
      while (bits < shape.size() * Byte.SIZE) {
        if (bit() != 0) {
          return false;
        }
      }
      return bits == shape.size() * Byte.SIZE;
    }

    private void end() {
      int place = ends++;
      int leaf = place - before.size();
      boolean isLeaf = leaf >= 0 && leaf < count;
      if (isLeaf) {
        last = new TreePath(depth, path);
        first = first == null ? last : first;
        done.add(hash.apply(leaf).raw());
      } else {
        done.add((leaf < 0 ? before.get(place) : after.get(leaf - count)).raw());
      }
      inside.add(isLeaf);
    }

    /** Joins what is complete; a subtree without a leaf of the run must be one hash. */
    private boolean join() {
      while (depth > 0 && (path & 1) == 1) {
        byte[] right = done.removeLast();
        byte[] left = done.removeLast();
        boolean rightInside = inside.removeLast();
        boolean leftInside = inside.removeLast();
        if (!leftInside && !rightInside) {
          return false;
        }
        done.add(Hashing.inner(left, right));
        inside.add(true);
        path >>>= 1;
        depth--;
      }
      return true;
    }
  }
}
