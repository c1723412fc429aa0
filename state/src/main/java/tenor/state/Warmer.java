package tenor.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the contents of pages that a start left nowhere, on a thread beside everything else, until
 * all are in memory or that is full. Without it, each page would be made when a block first touches
 * it, which is slower one by one.
 */
final class Warmer implements AutoCloseable {
  /** A part of the bound that is left to what is used. */
  private static final int RESERVE = 8;

  private final PageMemory memory;
  private final Source source;
  private final Thread thread;
  private volatile boolean stopped;

  private Warmer(PageMemory memory, View view, Source source) {
    this.memory = memory;
    this.source = source;
    this.thread = Thread.ofPlatform().name("store-warmer").daemon().unstarted(() -> run(view));
  }

  /** Begins with the pages of a view that this source has the leaves of. */
  static Warmer start(PageMemory memory, View view, Source source) {
    Warmer warmer = new Warmer(memory, view, source);
    warmer.thread.start();
    return warmer;
  }

  private void run(View view) {
    try {
      for (Node top : view.tops().values()) {
        warm(top, null);
      }
    } catch (StoreException e) {
      // nothing is lost: whoever needs a page makes it, and meets what is wrong with the disk
      stopped = true;
    }
  }

  /** Warms what is under a node that begins after a key. */
  private void warm(Node node, byte @Nullable [] above) {
    if (!(node instanceof Group group) || stopped) {
      return;
    }
    if (group.height() == 2) {
      if (memory.isAlmostFull(RESERVE)) {
        stopped = true;
      } else {
        make(group, above);
      }
      return;
    }
    byte[] before = above;
    for (Node item : group.items()) {
      warm(item, before);
      before = item.last;
    }
  }

  /** Makes all pages of a group from one walk over its leaves. */
  private void make(Group group, byte @Nullable [] above) {
    List<Node> pages = group.items();
    if (pages.stream().allMatch(page -> ((Page) page).isSettled(memory))) {
      return;
    }
    Packer packer = new Packer(false);
    for (Edits.Edit leaf : source.range(above, group.last)) {
      packer.add(leaf, Hashing.level(leaf.key()));
    }
    List<Node> made = packer.finish();
    for (int i = 0; i < Math.min(made.size(), pages.size()); i++) {
      ((Page) pages.get(i)).keepIfSame((Page) made.get(i), memory);
    }
  }

  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
