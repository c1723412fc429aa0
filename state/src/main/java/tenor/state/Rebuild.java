package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies sorted edits to a tree, opening only the groups that they touch.
 *
 * <p>A touched group is replaced by the groups that its new items form. Its last item may have lost
 * the key that ended it; such an item is open, and is joined with its right neighbour as soon as
 * that is appended. Joining opens at most the last item of the left and the first of the right at
 * each height, so the shape is the one that the keys alone give, whatever the order of the edits.
 */
final class Rebuild {
  private final Edits edits;

  private Rebuild(Edits edits) {
    this.edits = edits;
  }

  /** The top of the edited tree, sealed; none if it is empty. */
  static @Nullable Node apply(@Nullable Node top, Edits edits) {
    Rebuild rebuild = new Rebuild(edits);
    List<Node> items = new ArrayList<>();
    int height = 0;
    if (top == null) {
      rebuild.insert(0, edits.size(), items);
    } else {
      height = top.height();
      rebuild.update(top, 0, edits.size(), items);
    }
    while (items.size() > 1) {
      height++;
      List<Node> groups = new ArrayList<>();
      cut(height, items, null, groups);
      items = groups;
    }
    return items.isEmpty() ? null : seal(items.getFirst());
  }

  private static Node seal(Node top) {
    Node node = top;
    while (node instanceof Group group && group.size() == 1) {
      node = group.item(0);
    }
    if (node instanceof Group group) {
      group.seal();
    }
    return node;
  }

  /** Appends what becomes of {@code node} under edits {@code from} to {@code to}. */
  private void update(Node node, int from, int to, List<Node> out) {
    switch (node) {
      case Leaf leaf -> updateLeaf(leaf, from, to, out);
      case Group group -> updateGroup(group, from, to, out);
    }
  }

  private void updateLeaf(Leaf leaf, int from, int to, List<Node> out) {
    int after = edits.above(leaf.last, from, to);
    boolean hit = after > from && Arrays.equals(edits.key(after - 1), leaf.last);
    insert(from, hit ? after - 1 : after, out);
    if (!hit) {
      out.add(leaf);
    } else {
      byte[] value = edits.value(after - 1);
      if (value != null) {
        out.add(leaf.with(value));
      }
    }
    insert(after, to, out);
  }

  private void insert(int from, int to, List<Node> out) {
    for (int i = from; i < to; i++) {
      byte[] value = edits.value(i);
      if (value != null) {
        out.add(Leaf.of(edits.key(i), value));
      }
    }
  }

  private void updateGroup(Group group, int from, int to, List<Node> out) {
    List<Node> items = new ArrayList<>(group.size() + 8);
    int lastItem = group.size() - 1;
    int item = 0;
    int edit = from;
    while (edit < to) {
      int touched = Math.min(group.find(edits.key(edit), item), lastItem);
      for (; item < touched; item++) {
        append(group.item(item), items);
      }
      int end = touched == lastItem ? to : edits.above(group.item(touched).last, edit, to);
      List<Node> made = new ArrayList<>();
      update(group.item(touched), edit, end, made);
      made.forEach(node -> append(node, items));
      item = touched + 1;
      edit = end;
    }
    for (; item <= lastItem; item++) {
      append(group.item(item), items);
    }
    cut(group.height(), items, group, out);
  }

  /** Adds an item to the right of others, joining it to an open one before it. */
  private static void append(Node node, List<Node> items) {
    if (items.isEmpty() || !items.getLast().isOpen()) {
      items.add(node);
    } else {
      items.set(items.size() - 1, join((Group) items.getLast(), (Group) node));
    }
  }

  private static Group join(Group left, Group right) {
    List<Node> items = new ArrayList<>(left.items());
    right.items().forEach(item -> append(item, items));
    return Group.of(left.height(), items, null);
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
