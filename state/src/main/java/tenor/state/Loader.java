package tenor.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tenor.state.StoreException.Reason;

/** Builds the state in memory from the values on disk, or a new state at height 0. */
final class Loader {
  /** The leaves of a part of what is built. */
  private static final int PART = 1 << 17;

  private final Path folder;
  private final StateCheck.Watcher watcher;
  private final Disk disk;
  private final Live live;
  private final Components components;

  Loader(Path folder, Disk disk, Live live, Components components, StateCheck.Watcher watcher) {
    this.watcher = watcher;
    this.folder = folder;
    this.disk = disk;
    this.live = live;
    this.components = components;
  }

  View load() {
    Optional<Integer> format = disk.format();
    List<Edits.Edit> values = disk.values();
    if (format.isEmpty()) {
      if (!values.isEmpty()) {
        throw corrupt("it has values but no format");
      }
      return found(values);
    }
    if (format.get() > Disk.FORMAT) {
      throw new StoreException(
          Reason.NEWER,
          "store "
              + folder
              + " has format "
              + format.get()
              + ", this release knows formats up to "
              + Disk.FORMAT
              + ": start a newer release");
    }
    View view = rebuild(values);
    Migration migration = new Migration(disk, watcher);
    if (migration.isNeeded(format.get())) {
      migration.run(view);
    }
    boolean refound = view.height() == 0 && !view.appHash().equals(founding().appHash());
    return refound ? found(values) : view;
  }

  private View rebuild(List<Edits.Edit> values) {
    Head head = disk.head().orElseThrow(() -> corrupt("it has no height"));
    values.forEach(this::requireKnown);
    View view;
    try {
      view = build(head.height(), values);
    } catch (IllegalArgumentException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
    if (values.isEmpty() || !view.appHash().equals(head.appHash())) {
      throw corrupt(
          "at height "
              + head.height()
              + " the values on disk give app hash "
              + (values.isEmpty() ? "of nothing" : view.appHash())
              + ", but "
              + head.appHash()
              + " was committed");
    }
    return view;
  }

  /** Builds the trees part by part, so that only one part's pages are on the heap. */
  private View build(long height, List<Edits.Edit> values) {
    View view = View.empty(components).readBy(new Committed(live, height, new Present(disk)));
    int from = 0;
    while (from < values.size()) {
      int to = Math.min(from + PART, values.size());
      // a component's first part has its meta leaf, which only a key of one byte can precede
      while (to < values.size() && values.get(to - 1).key().length == 1) {
        to++;
      }
      view = view.apply(height, Edits.byPrefix(values.subList(from, to)));
      live.keeper().settle(view);
      from = to;
    }
    return view;
  }

  private void requireKnown(Edits.Edit edit) {
    if (components.owning(edit.key()).isEmpty()) {
      throw new StoreException(
          Reason.NEWER,
          "store "
              + folder
              + " holds a component with prefix "
              + View.hex(edit.key()[0] & 0xff)
              + " that this release does not know: start a newer release");
    }
  }

  View founding() {
    return View.empty(components).apply(0, Edits.byPrefix(components.founding().list()));
  }

  /** Writes the state at height 0 in place of what is there, which has no block yet. */
  private View found(List<Edits.Edit> replaced) {
    View view = founding();
    Batch batch = new Batch();
    replaced.forEach(edit -> batch.delete(Family.VALUES, edit.key()));
    components
        .founding()
        .forEach((key, value) -> batch.put(Family.VALUES, key, value.orElseThrow()));
    batch.put(Family.META, Disk.FORMAT_KEY, Numbers.bytes(Disk.FORMAT));
    batch.put(Family.META, Disk.HEAD_KEY, Head.of(view, 0).encode());
    disk.write(batch, true);
    return view;
  }

  private StoreException corrupt(String what) {
    return new StoreException(
        Reason.CORRUPT,
        "store " + folder + ": " + what + "; restore it from a snapshot or another node");
  }
}
