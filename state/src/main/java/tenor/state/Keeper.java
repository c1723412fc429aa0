package tenor.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Moves the contents of new pages from the heap to {@link PageMemory}, and frees those of replaced
 * pages some heights later, on a thread beside the blocks.
 */
final class Keeper implements AutoCloseable {
  /** Blocks whose pages may wait on the heap. */
  private static final int WAITING = 2;

  private record Gone(long height, List<Page> pages) {}

  private final PageMemory memory;
  private final int heights;
  private final Semaphore waiting = new Semaphore(WAITING);
  private final Deque<Gone> gone = new ArrayDeque<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("store-pages").daemon().factory());

  /** Keeps the pages of so many heights before the current one. */
  Keeper(PageMemory memory, int heights) {
    this.memory = memory;
    this.heights = heights;
  }

  /** A block was committed. */
  void committed(Staged block) {
    waiting.acquireUninterruptibly();
    long height = block.height();
    List<Page> made = block.made();
    List<Page> replaced = block.replaced();
    thread.execute(
        () -> {
          try {
            made.forEach(page -> page.settle(memory));
            gone.addLast(new Gone(height, replaced));
            while (!gone.isEmpty() && gone.getFirst().height() <= height - heights) {
              gone.removeFirst().pages().forEach(page -> page.free(memory));
            }
          } finally {
            waiting.release();
          }
        });
  }

  /** Another state is the current one: what was replaced may be part of it. */
  void restarted(View view) {
    thread.execute(
        () -> {
          gone.clear();
          view.tops().values().forEach(this::settle);
        });
  }

  /** Moves the contents of all pages under a node from the heap. */
  void settle(Node node) {
    switch (node) {
      case Page page -> page.settle(memory);
      case Group group -> group.items().forEach(this::settle);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
