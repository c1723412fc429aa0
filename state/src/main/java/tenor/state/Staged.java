package tenor.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;

/**
 * The outcome of a block that is not committed: the state after it, its app hash, and what to
 * write. Immutable; nothing of it is on disk. Dropping it undoes the block.
 */
public final class Staged {
  private final View base;
  private final Changes changes;
  private final Deltas deltas;
  private final View view;
  private final List<Page> replaced;
  private final List<Page> made;

  private Staged(View base, Changes changes, Deltas deltas, View.Changed changed) {
    this.base = base;
    this.changes = changes;
    this.deltas = deltas;
    this.view = changed.view();
    this.replaced = changed.replaced();
    this.made = changed.made();
  }

  static Staged of(View base, long height, Changes changes) {
    SortedMap<Integer, Edits> edits = Edits.byPrefix(changes.list(height));
    View.Changed changed = base.change(height, edits);
    Deltas deltas = Deltas.of(deltas(changes, edits.values()));
    Origin pending = Committed.of(base.origin()).with(deltas, height);
    return new Staged(base, changes, deltas, changed.readBy(pending));
  }

  /** What applying the changes found and made. */
  private static List<Deltas.Delta> deltas(Changes changes, Iterable<Edits> applied) {
    List<Deltas.Delta> deltas = new ArrayList<>(changes.size());
    Iterator<Changes.Change> kinds = changes.all().iterator();
    for (Edits edits : applied) {
      for (int i = 0; i < edits.size(); i++) {
        boolean mustBe = kinds.next().kind() == Changes.Kind.DELETE;
        byte[] key = edits.key(i);
        byte[] value = edits.value(i);
        long before = edits.before(i);
        if (value != null && before != Edits.SAME) {
          deltas.add(new Deltas.Delta(key, before, Leaf.of(key, value)));
        } else if (value == null && before != Edits.ABSENT) {
          deltas.add(new Deltas.Delta(key, before, null));
        } else if (mustBe) {
          throw Changes.absent(key);
        }
      }
    }
    return deltas;
  }

  /**
   * These changes and then more, as one: for a first block on top of the genesis state, which is
   * itself never committed alone.
   *
   * @throws IllegalArgumentException if a key belongs to no known component, a deleted key is
   *     absent, or a component would lose its meta leaf
   */
  public Staged then(long height, Changes later) {
    return of(base, height, changes.then(later));
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

  /** What changes, with the versions in the committed state. */
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
}
