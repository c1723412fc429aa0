package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a block that is not committed: the state after it, its app hash, and what to
 * write. Immutable; nothing of it is on disk. Dropping it undoes the block.
 */
public final class Staged {
  /** A changed key: its value before and after, of which one at least is there. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Delta(byte @Nullable [] before, byte @Nullable [] after) {}

  private final View base;
  private final NavigableMap<byte[], Delta> deltas;
  private final View view;

  private Staged(View base, NavigableMap<byte[], Delta> deltas, View view) {
    this.base = base;
    this.deltas = deltas;
    this.view = view;
  }

  static Staged of(View base, long height, Changes changes) {
    return new Staged(base, new TreeMap<>(Arrays::compareUnsigned), base).then(height, changes);
  }

  /**
   * These changes and then more, as one: for a first block on top of the genesis state, which is
   * itself never committed alone.
   *
   * @throws IllegalArgumentException if a key belongs to no known component, a deleted key is
   *     absent, or a component would lose its meta leaf
   */
  public Staged then(long height, Changes changes) {
    NavigableMap<byte[], Delta> merged = new TreeMap<>(deltas);
    List<Edits.Edit> edits = new ArrayList<>();
    for (var entry : changes.entries()) {
      byte[] key = entry.getKey();
      byte[] now = value(view, key);
      byte[] after = after(entry.getValue());
      if (now == null && entry.getValue().kind() == Changes.Kind.DELETE) {
        throw new IllegalArgumentException("there is no key " + Bytes.wrap(key) + " to delete");
      }
      if (!Arrays.equals(now, after)) {
        edits.add(new Edits.Edit(key, after));
        merge(merged, key, now, after);
      }
    }
    return new Staged(base, merged, view.apply(height, Edits.byPrefix(edits)));
  }

  private static void merge(
      NavigableMap<byte[], Delta> merged,
      byte[] key,
      byte @Nullable [] now,
      byte @Nullable [] after) {
    Delta earlier = merged.get(key);
    byte[] before = earlier == null ? now : earlier.before();
    if (Arrays.equals(before, after)) {
      merged.remove(key);
    } else {
      merged.put(key, new Delta(before, after));
    }
  }

  private static byte @Nullable [] value(View view, byte[] key) {
    Leaf leaf = view.find(key);
    return leaf == null ? null : leaf.rawValue();
  }

  private static byte @Nullable [] after(Changes.Change change) {
    return change.kind() == Changes.Kind.PUT ? change.value() : null;
  }

  /** The height of the block. */
  public long height() {
    return view.height();
  }

  /** The app hash after the block. */
  public Bytes appHash() {
    return view.appHash();
  }

  /** The state after the block. */
  public View view() {
    return view;
  }

  /** The number of keys whose value differs from the committed state's. */
  public int size() {
    return deltas.size();
  }

  View base() {
    return base;
  }

  List<Edits.Edit> edits() {
    List<Edits.Edit> edits = new ArrayList<>(deltas.size());
    deltas.forEach((key, delta) -> edits.add(new Edits.Edit(key, delta.after())));
    return edits;
  }

  /** The changed keys with their values in the committed state, ascending. */
  List<Edits.Edit> before() {
    List<Edits.Edit> edits = new ArrayList<>(deltas.size());
    deltas.forEach((key, delta) -> edits.add(new Edits.Edit(key, delta.before())));
    return edits;
  }
}
