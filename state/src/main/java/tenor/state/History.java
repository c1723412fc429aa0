package tenor.state;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import tenor.state.StoreException.Reason;

/**
 * The states at retained heights. Recent ones stay in memory, where they share what did not change;
 * others are read from disk as far as they are looked at. One thread commits and goes back; any
 * number read beside it, and a background thread removes what is too old.
 */
final class History implements Source.Sources, AutoCloseable {
  private final Disk disk;
  private final Live live;
  private final StoreOptions options;
  private final Retention retention;
  private final Marks marks;
  private final Records records;
  private final Pruner pruner;
  private final Background background;
  private final NavigableMap<Long, Integer> holds = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, View> cached = new ConcurrentSkipListMap<>();

  /** Heights between two page files. */
  private static final int PAGES_EVERY = 500;

  private volatile View current;
  private long filed = -1;
  private long fileAt;
  private volatile Head head;
  private int lastBatch;

  /**
   * Over what is on disk.
   *
   * @param onFailure gets what stops the background work
   */
  History(
      Disk disk,
      Live live,
      StoreOptions options,
      View current,
      Head head,
      Consumer<RuntimeException> onFailure) {
    this.disk = disk;
    this.live = live;
    this.options = options;
    this.head = head;
    long recorded = disk.number(Disk.OLDEST_KEY).orElse(0);
    this.fileAt = head.height() + PAGES_EVERY;
    this.marks = new Marks(recorded);
    this.records = new Records(disk);
    this.retention = new Retention(options);
    this.pruner = new Pruner(disk, marks, record(recorded));
    this.current = current.readBy(origin(head.height()));
    cached.put(head.height(), this.current);
    this.background = Background.start("store-history", this::step, onFailure);
  }

  /** What a smaller retention makes needless is gone from the start on. */
  private long record(long recorded) {
    retire();
    long oldest = marks.oldest();
    if (oldest > recorded) {
      disk.write(new Batch().put(Family.META, Disk.OLDEST_KEY, Numbers.bytes(oldest)), true);
    }
    return oldest;
  }

  private boolean step() {
    if (pruner.step()) {
      return true;
    }
    if (head.height() >= fileAt) {
      writePages();
      fileAt = head.height() + PAGES_EVERY;
    }
    return false;
  }

  /** Writes the page file for the next start, unless it is of this height. */
  void writePages() {
    View view = current;
    if (filed != view.height() && new PageFile(disk.folder()).write(view)) {
      filed = view.height();
    }
  }

  /** The current state. */
  View current() {
    return current;
  }

  /** What the current state is known by. */
  Head head() {
    return head;
  }

  /** The smallest height that is kept. */
  long oldest() {
    return marks.oldest();
  }

  /** Writes a block on top of the current state, which it then is. */
  View commit(Staged staged, long timeMillis, boolean sync) {
    View view = staged.view();
    Head next = Head.of(view, timeMillis);
    Batch batch = new Batch(lastBatch + lastBatch / 8);
    Block.of(current, view, next, staged.deltas()).write(batch);
    lastBatch = batch.size();
    disk.write(batch, sync);
    staged.committed(origin(view.height()));
    current = view;
    head = next;
    cached.put(view.height(), view);
    cached.headMap(firstCached()).clear();
    retire();
    background.wake();
    return view;
  }

  private void retire() {
    long oldest = retention.oldest(marks.oldest(), head, this::timeMillis);
    Map.Entry<Long, Integer> held = holds.firstEntry();
    marks.oldest(held == null ? oldest : Math.min(oldest, held.getKey()));
  }

  /** Keeps a height, and those above, until what this returns is run. */
  Runnable hold(long height) {
    holds.merge(height, 1, Integer::sum);
    return () -> holds.computeIfPresent(height, (at, count) -> count == 1 ? null : count - 1);
  }

  private long timeMillis(long height) {
    return headAt(height).map(Head::timeMillis).orElse(0L);
  }

  private Optional<Head> headAt(long height) {
    Head now = head;
    return height == now.height() ? Optional.of(now) : records.head(height);
  }

  private long firstCached() {
    return Math.max(marks.oldest(), head.height() - options.cachedHeights());
  }

  @Override
  public StateAt at(long height) {
    return new StateAt(disk, marks, height);
  }

  private Committed origin(long height) {
    return new Committed(live, at(height));
  }

  /** The state at a height; none if that is not kept or not reached. */
  Optional<View> view(long height) {
    if (height < marks.oldest() || height > head.height()) {
      return Optional.empty();
    }
    View near = cached.get(height);
    return near != null
        ? Optional.of(near)
        : headAt(height).map(then -> View.past(current.known(), then, at(height), origin(height)));
  }

  /**
   * Goes back to a retained height, block by block, each in one batch: a kill in between leaves the
   * store at a height in between.
   *
   * @return the state there, whose app hash is that of then
   */
  View rollbackTo(long height) {
    View then = before(height);
    background.between(
        () -> {
          marks.rollingBack(height);
          try {
            while (head.height() > height) {
              undo(height);
            }
          } finally {
            marks.rolledBack();
          }
          current = then.readBy(origin(height));
          cached.tailMap(height, false).clear();
          cached.put(height, current);
        });
    return current;
  }

  /** Goes back by one block. */
  private void undo(long target) {
    Head before = records.head(records.below(head.height())).orElseThrow();
    Batch batch = new Batch();
    records.remove(head.height(), batch);
    batch.put(Family.META, Disk.HEAD_KEY, before.encode());
    disk.write(batch, before.height() <= target);
    head = before;
  }

  /** The state of then, made from the current one by what blocks changed since. */
  private View before(long height) {
    List<Edits.Edit> edits = records.changedLeaves(height, head.height(), at(height));
    View target = current.apply(height, Edits.written(edits));
    Optional<Bytes> wanted = records.head(height).map(Head::appHash);
    if (!wanted.equals(Optional.of(target.appHash()))) {
      throw new StoreException(
          Reason.CORRUPT,
          "going back to height "
              + height
              + " gives app hash "
              + target.appHash()
              + ", but it had "
              + wanted.map(Bytes::hex).orElse("none"));
    }
    return target;
  }

  /** Goes on from a state without history, after all that was on disk was replaced. */
  View restart(View view, Head now) {
    background.between(
        () -> {
          marks.restart(now.height());
          pruner.restart();
          cached.clear();
          current = view.readBy(origin(now.height()));
          cached.put(now.height(), current);
          head = now;
        });
    return current;
  }

  /** Finishes all background work there is. */
  void settle() {
    background.settle();
  }

  @Override
  public void close() {
    background.close();
  }
}
