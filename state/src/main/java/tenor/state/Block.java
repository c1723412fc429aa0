package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a block changes: leaves, and groups of height 2 or more. Each is written under the block's
 * height beside what was there before, which stays readable at smaller heights; the records of the
 * block tell what it wrote, to go back and to remove what nobody can read any more.
 *
 * @param head the state after the block
 * @param leaves the leaves, ascending by key
 * @param groups the groups, ascending by place
 */
record Block(Head head, List<Deltas.Delta> leaves, List<Made> groups) {
  /** The smallest height of the groups that are kept; those below are made from the leaves. */
  static final int LOWEST_GROUPS = 2;

  /**
   * A group that the block made, or the end of one.
   *
   * @param node the group; null: there is none any more
   * @param isNew whether there was none before
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Made(byte[] place, @Nullable Node node, boolean isNew) {}

  private static final byte[] NOTHING = {};

  private static final Comparator<Made> BY_PLACE =
      (a, b) -> Arrays.compareUnsigned(a.place(), b.place());

  /** What makes one state of another. */
  static Block of(View before, View after, Head head, Deltas deltas) {
    List<Made> groups = new ArrayList<>();
    SortedMap<Integer, Node> old = before.tops();
    SortedMap<Integer, Node> made = after.tops();
    TreeSet<Integer> prefixes = new TreeSet<>(old.keySet());
    prefixes.addAll(made.keySet());
    for (Integer prefix : prefixes) {
      groups(old.get(prefix), made.get(prefix), groups);
    }
    groups.sort(BY_PLACE);
    return new Block(head, deltas.list(), groups);
  }

  /** All groups of a state, as if one block had made it. */
  static Block first(View view, Head head) {
    return of(View.empty(view.known()), view, head, Deltas.NONE);
  }

  /** Adds the groups of one tree that the other does not have, from the top down. */
  private static void groups(@Nullable Node before, @Nullable Node after, List<Made> items) {
    int height = Math.max(before == null ? 0 : before.height(), after == null ? 0 : after.height());
    List<Node> old = List.of();
    List<Node> made = List.of();
    for (int at = height; at >= LOWEST_GROUPS; at--) {
      old = atHeight(at, before, old);
      made = atHeight(at, after, made);
      List<Node> gone = new ArrayList<>();
      List<Node> come = new ArrayList<>();
      compare(old, made, gone, come);
      add(at, gone, come, items);
      old = gone;
      made = come;
    }
  }

  /** The items of these groups, or the top if it is of this height. */
  private static List<Node> atHeight(int height, @Nullable Node top, List<Node> above) {
    if (top != null && top.height() == height) {
      return List.of(top);
    }
    List<Node> items = new ArrayList<>();
    above.forEach(node -> items.addAll(((Group) node).items()));
    return items;
  }

  /** Leaves out what both have; both ascend by last key. */
  private static void compare(List<Node> old, List<Node> made, List<Node> gone, List<Node> come) {
    int at = 0;
    for (Node node : old) {
      while (at < made.size() && Arrays.compareUnsigned(made.get(at).last, node.last) < 0) {
        come.add(made.get(at++));
      }
      if (at < made.size() && made.get(at) == node) {
        at++;
      } else {
        gone.add(node);
      }
    }
    come.addAll(made.subList(at, made.size()));
  }

  private static void add(int height, List<Node> gone, List<Node> come, List<Made> items) {
    int at = 0;
    for (Node node : come) {
      for (; at < gone.size() && order(gone.get(at), node) < 0; at++) {
        items.add(new Made(Place.of(height, gone.get(at).last), null, false));
      }
      boolean isNew = at == gone.size() || order(gone.get(at), node) != 0;
      items.add(new Made(Place.of(height, node.last), node, isNew));
      at += isNew ? 0 : 1;
    }
    for (; at < gone.size(); at++) {
      items.add(new Made(Place.of(height, gone.get(at).last), null, false));
    }
  }

  private static int order(Node a, Node b) {
    return Arrays.compareUnsigned(a.last, b.last);
  }

  /** Adds what the block writes, its records and the state that it makes. */
  void write(Batch batch) {
    long height = head.height();
    List<Chunk.Item> items = new ArrayList<>(leaves.size() + groups.size());
    for (Deltas.Delta leaf : leaves) {
      byte[] value = leaf.value();
      batch.put(Family.LEAVES, Version.key(leaf.key(), height), value == null ? NOTHING : value);
      items.add(Chunk.Item.leaf(height, leaf));
    }
    for (Made group : groups) {
      Node node = group.node();
      batch.put(
          Family.GROUPS,
          Version.key(group.place(), height),
          node == null ? NOTHING : Stubs.encode(node));
      int age = group.isNew() ? Chunk.Item.NEW : Chunk.Item.SOME;
      items.add(new Chunk.Item(group.place(), age, node == null));
    }
    Chunk.write(height, items, batch);
    byte[] encoded = head.encode();
    batch.put(Family.BLOCKS, Numbers.bytes(height), encoded);
    batch.put(Family.META, Disk.HEAD_KEY, encoded);
  }
}
