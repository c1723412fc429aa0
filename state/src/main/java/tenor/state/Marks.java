package tenor.state;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tenor.state.StoreException.Reason;

/** Which heights are kept. For any number of threads. */
final class Marks {
  private volatile long oldest;

  private final AtomicLong changes = new AtomicLong();

  /** Where each rollback since the start went, in order. */
  private final List<Long> rollbacks = new CopyOnWriteArrayList<>();

  Marks(long oldest) {
    this.oldest = oldest;
  }

  /** The smallest retained height. */
  long oldest() {
    return oldest;
  }

  void oldest(long height) {
    oldest = Math.max(oldest, height);
  }

  /** Before a rollback is written: from now on, states above the height are gone. */
  void rollingBack(long height) {
    changes.incrementAndGet();
    rollbacks.add(height);
  }

  /** After a rollback is written. */
  void rolledBack() {
    changes.incrementAndGet();
  }

  /** After all that was on disk was replaced by the state of one height. */
  void restart(long height) {
    changes.incrementAndGet();
    rollbacks.add(-1L);
    oldest = height;
    changes.incrementAndGet();
  }

  /** Odd while a rollback is written; a reading is right if this was even and is the same after. */
  long changes() {
    return changes.get();
  }

  /** The number of rollbacks so far, for {@link #requireRetained}. */
  int rollbacks() {
    return rollbacks.size();
  }

  /**
   * What was read of a height is right only if it is retained after the reading.
   *
   * @param since {@link #rollbacks()} when the height was first looked at
   */
  void requireRetained(long height, int since) {
    if (height < oldest) {
      throw gone(height, "smaller heights than " + oldest + " are no longer kept");
    }
    // by number: a part of the list could not be walked while another rollback begins
    for (int i = since; i < rollbacks.size(); i++) {
      long target = rollbacks.get(i);
      if (height > target) {
        throw gone(height, "the store went back to height " + target);
      }
    }
  }

  private static StoreException gone(long height, String why) {
    return new StoreException(Reason.NOT_RETAINED, "height " + height + " is not kept: " + why);
  }
}
