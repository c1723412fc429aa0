package tenor.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.state.StoreException.Reason;

/**
 * Reads everything a store has on disk again and again, in the background, and compares it: the
 * checksums of every file past the operating system's cache, every leaf with the hashes of the tree
 * in memory, every record of older heights, the saved tree and the snapshots. A pass takes a given
 * time, however little there is to read; its place is kept over restarts.
 *
 * <p>It takes no lock that a commit waits for, reads a little at a time, and rests at least as long
 * as it reads. At the first damage to the state the store accepts nothing more, and the owner is
 * told; what can be made anew is removed and logged.
 */
public final class Scrub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scrub.class);

  /** The share of the time of a pass after which it aims to be done. */
  private static final double AIM = 0.9;

  private static final long WRITE_NANOS = 30_000_000_000L;

  private final Store store;
  private final ScrubWork work;
  private final Path folder;
  private final long passMillis;
  private final Consumer<StoreException> onDamage;
  private final Thread thread;
  private volatile ScrubPlace place;
  private volatile boolean closed;
  private long written = System.nanoTime();

  private Scrub(
      Store store, ScrubWork work, Path folder, Duration pass, Consumer<StoreException> onDamage) {
    this.store = store;
    this.work = work;
    this.folder = folder;
    this.passMillis = pass.toMillis();
    this.onDamage = onDamage;
    this.place = ScrubPlace.read(folder);
    this.thread = Thread.ofPlatform().daemon().name("store-scrub").unstarted(this::run);
  }

  /**
   * How far it is.
   *
   * @param passMillis when the last whole pass ended, in milliseconds since 1970; 0 if none has
   * @param passHeight the height the store was at then
   * @param share which share of the present pass is done, 0 to 1
   */
  public record Status(long passMillis, long passHeight, double share) {}

  static Scrub start(
      Store store, ScrubWork work, Path folder, Duration pass, Consumer<StoreException> onDamage) {
    Scrub scrub = new Scrub(store, work, folder, pass, onDamage);
    scrub.lookAgain();
    scrub.thread.start();
    return scrub;
  }

  /**
   * Reads what was found damaged before the last stop once more.
   *
   * @throws StoreException if it is damaged still
   */
  private void lookAgain() {
    if (place.suspect()) {
      try {
        advance(place, store.current());
      } catch (IOException e) {
        throw new StoreException(Reason.IO, "store " + folder + " cannot be read: " + e, e);
      }
      log.info("what the scrub found damaged before is sound now");
    }
  }

  /** How far it is now. */
  public Status status() {
    ScrubPlace now = place;
    return new Status(
        now.passMillis(), now.passHeight(), now.isIdle() ? 0 : share(now, store.current()));
  }

  private double share(ScrubPlace at, View current) {
    ScrubPlace.Part part = at.part();
    return part.from() + (part.to() - part.from()) * work.share(at, current);
  }

  private void run() {
    try {
      while (!closed) {
        ScrubPlace now = place;
        if (now.isIdle()) {
          rest(now.passMillis() + passMillis - System.currentTimeMillis());
          if (!closed && System.currentTimeMillis() >= now.passMillis() + passMillis) {
            place = now.begin(System.currentTimeMillis());
          }
        } else {
          step(now);
        }
      }
    } catch (StoreException e) {
      found(e);
    } catch (IOException e) {
      found(new StoreException(Reason.IO, "store " + folder + " cannot be read: " + e, e));
    } catch (RuntimeException e) {
      log.error("the scrub broke off, the next start goes on with it", e);
    } finally {
      write();
    }
  }

  private void found(StoreException damage) {
    if (!closed && damage.reason() != Reason.CLOSED) {
      log.error("the scrub found damage: {}", damage.getMessage());
      place = place.suspected();
      store.stopped(damage);
      onDamage.accept(damage);
    }
  }

  private void step(ScrubPlace now) throws IOException {
    long began = System.nanoTime();
    View current = store.current();
    advance(now, current);
    long took = System.nanoTime() - began;
    if (place.isIdle() || System.nanoTime() - written > WRITE_NANOS) {
      write();
    }
    if (!place.isIdle()) {
      double due = now.begunMillis() + share(place, current) * passMillis * AIM;
      rest(Math.max((long) due - System.currentTimeMillis(), took / 1_000_000 + 1));
    }
  }

  private void advance(ScrubPlace now, View current) throws IOException {
    try {
      place =
          work.step(now, current)
              .orElseGet(() -> now.next(System.currentTimeMillis(), current.height()));
    } catch (StoreException e) {
      // the store may have gone back meanwhile: then once more
      if (e.reason() != Reason.NOT_RETAINED) {
        throw e;
      }
    }
    if (place.isIdle()) {
      log.info(
          "the scrub passed over everything, at height {}, in {} s",
          current.height(),
          (place.passMillis() - now.begunMillis()) / 1000);
    }
  }

  private void write() {
    written = System.nanoTime();
    try {
      place.write(folder);
    } catch (IOException e) {
      log.warn("the scrub's place was not kept: {}", e.toString());
    }
  }

  private void rest(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!closed && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
  }

  /** Ends after the step in progress. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
