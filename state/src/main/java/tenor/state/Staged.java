package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a block that is not committed: the state after it, its app hash, and what to
 * write. Immutable; nothing of it is on disk. Dropping it undoes the block.
 */
public final class Staged {
  private static final int GRAIN = 256;

  private final View base;
  private final Deltas deltas;
  private final View view;
  private final List<Page> replaced;
  private final List<Page> made;

  private Staged(View base, Deltas deltas, View view, List<Page> replaced, List<Page> made) {
    this.base = base;
    this.deltas = deltas;
    this.view = view;
    this.replaced = replaced;
    this.made = made;
  }

  static Staged of(View base, long height, Changes changes) {
    return new Staged(base, Deltas.NONE, base, List.of(), List.of()).then(height, changes);
  }

  /**
   * These changes and then more, as one: for a first block on top of the genesis state, which is
   * itself never committed alone.
   *
   * @throws IllegalArgumentException if a key belongs to no known component, a deleted key is
   *     absent, or a component would lose its meta leaf
   */
  public Staged then(long height, Changes changes) {
    List<Deltas.Delta> made = new ArrayList<>(changes.size());
    List<Edits.Edit> edits = new ArrayList<>(changes.size());
    byte[][] now = now(changes);
    int i = 0;
    for (var entry : changes.entries()) {
      byte[] key = entry.getKey();
      byte[] before = now[i++];
      byte[] after = after(entry.getValue());
      if (before == null && entry.getValue().kind() == Changes.Kind.DELETE) {
        throw new IllegalArgumentException("there is no key " + Bytes.wrap(key) + " to delete");
      }
      if (!Arrays.equals(before, after)) {
        edits.add(new Edits.Edit(key, after));
        made.add(new Deltas.Delta(key, before, after == null ? null : Leaf.of(key, after)));
      }
    }
    Deltas merged = deltas.then(Deltas.of(made));
    Origin pending = Committed.of(base.origin()).with(merged);
    View.Changed changed = view.change(height, Edits.byPrefix(edits), pending);
    List<Page> gone = new ArrayList<>(replaced);
    gone.addAll(changed.replaced());
    List<Page> come = new ArrayList<>(this.made);
    come.addAll(changed.made());
    return new Staged(base, merged, changed.view(), gone, come);
  }

  /** The values of the changed keys now, in their order, read by all cores. */
  private byte[] @Nullable [] now(Changes changes) {
    List<byte[]> keys = new ArrayList<>(changes.size());
    changes.entries().forEach(entry -> keys.add(entry.getKey()));
    byte[][] now = new byte[keys.size()][];
    Cores.split(
        Cores.ALL,
        keys.size(),
        GRAIN,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Leaf leaf = view.find(keys.get(i));
            now[i] = leaf == null ? null : leaf.rawValue();
          }
        });
    return now;
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

  /** The view reads this way from now on: the block is on disk. */
  void committed(Committed how) {
    if (view.origin() instanceof Committed.Pending pending) {
      pending.commit(how);
    }
  }

  /** What changes, with the values in the committed state. */
  Deltas deltas() {
    return deltas;
  }

  /** The pages of the committed state that are not in this one. */
  List<Page> replaced() {
    return replaced;
  }

  /** The pages of this state that the committed one lacks, and perhaps some more. */
  List<Page> made() {
    return made;
  }

  List<Edits.Edit> edits() {
    return deltas.after();
  }

  /** The changed keys with their values in the committed state, ascending. */
  List<Edits.Edit> before() {
    return deltas.before();
  }
}
