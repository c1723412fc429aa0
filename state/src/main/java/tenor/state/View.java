package tenor.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole state at one height: reads, order, proofs. Immutable, for any number of threads; it
 * stays the same after later commits.
 *
 * <p>A view of a store reads what is not in memory from the disk, so every method but those of
 * heights, sizes and roots can throw a {@link StoreException}: {@code NOT_RETAINED} once the height
 * is no longer kept, {@code CLOSED} after the store is, {@code CORRUPT} if the disk does not hold
 * what was committed.
 */
public final class View {
  private final Components components;
  private final long height;
  private final NavigableMap<Integer, Node> tops;
  private final Tree upper;
  private final Origin origin;

  private View(
      Components components,
      long height,
      NavigableMap<Integer, Node> tops,
      Tree upper,
      Origin origin) {
    this.components = components;
    this.height = height;
    this.tops = tops;
    this.upper = upper;
    this.origin = origin;
  }

  /** The state without a leaf, which has no app hash. */
  static View empty(Components components) {
    return new View(components, 0, Collections.emptyNavigableMap(), Tree.empty(), Origin.NONE);
  }

  /** The state that a head tells of, read as far as it is looked at. */
  static View past(Components components, Head head, Source source, Origin origin) {
    NavigableMap<Integer, Node> tops = new TreeMap<>();
    Changes roots = new Changes();
    View view = empty(components);
    for (Head.Top top : head.tops()) {
      Source.Stub stub = top.stub();
      tops.put(
          top.prefix(),
          top.height() == 1
              ? Page.stub(stub.last(), stub.leaves(), stub.hash())
              : Group.past(top.height(), stub, null, source));
      roots.put(name(view.component(top.prefix())), stub.hash());
    }
    View whole = new View(components, head.height(), tops, Tree.empty().apply(roots), origin);
    if (!whole.appHash().equals(head.appHash())) {
      throw new StoreException(
          StoreException.Reason.CORRUPT,
          "the roots of height " + head.height() + " do not give its app hash");
    }
    return whole;
  }

  /** The state of trees over these pages, by prefix and ascending. */
  static View over(
      Components components, long height, SortedMap<Integer, List<Node>> pages, Origin origin) {
    NavigableMap<Integer, Node> tops = new TreeMap<>();
    Changes roots = new Changes();
    View view = empty(components);
    pages.forEach(
        (prefix, row) -> {
          Node top = Rebuild.top(1, row);
          if (top != null) {
            tops.put(prefix, top);
            roots.put(name(view.component(prefix)), top.hash());
          }
        });
    return new View(components, height, tops, Tree.empty().apply(roots), origin);
  }

  /** The same state with another place to read from what is not in its nodes. */
  View readBy(Origin other) {
    return new View(components, height, tops, upper, other);
  }

  Origin origin() {
    return origin;
  }

  /** The components that its keys may belong to. */
  Components known() {
    return components;
  }

  /**
   * A state made from another.
   *
   * @param replaced the pages of that which are not in it
   * @param made its pages that were not in that, and perhaps some that were joined since
   */
  record Changed(View view, List<Page> replaced, List<Page> made) {
    Changed readBy(Origin origin) {
      return new Changed(view.readBy(origin), replaced, made);
    }
  }

  /** This state after some changes, all of keys of known components, read as this one is. */
  View apply(long newHeight, SortedMap<Integer, Edits> edits) {
    return change(newHeight, edits).view();
  }

  /** What becomes of this state by some changes, all of keys of known components. */
  Changed change(long newHeight, SortedMap<Integer, Edits> edits) {
    NavigableMap<Integer, Node> newTops = new TreeMap<>(tops);
    List<Page> replaced = new ArrayList<>();
    List<Page> pages = new ArrayList<>();
    Changes roots = new Changes();
    for (var entry : edits.entrySet()) {
      int prefix = entry.getKey();
      Component component = component(prefix);
      Rebuild.Outcome made = tree(prefix).change(entry.getValue(), Cores.ALL);
      replaced.addAll(made.replaced());
      pages.addAll(made.made());
      Node top = made.top();
      if (top == null) {
        newTops.remove(prefix);
        roots.discard(name(component));
      } else if (Tree.of(top, origin).contains(component.metaKey())) {
        newTops.put(prefix, top);
        roots.put(name(component), top.hash());
      } else {
        throw new IllegalArgumentException(
            "component " + component.name() + " would be without its meta leaf");
      }
    }
    View view = new View(components, newHeight, newTops, upper.apply(roots.edits()), origin);
    return new Changed(view, replaced, pages);
  }

  private Tree tree(int prefix) {
    return Tree.of(tops.get(prefix), origin);
  }

  private Component component(int prefix) {
    return components
        .owning(new byte[] {(byte) prefix})
        .orElseThrow(() -> new IllegalArgumentException("no component has prefix " + hex(prefix)));
  }

  static String hex(int prefix) {
    return String.format(Locale.ROOT, "0x%02x", prefix);
  }

  private static byte[] name(Component component) {
    return component.name().getBytes(StandardCharsets.US_ASCII);
  }

  /** The height of the block after which the state was so; 0 before the first. */
  public long height() {
    return height;
  }

  /** The root over the components' roots, 32 bytes. */
  public Bytes appHash() {
    return upper.root();
  }

  /** The number of leaves of all components, meta leaves included. */
  public long size() {
    return tops.values().stream().mapToLong(Node::leaves).sum();
  }

  /** The roots of the components in the state, by name. */
  public SortedMap<String, Bytes> roots() {
    SortedMap<String, Bytes> roots = new TreeMap<>();
    tops.forEach((prefix, top) -> roots.put(component(prefix).name(), Bytes.of(top.hash())));
    return roots;
  }

  /** The components in the state, in the order of their keys. */
  List<Component> components() {
    return tops.keySet().stream().map(this::component).toList();
  }

  /** The tops of the components' trees, by prefix. */
  SortedMap<Integer, Node> tops() {
    return Collections.unmodifiableSortedMap(tops);
  }

  /** The tree of a component, if that is in the state. */
  public Optional<Tree> tree(String name) {
    return components
        .named(name)
        .filter(component -> tops.containsKey(component.prefix()))
        .map(component -> tree(component.prefix()));
  }

  /** A copy of the value of a key. */
  public Optional<byte[]> get(byte[] key) {
    return Optional.ofNullable(find(key)).map(Leaf::value);
  }

  /** The leaf of a key. An unchanged one is the same object while it is cached. */
  public Optional<Leaf> leaf(byte[] key) {
    return Optional.ofNullable(find(key));
  }

  @Nullable Leaf find(byte[] key) {
    return key.length == 0 ? null : tree(key[0] & 0xff).find(key);
  }

  /** Every leaf in ascending order of keys. */
  public Iterator<Leaf> leaves() {
    return scan(new byte[] {0}, new byte[] {(byte) 0xff});
  }

  /** The leaves from {@code from}, to before {@code to}, in ascending order of keys. */
  public Iterator<Leaf> scan(byte[] from, byte[] to) {
    int first = from.length == 0 ? 0 : from[0] & 0xff;
    int last = to.length == 0 ? 0 : to[0] & 0xff;
    if (first > last) {
      return Collections.emptyIterator();
    }
    List<Tree> trees = new ArrayList<>();
    tops.subMap(first, true, last, true).values().forEach(top -> trees.add(Tree.of(top, origin)));
    return new Chain(trees.iterator(), from, to);
  }

  /** The leaves whose key begins with {@code prefix}, which is not empty, in ascending order. */
  public Iterator<Leaf> scanPrefix(byte[] prefix) {
    if (prefix.length == 0) {
      throw new IllegalArgumentException("the prefix must have a byte");
    }
    return scan(prefix, after(prefix));
  }

  /** The smallest sequence above all that begin with {@code prefix}, whose first byte is low. */
  private static byte[] after(byte[] prefix) {
    int length = prefix.length;
    while (length > 1 && prefix[length - 1] == (byte) 0xff) {
      length--;
    }
    byte[] end = Arrays.copyOf(prefix, length);
    end[length - 1]++;
    return end;
  }

  /** The proof of a key's value under {@link #appHash}, if the key is present. */
  public Optional<KeyProof> prove(byte[] key) {
    return components
        .owning(key)
        .flatMap(
            component ->
                tree(component.name())
                    .flatMap(tree -> tree.prove(key))
                    .map(proof -> new KeyProof(new ProofOp(Bytes.of(key), proof), op(component))));
  }

  /** The proof that a component in the state has no such key, if so. */
  public Optional<AbsenceProof> proveAbsent(String name, byte[] key) {
    Optional<Tree> tree = tree(name);
    if (tree.isEmpty() || tree.get().contains(key)) {
      return Optional.empty();
    }
    Component component = components.named(name).orElseThrow();
    return Optional.of(
        new AbsenceProof(
            tree.get().lower(key).map(leaf -> neighbour(tree.get(), leaf)),
            tree.get().higher(key).map(leaf -> neighbour(tree.get(), leaf)),
            op(component)));
  }

  private static AbsenceProof.Neighbour neighbour(Tree tree, Leaf leaf) {
    return new AbsenceProof.Neighbour(
        Bytes.of(leaf.rawKey()),
        Bytes.of(leaf.rawValue()),
        tree.prove(leaf.rawKey()).orElseThrow());
  }

  private ProofOp op(Component component) {
    byte[] key = name(component);
    return new ProofOp(Bytes.of(key), upper.prove(key).orElseThrow());
  }

  /** The scans of several trees one after the other. */
  private static final class Chain implements Iterator<Leaf> {
    private final Iterator<Tree> rest;
    private final byte[] from;
    private final byte[] to;
    private Iterator<Leaf> current = Collections.emptyIterator();

    Chain(Iterator<Tree> rest, byte[] from, byte[] to) {
      this.rest = rest;
      this.from = from.clone();
      this.to = to.clone();
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && rest.hasNext()) {
        current = rest.next().scan(from, to);
      }
      return current.hasNext();
    }

    @Override
    public Leaf next() {
      boolean any = hasNext();
      if (!any) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}
