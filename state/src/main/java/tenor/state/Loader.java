package tenor.state;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

  View load() {
    Optional<Integer> format = disk.format();
    if (format.isEmpty()) {
      if (!disk.isEmpty(Family.VALUES)) {
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
    Migration migration = new Migration(disk, watcher);
    boolean migrates = migration.isNeeded(format.get());
    View view = (migrates ? Optional.<View>empty() : kept(head)).orElseGet(() -> rebuilt(head));
    if (migrates) {
      migration.run(view);
    }
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
    long indexed = disk.number(Disk.INDEXED_KEY).orElse(0);
    long height = content.height();
    Marks marks = new Marks(head.height(), indexed, oldest);
    UndoReader reader = new UndoReader(disk, marks);
    Head then =
        height == head.height()
            ? head
            : reader.headBefore(height).filter(it -> it.height() == height).orElse(null);
    if (then == null || height < oldest) {
      return Optional.empty();
    }
    content.pages().keySet().forEach(this::requireKnown);
    Source source = new Past(disk, marks, reader, () -> View.empty(components), height);
    View view = View.over(components, height, content.pages(), new Committed(live, height, source));
    if (!view.appHash().equals(then.appHash())) {
      return Optional.empty();
    }
    View now =
        view.apply(head.height(), Edits.byPrefix(changesSince(height, head.height(), reader)))
            .readBy(new Committed(live, head.height(), new Present(disk)));
    return now.appHash().equals(head.appHash()) ? Optional.of(now) : Optional.empty();
  }

  /** The keys that blocks above a height changed, with their values now. */
  private List<Edits.Edit> changesSince(long height, long newest, UndoReader reader) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (long at = newest; at > height; ) {
      Undo undo = reader.undo(at);
      undo.edits().forEach(edit -> keys.add(edit.key()));
      at = undo.before().height();
    }
    return keys.stream()
        .map(key -> new Edits.Edit(key, disk.get(Family.VALUES, key).orElse(null)))
        .toList();
  }

  private View rebuilt(Head head) {
    Progress progress = watcher.step("opening of the store", "leaves");
    View view;
    try {
      var pages = new ValueScan(disk, live.keeper()::settle, progress).pages();
      pages.keySet().forEach(this::requireKnown);
      view =
          View.over(
              components,
              head.height(),
              pages,
              new Committed(live, head.height(), new Present(disk)));
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
    if (components.owning(new byte[] {(byte) prefix}).isEmpty()) {
      throw components.unknown(prefix, "store " + folder);
    }
  }

  View founding() {
    return View.empty(components).apply(0, Edits.byPrefix(components.founding().list()));
  }

  /** Writes the state at height 0 in place of what is there, which has no block yet. */
  private View found() {
    View view = founding();
    Batch batch = new Batch();
    batch.deleteRange(Family.VALUES, new byte[0], new byte[] {(byte) 0xff});
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
