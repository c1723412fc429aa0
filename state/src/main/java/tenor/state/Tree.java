package tenor.state;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of keys to values with a root hash that depends on its contents and nothing else.
 * Immutable; trees made from one another share what did not change.
 *
 * <p>Keys decide the shape. A key's level is the number of leading zero hexadecimal digits of a
 * hash of it. For level 1, 2, … consecutive items (first the leaves) form a group that ends with an
 * item whose last key has at least that level, or at the end; groups are the items of the next
 * level, until one remains. Inside a group the items are hashed as a binary tree that is balanced
 * by the number of leaves. The mean group has sixteen items.
 *
 * <p>Cost: an edit opens one group per level. A group is as large as the run of keys without a high
 * level; whoever can choose keys can make one large group of many leaves, which costs him as many
 * leaves and others a copy of its references, and hardly deepens the tree.
 */
public final class Tree {
  private static final Tree EMPTY = new Tree(null);
  private final @Nullable Node top;

  private Tree(@Nullable Node top) {
    this.top = top;
  }

  /** The tree without leaves, which has no root. */
  public static Tree empty() {
    return EMPTY;
  }

  /** The tree under a node that is sealed. */
  static Tree of(Node top) {
    return new Tree(top);
  }

  /**
   * The tree after these changes.
   *
   * @throws IllegalStateException if a leaf would lie deeper than {@link Proof#MAX_DEPTH}
   */
  public Tree apply(Changes changes) {
    return apply(changes.edits());
  }

  Tree apply(Edits edits) {
    Node changed = edits.size() == 0 ? top : Rebuild.apply(top, edits);
    if (changed != null && changed.depth() > Proof.MAX_DEPTH) {
      throw new IllegalStateException("the tree would be deeper than " + Proof.MAX_DEPTH);
    }
    return changed == top ? this : new Tree(changed);
  }

  /**
   * The proof that all leaves from one key to another, both present, are a run of this tree.
   *
   * @throws IllegalArgumentException if a key is absent or the first is above the last
   */
  public RangeProof proveRange(byte[] first, byte[] last) {
    return RangeProof.of(this, first, last);
  }

  /** The top node of a tree that is not empty, for walks over its shape. */
  Node top() {
    return Objects.requireNonNull(top, "an empty tree has no top");
  }

  /** Whether there is no leaf. */
  public boolean isEmpty() {
    return top == null;
  }

  /** The number of leaves. */
  public int size() {
    return top == null ? 0 : top.leaves();
  }

  /** The greatest number of steps between the root and a leaf. */
  public int depth() {
    return top == null ? 0 : top.depth();
  }

  /**
   * The root hash.
   *
   * @throws IllegalStateException if the tree is empty
   */
  public Bytes root() {
    if (top == null) {
      throw new IllegalStateException("an empty tree has no root");
    }
    return Bytes.of(top.hash());
  }

  /** The leaf of a key. */
  public Optional<Leaf> get(byte[] key) {
    return Optional.ofNullable(find(key));
  }

  @Nullable Leaf find(byte[] key) {
    Node node = top;
    while (node instanceof Group group) {
      int index = group.find(key, 0);
      if (index == group.size()) {
        return null;
      }
      node = group.item(index);
    }
    return node instanceof Leaf leaf && Arrays.equals(leaf.last, key) ? leaf : null;
  }

  /** The leaf with the greatest key below {@code key}. */
  public Optional<Leaf> lower(byte[] key) {
    return Optional.ofNullable(top == null ? null : lower(top, key));
  }

  private static @Nullable Leaf lower(Node node, byte[] key) {
    return switch (node) {
      case Leaf leaf -> Arrays.compareUnsigned(leaf.last, key) < 0 ? leaf : null;
      case Group group -> {
        int index = group.find(key, 0);
        Leaf found = index < group.size() ? lower(group.item(index), key) : null;
        yield found == null && index > 0 ? lower(group.item(index - 1), key) : found;
      }
    };
  }

  /** The leaf with the smallest key above {@code key}. */
  public Optional<Leaf> higher(byte[] key) {
    Iterator<Leaf> above = scan(Arrays.copyOf(key, key.length + 1), null);
    return above.hasNext() ? Optional.of(above.next()) : Optional.empty();
  }

  /** The leaves in ascending order. */
  public Iterator<Leaf> leaves() {
    return scan(new byte[0], null);
  }

  /**
   * The leaves from {@code from} in ascending order, to before {@code to}; to the end if that is
   * null.
   */
  public Iterator<Leaf> scan(byte[] from, byte @Nullable [] to) {
    return new Scan(top, from, to);
  }

  /** The proof of a key's leaf against {@link #root}, if the key is present. */
  public Optional<Proof> prove(byte[] key) {
    Steps path = new Steps();
    Node node = top;
    while (node instanceof Group group) {
      int index = group.find(key, 0);
      if (index == group.size()) {
        return Optional.empty();
      }
      group.path(index, path);
      node = group.item(index);
    }
    return node instanceof Leaf leaf && Arrays.equals(leaf.last, key)
        ? Optional.of(path.toProof(leaf))
        : Optional.empty();
  }
}
