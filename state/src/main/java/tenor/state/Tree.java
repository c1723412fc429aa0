package tenor.state;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import tenor.state.Origin.PageAt;

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
  private static final Tree EMPTY = new Tree(null, Origin.NONE);
  private final @Nullable Node top;
  private final Origin origin;

  private Tree(@Nullable Node top, Origin origin) {
    this.top = top;
    this.origin = origin;
  }

  /** The tree without leaves, which has no root. */
  public static Tree empty() {
    return EMPTY;
  }

  /** The tree under a node, which reads from {@code origin} what the nodes do not hold. */
  static Tree of(@Nullable Node top, Origin origin) {
    return new Tree(top, origin);
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
    return apply(edits, Cores.ALL);
  }

  /** As {@link #apply(Edits)} with the threads of this pool. */
  Tree apply(Edits edits, ForkJoinPool pool) {
    return edits.size() == 0 ? this : new Tree(change(edits, pool).top(), origin);
  }

  /** What becomes of the nodes of this tree. */
  Rebuild.Outcome change(Edits edits, ForkJoinPool pool) {
    Rebuild.Outcome outcome = Rebuild.apply(top, edits, origin, pool);
    Node changed = outcome.top();
    if (changed != null && changed.depth() > Proof.MAX_DEPTH) {
      throw new IllegalStateException("the tree would be deeper than " + Proof.MAX_DEPTH);
    }
    return outcome;
  }

  /**
   * The proof that all leaves from one key to another, both present, are a run of this tree.
   *
   * @throws IllegalArgumentException if a key is absent or the first is above the last
   */
  RangeProof proveRange(byte[] first, byte[] last) {
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
    if (!origin.keepsValuesInPages()) {
      boolean foreign = top == null || key.length == 0 || key[0] != top.last[0];
      return foreign ? null : origin.leaf(key, this);
    }
    PageAt place = locate(key, null);
    if (place == null) {
      return null;
    }
    Content content = content(place);
    int index = content.find(key, 0);
    return content.isAt(index, key) ? Leaf.of(key.clone(), content.value(index)) : null;
  }

  /**
   * The height of the block that wrote a leaf, or {@link Edits#ABSENT}, if all that tells it is in
   * memory.
   */
  OptionalLong version(byte[] key, PageMemory memory) {
    Node node = top;
    while (node instanceof Group group) {
      if (group.isPast()) {
        return OptionalLong.empty();
      }
      int index = group.find(key, 0);
      if (index == group.size()) {
        return OptionalLong.of(Edits.ABSENT);
      }
      node = group.item(index);
    }
    Content content = node instanceof Page page ? page.known(memory) : null;
    if (content == null) {
      return OptionalLong.empty();
    }
    int index = content.find(key, 0);
    return OptionalLong.of(content.isAt(index, key) ? content.version(index) : Edits.ABSENT);
  }

  /** Whether there is a leaf of a key; its value is not looked at. */
  boolean contains(byte[] key) {
    PageAt place = locate(key, null);
    if (place == null) {
      return false;
    }
    Content content = content(place);
    return content.isAt(content.find(key, 0), key);
  }

  /** The page of the first leaf at or after a key, if any, with the steps down to it. */
  private @Nullable PageAt locate(byte[] key, @Nullable Steps path) {
    byte[] above = null;
    Node node = top;
    while (node instanceof Group group) {
      int index = group.find(key, 0);
      if (index == group.size()) {
        return null;
      }
      if (path != null) {
        group.path(index, path);
      }
      above = index == 0 ? above : group.item(index - 1).last;
      node = group.item(index);
    }
    return node instanceof Page page && Arrays.compareUnsigned(page.last, key) >= 0
        ? new PageAt(page, above)
        : null;
  }

  private Content content(PageAt place) {
    return place.page().content(origin, place.above());
  }

  /** The leaf with the greatest key below {@code key}. */
  public Optional<Leaf> lower(byte[] key) {
    PageAt place = locate(key, null);
    if (place == null) {
      return top == null ? Optional.empty() : get(top.last);
    }
    Content content = content(place);
    int index = content.find(key, 0);
    byte[] found = index == 0 ? place.above() : content.key(index - 1);
    return found == null ? Optional.empty() : get(found);
  }

  /** The leaf with the smallest key above {@code key}. */
  public Optional<Leaf> higher(byte[] key) {
    byte[] from = Successor.of(key);
    PageAt place = locate(from, null);
    if (place == null) {
      return Optional.empty();
    }
    Content content = content(place);
    return get(content.key(content.find(from, 0)));
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
    return new Scan(top, origin, from, to);
  }

  /** The proof of a key's leaf against {@link #root}, if the key is present. */
  public Optional<Proof> prove(byte[] key) {
    Steps path = new Steps();
    PageAt place = locate(key, path);
    if (place == null) {
      return Optional.empty();
    }
    Content content = content(place);
    int index = content.find(key, 0);
    if (!content.isAt(index, key)) {
      return Optional.empty();
    }
    content.path(index, path);
    return Optional.of(path.toProof(content.leafHash(index)));
  }
}
