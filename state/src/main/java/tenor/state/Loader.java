package tenor.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tenor.state.StoreException.Reason;

/** Builds the state in memory from the values on disk, or a new state at height 0. */
final class Loader {
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

  /** The state; the caller decides what it is {@linkplain View#readBy read by}. */
  View load() {
    Optional<Integer> format = disk.format();
    if (format.isEmpty()) {
      if (!disk.isEmpty(Family.LEAVES)) {
        throw corrupt("it has values but no format");
      }
      return found();
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
    Head head = disk.head().orElseThrow(() -> corrupt("it has no height"));
    View view = kept(head).orElseGet(() -> rebuilt(head));
    boolean refound = view.height() == 0 && !view.appHash().equals(founding().appHash());
    return refound ? found() : view;
  }

  /** The state by the page file, if that is of a height from which the head can be reached. */
  private Optional<View> kept(Head head) {
    PageFile.Content content = new PageFile(folder).read().orElse(null);
    if (content == null || content.height() > head.height()) {
      return Optional.empty();
    }
    long oldest = disk.number(Disk.OLDEST_KEY).orElse(0);
    long height = content.height();
    Records records = new Records(disk);
    Head then = height == head.height() ? head : records.head(height).orElse(null);
    if (then == null || height < oldest) {
      return Optional.empty();
    }
    content.pages().keySet().forEach(this::requireKnown);
    View view = View.over(components, height, content.pages(), new Committed(live, at(height)));
    if (!view.appHash().equals(then.appHash())) {
      return Optional.empty();
    }
    List<Edits.Edit> since = records.changedLeaves(height, head.height(), at(head.height()));
    View now = view.apply(head.height(), Edits.written(since));
    return now.appHash().equals(head.appHash()) ? Optional.of(now) : Optional.empty();
  }

  /** A state while nothing is removed or gone back from. */
  private StateAt at(long height) {
    return new StateAt(disk, new Marks(0), height);
  }

  private View rebuilt(Head head) {
    Progress progress = watcher.step("opening of the store", "leaves");
    View view;
    try {
      var pages = new ValueScan(disk, head.height(), live.keeper()::settle, progress).pages();
      pages.keySet().forEach(this::requireKnown);
      view = View.over(components, head.height(), pages, Origin.NONE);
    } catch (IllegalArgumentException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
    if (view.tops().isEmpty() || !view.appHash().equals(head.appHash())) {
      throw corrupt(
          "at height "
              + head.height()
              + " the values on disk give app hash "
              + (view.tops().isEmpty() ? "of nothing" : view.appHash())
              + ", but "
              + head.appHash()
              + " was committed");
    }
    return view;
  }

  private void requireKnown(int prefix) {
    components.requireKnown(prefix, "store " + folder);
  }

  View founding() {
    return View.empty(components).apply(0, Edits.byPrefix(components.founding().list(0)));
  }

  /** Writes the state at height 0 in place of what is there, which has no block yet. */
  private View found() {
    View view = founding();
    Batch batch = disk.cleared();
    for (Edits.Edit leaf : components.founding().list(0)) {
      batch.put(Family.LEAVES, Version.key(leaf.key(), 0), Objects.requireNonNull(leaf.value()));
    }
    batch.put(Family.META, Disk.FORMAT_KEY, Numbers.bytes(Disk.FORMAT));
    Block.first(view, Head.of(view, 0)).write(batch);
    disk.write(batch, true);
    return view;
  }

  private StoreException corrupt(String what) {
    return new StoreException(Reason.CORRUPT, "store " + folder + ": " + what);
  }
}
