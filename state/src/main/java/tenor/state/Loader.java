package tenor.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tenor.state.StoreException.Reason;

/** Builds the state in memory from the values on disk, or a new state at height 0. */
final class Loader {
  private final Path folder;
  private final StateCheck.Watcher watcher;
  private final Disk disk;
  private final Components components;

  Loader(Path folder, Disk disk, Components components, StateCheck.Watcher watcher) {
    this.watcher = watcher;
    this.folder = folder;
    this.disk = disk;
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
      view = View.empty(components).apply(head.height(), Edits.byPrefix(values));
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
