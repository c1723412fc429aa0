package tenor.state;

import java.lang.foreign.Arena;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * Contents of pages outside the heap, within a bound. Safe for any number of threads.
 *
 * <p>A content lies in a chain of {@link Blocks}. Blocks are all of one size, so that no freed
 * space is of the wrong size, whatever pages the state comes to have. A handle names the first
 * block and the stamp that the block got when the content was put there; it is never another
 * content's. Putting takes free blocks, then new ones up to the bound, and then those of a content
 * that was not read since the clock's hand last passed it.
 *
 * <p>Reading copies the content out under a lock of its first block's stripe, and freeing changes
 * the stamp under the same lock before any block of the chain is used again. So nothing is read
 * after it is freed, and nothing depends on the garbage collector.
 */
final class PageMemory implements AutoCloseable {
  /** The handle of no content. */
  static final long NONE = 0;

  /** The handle of a page whose content is not to be put again. */
  static final long NEVER = -1;

  private static final int STRIPES = 64;
  private static final int MAX_EMPTY_TURNS = 2;

  private final Arena arena = Arena.ofShared();
  private final Blocks blocks;
  private final Lock[] stripes = new Lock[STRIPES];
  private final Lock allocation = new ReentrantLock();
  private final int capacity;
  private int firstFree = Blocks.END;
  private int free;
  private int used;
  private int hand;
  private int stamps;
  private volatile boolean closed;

  /** A memory of at most so many bytes, which takes them as it needs them. */
  PageMemory(long bytes) {
    this.capacity = Blocks.capacity(bytes);
    this.blocks = new Blocks(arena, capacity);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  private Lock stripe(int block) {
    return stripes[block % STRIPES];
  }

  private static int block(long handle) {
    return (int) (handle >>> Integer.SIZE);
  }

  private static int stamp(long handle) {
    return (int) handle;
  }

  /** Copies a content in; {@link #NONE} if it is larger than all the memory, or that is closed. */
  long put(byte[] content) {
    int length = Blocks.chainLength(content.length);
    int first;
    int stamp;
    allocation.lock();
    try {
      if (closed || length > capacity || !makeRoom(length)) {
        return NONE;
      }
      first = take(length);
      stamps = stamps >= Blocks.MAX_STAMP ? 1 : stamps + 1;
      stamp = stamps;
    } finally {
      allocation.unlock();
    }
    Lock lock = stripe(first);
    lock.lock();
    try {
      if (!closed) {
        blocks.write(first, content);
        blocks.stamp(first, stamp);
      }
    } finally {
      lock.unlock();
    }
    return ((long) first << Integer.SIZE) | stamp;
  }

  /** A copy of a content; none if it was freed or evicted. */
  byte @Nullable [] read(long handle) {
    if (handle == NONE || handle == NEVER) {
      return null;
    }
    int first = block(handle);
    Lock lock = stripe(first);
    lock.lock();
    try {
      requireOpen();
      if (blocks.stamp(first) != stamp(handle)) {
        return null;
      }
      blocks.markRead(first);
      return blocks.read(first);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a content is here. */
  boolean holds(long handle) {
    if (handle == NONE || handle == NEVER) {
      return false;
    }
    Lock lock = stripe(block(handle));
    lock.lock();
    try {
      return !closed && blocks.stamp(block(handle)) == stamp(handle);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a content, if it is still here. */
  void free(long handle) {
    if (handle == NONE || handle == NEVER) {
      return;
    }
    allocation.lock();
    try {
      if (!closed && unstamp(block(handle), stamp(handle))) {
        release(block(handle));
      }
    } finally {
      allocation.unlock();
    }
  }

  /** The bytes that contents take now. */
  long usedBytes() {
    allocation.lock();
    try {
      return (long) (used - free) * Blocks.SIZE;
    } finally {
      allocation.unlock();
    }
  }

  /** Whether less than the given part of the bound is left. */
  boolean isAlmostFull(int part) {
    allocation.lock();
    try {
      return capacity - used + free < capacity / part;
    } finally {
      allocation.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException(Reason.CLOSED, "the store is closed");
    }
  }

  /** Takes the stamp off a block that has it, so that nobody reads its chain from then on. */
  private boolean unstamp(int block, int stamp) {
    Lock lock = stripe(block);
    lock.lock();
    try {
      boolean there = blocks.stamp(block) == stamp;
      if (there) {
        blocks.stamp(block, 0);
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  private void release(int first) {
    free += blocks.length(first);
    blocks.next(blocks.last(first), firstFree);
    firstFree = first;
  }

  private boolean makeRoom(int length) {
    int passed = 0;
    while (free + capacity - used < length) {
      if (passed > MAX_EMPTY_TURNS * capacity) {
        // the rest is being written by other threads
        return false;
      }
      passed++;
      hand = hand + 1 >= used ? 0 : hand + 1;
      evict(hand);
    }
    return true;
  }

  /** Frees what begins at this block, unless it was read since the hand was here. */
  private void evict(int block) {
    Lock lock = stripe(block);
    int stamp;
    lock.lock();
    try {
      stamp = blocks.stamp(block);
      if (stamp == 0 || blocks.unmarkRead(block)) {
        return;
      }
      blocks.stamp(block, 0);
    } finally {
      lock.unlock();
    }
    release(block);
  }

  /** Takes a chain of free and new blocks. */
  private int take(int length) {
    int first = Blocks.END;
    for (int i = 0; i < length; i++) {
      int block;
      if (firstFree != Blocks.END) {
        block = firstFree;
        firstFree = blocks.next(block);
        free--;
      } else {
        block = used++;
        blocks.require(block);
      }
      blocks.next(block, first);
      first = block;
    }
    return first;
  }

  @Override
  public void close() {
    allocation.lock();
    for (Lock stripe : stripes) {
      stripe.lock();
    }
    try {
      if (!closed) {
        closed = true;
        arena.close();
      }
    } finally {
      for (Lock stripe : stripes) {
        stripe.unlock();
      }
      allocation.unlock();
    }
  }
}
