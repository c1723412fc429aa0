package tenor.state;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot of every so many heights, on a thread of its own, and keeps the newest. A commit
 * only hands over its view, which stays readable and unchanged beside later commits; so nothing
 * waits, and no second copy of the trees is needed to prove what is written.
 *
 * <p>Heights are multiples of the interval, so that nodes of the same interval offer the same
 * snapshots. Where the last one is still being made, or there is no room, a height is left out:
 * trouble with snapshots is told and never stops the node.
 */
public final class SnapshotMaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SnapshotMaker.class);
  private static final long SPARE_BYTES = 256L << 20;

  private final Snapshots snapshots;
  private final int every;
  private final int keep;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "snapshots");
            made.setDaemon(true);
            return made;
          });
  private volatile long oldest;
  private volatile boolean closed;

  private SnapshotMaker(Snapshots snapshots, int every, int keep) {
    this.snapshots = snapshots;
    this.every = every;
    this.keep = keep;
  }

  /**
   * Begins to make snapshots, and removes what an earlier process left unfinished.
   *
   * @param every how many heights lie between two of them; 0 makes none
   * @param keep how many are kept, at least 1
   */
  public static SnapshotMaker start(Snapshots snapshots, int every, int keep) {
    if (every < 0 || keep < 1) {
      throw new IllegalArgumentException("expected an interval of at least 0, and at least 1 kept");
    }
    SnapshotMaker maker = new SnapshotMaker(snapshots, every, keep);
    snapshots.keep(keep);
    maker.look();
    return maker;
  }

  private void look() {
    oldest = snapshots.heights().stream().reduce((newer, older) -> older).orElse(0L);
  }

  /** Whether a snapshot is being made. */
  boolean isBusy() {
    return busy.get();
  }

  /** The snapshots. */
  public Snapshots snapshots() {
    return snapshots;
  }

  /**
   * The height of the oldest snapshot, 0 if there is none. Whoever restores it needs the blocks
   * from there on.
   */
  public long oldestHeight() {
    return oldest;
  }

  /**
   * A block was committed; returns at once. The height stays readable until its snapshot is made.
   * To be called by the thread that commits.
   */
  public void committed(Store store) {
    View view = store.current();
    boolean due = every > 0 && view.height() % every == 0;
    if (!due || closed) {
      return;
    }
    if (busy.getAndSet(true)) {
      log.warn("no snapshot of height {}: the last one is still being made", view.height());
      return;
    }
    Runnable release = store.holdCurrent();
    thread.execute(() -> makeAndSay(view, release));
  }

  private void makeAndSay(View view, Runnable release) {
    try {
      make(view);
    } catch (RuntimeException e) {
      if (!closed) {
        log.warn("no snapshot of height {}", view.height(), e);
      }
    } finally {
      release.run();
      busy.set(false);
    }
  }

  private void make(View view) {
    long begun = System.nanoTime();
    long need = snapshots.list().stream().mapToLong(SnapshotManifest::bytes).findFirst().orElse(0);
    if (snapshots.freeBytes() < need + need / 4 + SPARE_BYTES) {
      log.warn(
          "no snapshot of height {}: it needs about {} MB of disk beside {} MB to spare",
          view.height(),
          need >> 20,
          SPARE_BYTES >> 20);
      return;
    }
    SnapshotManifest made = snapshots.make(view, this::goOn);
    snapshots.keep(keep);
    look();
    log.info(
        "snapshot of height {}: {} chunks, {} bytes, {} ms",
        made.height(),
        made.chunks().size(),
        made.bytes(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  private void goOn(long done, long total) {
    if (closed) {
      throw new StoreException(
          StoreException.Reason.CLOSED, "stopped after " + done + " of " + total + " leaves");
    }
  }

  /** Stops; a snapshot that is being made is given up. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("a snapshot that is being made does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
