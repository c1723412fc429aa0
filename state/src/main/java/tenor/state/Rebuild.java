package tenor.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Applies sorted edits to a tree, opening only the groups that they touch.
 *
 * <p>A touched group is replaced by the groups that its new items form. Its last item may have lost
 * the key that ended it; such an item is open, and is joined with its right neighbours ({@link
 * Joiner}). So the shape is the one that the keys alone give, whatever the order of the edits.
 *
 * <p>Touched parts do not depend on each other until they are put in a row, in the order of keys;
 * so they are made by as many threads as there are, and the result is the same.
 */
final class Rebuild {
  /**
   * What becomes of a tree.
   *
   * @param replaced the pages of the old tree that are not in it
   * @param made its new pages, and perhaps some that were joined since
   */
  record Outcome(@Nullable Node top, Collection<Page> replaced, Collection<Page> made) {}

  /** Fewer edits than this are not worth another thread. */
  private static final int FEW = 48;

  private final Edits edits;
  private final Origin origin;
  private final boolean forks;
  private final Collection<Page> replaced = new ConcurrentLinkedQueue<>();
  private final Collection<Page> made = new ConcurrentLinkedQueue<>();

  private Rebuild(Edits edits, Origin origin, boolean forks) {
    this.edits = edits;
    this.origin = origin;
    this.forks = forks;
  }

  /** Applies edits to a tree whose untouched pages are read from {@code origin}. */
  static Outcome apply(@Nullable Node top, Edits edits, Origin origin, ForkJoinPool pool) {
    boolean forks = edits.size() > FEW;
    Rebuild rebuild = new Rebuild(edits, origin, forks);
    Node newTop =
        forks ? pool.invoke(ForkJoinTask.adapt(() -> rebuild.run(top))) : rebuild.run(top);
    return new Outcome(newTop, rebuild.replaced, rebuild.made);
  }

  private @Nullable Node run(@Nullable Node top) {
    int height = top == null ? 1 : top.height();
    return top(
        height, top == null ? merge(null, 0, edits.size()) : update(top, null, 0, edits.size()));
  }

  /** The top over items of a height; none if there are none. */
  static @Nullable Node top(int height, List<Node> row) {
    List<Node> items = row;
    for (int above = height + 1; items.size() > 1; above++) {
      List<Node> groups = new ArrayList<>();
      cut(above, items, null, groups);
      items = groups;
    }
    Node node = items.isEmpty() ? null : items.getFirst();
    while (node instanceof Group group && group.size() == 1) {
      node = group.item(0);
    }
    return node;
  }

  /** What becomes of a node, which begins after {@code above}, under some of the edits. */
  private List<Node> update(Node node, byte @Nullable [] above, int from, int to) {
    return switch (node) {
      case Page page -> updatePage(page, above, from, to);
      case Group group -> updateGroup(group, above, from, to);
    };
  }

  private List<Node> updatePage(Page page, byte @Nullable [] above, int from, int to) {
    Content heap = page.onHeap();
    Content content = heap == null ? origin.content(page, above) : heap;
    replaced.add(page);
    Content same = sameKeys(content, heap == null, from, to);
    if (same == null) {
      return merge(new Old(content, 0, content.count(), page.lastLevel), from, to);
    }
    Page changed = page.with(same);
    made.add(changed);
    return List.of(changed);
  }

  /** The content with other values, if the edits change nothing else. */
  private @Nullable Content sameKeys(Content content, boolean isOurs, int from, int to) {
    int[] at = new int[to - from];
    byte[][] hashes = new byte[to - from][];
    long[] versions = new long[to - from];
    byte[][] values = new byte[to - from][];
    int leaf = 0;
    for (int i = from; i < to; i++) {
      byte[] key = edits.key(i);
      byte[] value = edits.value(i);
      leaf = content.find(key, leaf);
      if (value == null || !content.isAt(leaf, key)) {
        return null;
      }
      byte[] hash = Hashing.leaf(key, value);
      boolean same = edits.isSame(content, leaf, hash);
      edits.found(i, same ? Edits.SAME : content.version(leaf));
      at[i - from] = same ? -1 : leaf;
      hashes[i - from] = hash;
      versions[i - from] = edits.version(i);
      values[i - from] = value;
    }
    return (isOurs ? content : content.copy()).set(at, hashes, versions, values);
  }

  /** Some leaves of an old page; if the last of the page is among them, it has this level. */
  private record Old(Content content, int from, int to, int lastLevel) {
    int level(int leaf) {
      return leaf == content.count() - 1 ? lastLevel : 0;
    }

    Old part(int a, int b) {
      return new Old(content, a, b, lastLevel);
    }
  }

  /** The pages of old leaves, if any, under some of the edits. */
  private List<Node> merge(@Nullable Old old, int from, int to) {
    if (!forks || to - from <= 16 * FEW) {
      return mergeAlone(old, from, to);
    }
    int middle = (from + to) >>> 1;
    int split = old == null ? 0 : old.content().find(edits.key(middle), old.from());
    Old left = old == null ? null : old.part(old.from(), Math.min(split, old.to()));
    Old right = old == null ? null : old.part(Math.min(split, old.to()), old.to());
    return inRow(
        List.of(
            ForkJoinTask.adapt(() -> merge(left, from, middle)),
            ForkJoinTask.adapt(() -> merge(right, middle, to))));
  }

  private List<Node> mergeAlone(@Nullable Old old, int from, int to) {
    Packer packer = new Packer(origin.keepsValuesInPages());
    int leaf = old == null ? 0 : old.from();
    for (int i = from; i < to; i++) {
      byte[] key = edits.key(i);
      byte[] value = edits.value(i);
      long before = Edits.ABSENT;
      int level = -1;
      if (old != null) {
        int at = Math.min(old.content().find(key, leaf), old.to());
        add(packer, old, leaf, at);
        boolean hit = at < old.to() && old.content().isAt(at, key);
        before = hit ? old.content().version(at) : Edits.ABSENT;
        level = hit ? old.level(at) : -1;
        leaf = hit ? at + 1 : at;
        if (hit && value != null && edits.isSame(old.content(), at, Hashing.leaf(key, value))) {
          edits.found(i, Edits.SAME);
          packer.add(old.content(), at, at + 1, level);
          continue;
        }
      }
      edits.found(i, before);
      if (value != null) {
        boolean isNew = before == Edits.ABSENT;
        packer.add(key, value, edits.version(i), isNew ? Hashing.level(key) : level);
      }
    }
    if (old != null) {
      add(packer, old, leaf, old.to());
    }
    return made(packer);
  }

  private List<Node> made(Packer packer) {
    List<Node> pages = packer.finish();
    pages.forEach(page -> made.add((Page) page));
    return pages;
  }

  private static void add(Packer packer, Old old, int a, int b) {
    packer.add(old.content(), a, b, b == 0 ? 0 : old.level(b - 1));
  }

  /** An item of a group with the edits that touch it. */
  private record Touched(int item, int from, int to) {}

  private List<Node> updateGroup(Group group, byte @Nullable [] above, int from, int to) {
    List<Touched> touched = touched(group, from, to);
    List<List<Node>> made = new ArrayList<>(touched.size());
    if (forks && to - from > FEW && touched.size() > 1) {
      List<ForkJoinTask<List<Node>>> tasks = new ArrayList<>(touched.size());
      for (Touched each : touched) {
        tasks.add(ForkJoinTask.adapt(() -> update(group, above, each)));
      }
      ForkJoinTask.invokeAll(tasks);
      tasks.forEach(task -> made.add(task.join()));
    } else {
      touched.forEach(each -> made.add(update(group, above, each)));
    }
    Joiner items = new Joiner(this);
    int next = 0;
    for (int i = 0; i < made.size(); i++) {
      int item = touched.get(i).item();
      for (; next < item; next++) {
        items.append(group.item(next));
      }
      items.append(made.get(i));
      next = item + 1;
    }
    for (; next < group.size(); next++) {
      items.append(group.item(next));
    }
    List<Node> groups = new ArrayList<>();
    cut(group.height(), items.finish(), group, groups);
    return groups;
  }

  private List<Node> update(Group group, byte @Nullable [] above, Touched touched) {
    int item = touched.item();
    byte[] before = item == 0 ? above : group.item(item - 1).last;
    return update(group.item(item), before, touched.from(), touched.to());
  }

  private List<Touched> touched(Group group, int from, int to) {
    List<Touched> touched = new ArrayList<>();
    int lastItem = group.size() - 1;
    int item = 0;
    int edit = from;
    while (edit < to) {
      item = Math.min(group.find(edits.key(edit), item), lastItem);
      int end = item == lastItem ? to : edits.above(group.item(item).last, edit, to);
      touched.add(new Touched(item, edit, end));
      edit = end;
      item++;
    }
    return touched;
  }

  private List<Node> inRow(List<ForkJoinTask<List<Node>>> tasks) {
    ForkJoinTask.invokeAll(tasks);
    Joiner row = new Joiner(this);
    tasks.forEach(task -> row.append(task.join()));
    return row.finish();
  }

  /** One item of several, each but perhaps the last without the key that ends it. */
  Node join(List<Node> parts) {
    return parts.getFirst() instanceof Page ? joinPages(parts) : joinGroups(parts);
  }

  private Node joinPages(List<Node> parts) {
    Packer packer = new Packer(origin.keepsValuesInPages());
    byte[] above = null;
    for (Node part : parts) {
      Page page = (Page) part;
      Content content = page.content(origin, above);
      packer.add(content, 0, content.count(), page.lastLevel);
      replaced.add(page);
      above = page.last;
    }
    return made(packer).getFirst();
  }

  private Node joinGroups(List<Node> parts) {
    Joiner items = new Joiner(this);
    for (Node part : parts) {
      Group group = (Group) part;
      for (int i = 0; i < group.size(); i++) {
        items.append(group.item(i));
      }
    }
    return Group.of(parts.getFirst().height(), items.finish(), null);
  }

  /** Cuts items into groups after each whose last key has the level of the groups. */
  private static void cut(
      int height, List<Node> items, @Nullable Group replaced, List<Node> groups) {
    int start = 0;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).lastLevel >= height || i == items.size() - 1) {
        groups.add(Group.of(height, items.subList(start, i + 1), replaced));
        start = i + 1;
      }
    }
  }
}
