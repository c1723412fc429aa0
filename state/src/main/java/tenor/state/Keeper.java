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

  /** A block was committed, whose state lacks these pages of the one before. */
  void committed(View view, List<Page> replaced) {
    waiting.acquireUninterruptibly();
    thread.execute(
        () -> {
          try {
            settle(view);
            gone.addLast(new Gone(view.height(), replaced));
            while (!gone.isEmpty() && gone.getFirst().height() <= view.height() - heights) {
              gone.removeFirst().pages().forEach(page -> page.free(memory));
            }
          } finally {
            waiting.release();
          }
        });
  }

  /** Another state is the current one: what was replaced may be part of it. */
  void restarted() {
    thread.execute(gone::clear);
  }

  /** Moves the contents of a view's new pages from the heap. */
  void settle(View view) {
    view.tops().values().forEach(this::settle);
  }

  /** Moves the content of a page that nobody else has yet. For several threads. */
  void settle(Page page) {
    page.settle(memory);
  }

  private void settle(Node node) {
    switch (node) {
      case Page page -> page.settle(memory);
      case Group group -> {
        if (group.takeFresh()) {
          group.items().forEach(this::settle);
        }
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
