package tenor.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the leaves of a tree in order. Pages are read some at a time, more of them the longer the
 * walk, so that a short one reads little and a long one seldom goes to the disk.
 */
final class Scan implements Iterator<Leaf> {
  private static final int MOST_PAGES = 64;

  private static final class Level {
    final Group group;
    int next;

    Level(Group group, int next) {
      this.group = group;
      this.next = next;
    }
  }

  private final Origin origin;
  private final byte @Nullable [] to;
  private final Deque<Level> levels = new ArrayDeque<>();
  private @Nullable Page nextPage;
  private byte @Nullable [] above;
  private int batch = 1;
  private Iterator<Leaf> leaves = Collections.emptyIterator();
  private @Nullable Leaf next;

  Scan(@Nullable Node top, Origin origin, byte[] from, byte @Nullable [] to) {
    this.origin = origin;
    this.to = to == null ? null : to.clone();
    if (top == null || Arrays.compareUnsigned(top.last, from) < 0) {
      return;
    }
    Node node = top;
    while (node instanceof Group group) {
      int index = group.find(from, 0);
      above = index == 0 ? above : group.item(index - 1).last;
      levels.push(new Level(group, index + 1));
      node = group.item(index);
    }
    nextPage = (Page) node;
    do {
      advance();
    } while (next != null && Arrays.compareUnsigned(next.rawKey(), from) < 0);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Leaf next() {
    Leaf found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    advance();
    return found;
  }

  private void advance() {
    next = null;
    if (!leaves.hasNext() && nextPage != null) {
      leaves = origin.leaves(pages()).iterator();
    }
    if (leaves.hasNext()) {
      Leaf leaf = leaves.next();
      next = to == null || Arrays.compareUnsigned(leaf.rawKey(), to) < 0 ? leaf : null;
    }
  }

  /** The next pages to read. */
  private List<Origin.PageAt> pages() {
    List<Origin.PageAt> pages = new ArrayList<>();
    while (nextPage != null && pages.size() < batch) {
      Page page = nextPage;
      pages.add(new Origin.PageAt(page, above));
      above = page.last;
      boolean last = to != null && Arrays.compareUnsigned(page.last, to) >= 0;
      nextPage = last ? null : pageAfter();
    }
    batch = Math.min(2 * batch, MOST_PAGES);
    return pages;
  }

  private @Nullable Page pageAfter() {
    while (!levels.isEmpty()) {
      Level level = levels.getFirst();
      if (level.next == level.group.size()) {
        levels.pop();
        continue;
      }
      Node node = level.group.item(level.next++);
      while (node instanceof Group group) {
        levels.push(new Level(group, 1));
        node = group.item(0);
      }
      return (Page) node;
    }
    return null;
  }
}
