package tenor.state;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import tenor.state.StoreException.Reason;

/**
 * The states at retained heights. Recent ones stay in memory, where they share what did not change;
 * others are made by applying undo records to the nearest newer one, and checked against the app
 * hash recorded then.
 */
final class History {
  private final Disk disk;
  private final StoreOptions options;
  private final NavigableMap<Long, View> cached = new ConcurrentSkipListMap<>();
  private volatile long height;

  History(Disk disk, StoreOptions options, View current) {
    this.disk = disk;
    this.options = options;
    this.height = current.height();
    cached.put(height, current);
  }

  /** Makes a newly committed state the current one. */
  void add(View current) {
    cached.put(current.height(), current);
    height = current.height();
    cached.headMap(firstCached()).clear();
  }

  /** Forgets everything above a state, which becomes the current one. */
  void rolledBackTo(View current) {
    height = current.height();
    cached.tailMap(height, false).clear();
    cached.put(height, current);
  }

  private long firstCached() {
    return height - Math.min(options.cachedHeights(), options.retainedHeights());
  }

  /** Drops undo records that a smaller retention makes needless. */
  void prune() {
    View current = cached.lastEntry().getValue();
    long keepFrom = Math.max(0, height - options.retainedHeights() + 1);
    disk.write(new Disk.Write(List.of(), null, 0, keepFrom, Head.of(current)), true);
  }

  Optional<View> view(long wanted) {
    if (wanted < 0 || wanted > height || wanted < height - options.retainedHeights()) {
      return Optional.empty();
    }
    Map.Entry<Long, View> newer = cached.ceilingEntry(wanted);
    if (newer == null) {
      return Optional.empty();
    }
    View view = newer.getValue();
    while (view.height() > wanted) {
      Optional<Undo> undo = disk.undo(view.height());
      if (undo.isEmpty()) {
        return Optional.empty();
      }
      view = before(view, undo.get());
    }
    return view.height() == wanted ? Optional.of(keep(view)) : Optional.empty();
  }

  /** The undo record of a retained block. */
  Undo undo(long block) {
    return disk.undo(block)
        .orElseThrow(
            () ->
                new StoreException(
                    Reason.CORRUPT, "the undo record of height " + block + " is missing"));
  }

  private static View before(View view, Undo undo) {
    View before = view.apply(undo.before().height(), Edits.byPrefix(undo.edits()));
    if (!before.appHash().equals(undo.before().appHash())) {
      throw new StoreException(
          Reason.CORRUPT,
          "going back from height "
              + view.height()
              + " gives app hash "
              + before.appHash()
              + ", but height "
              + undo.before().height()
              + " had "
              + undo.before().appHash());
    }
    return before;
  }

  private View keep(View view) {
    if (view.height() >= firstCached()) {
      cached.putIfAbsent(view.height(), view);
    }
    return view;
  }
}
