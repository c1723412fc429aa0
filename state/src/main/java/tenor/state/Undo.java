package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a block replaced: leaves with their values before, and groups of height 2 or more with their
 * stubs before. A state of the past is the present one with these put back.
 *
 * @param before the state before the block
 * @param items ascending by place
 */
record Undo(Head before, List<Chunk.Item> items) {
  /** The smallest height of the groups that are kept; those below are made from the leaves. */
  static final int LOWEST_GROUPS = 2;

  private static final Comparator<Chunk.Item> BY_PLACE =
      (a, b) -> Arrays.compareUnsigned(a.place(), b.place());

  /**
   * What a block replaces.
   *
   * @param head the head of the state before it
   * @param values the keys that it changes with the values before it, ascending
   */
  static Undo of(Head head, View before, View after, List<Edits.Edit> values) {
    List<Chunk.Item> items = new ArrayList<>(values.size() + values.size() / 4);
    for (Edits.Edit edit : values) {
      items.add(new Chunk.Item(Place.leaf(edit.key()), edit.value()));
    }
    int leaves = items.size();
    SortedMap<Integer, Node> old = before.tops();
    SortedMap<Integer, Node> made = after.tops();
    TreeSet<Integer> prefixes = new TreeSet<>(old.keySet());
    prefixes.addAll(made.keySet());
    for (Integer prefix : prefixes) {
      groups(old.get(prefix), made.get(prefix), items);
    }
    items.subList(leaves, items.size()).sort(BY_PLACE);
    return new Undo(head, items);
  }

  /** Adds the groups of one tree that the other does not have, from the top down. */
  private static void groups(@Nullable Node before, @Nullable Node after, List<Chunk.Item> items) {
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

  private static void add(int height, List<Node> gone, List<Node> come, List<Chunk.Item> items) {
    int at = 0;
    for (Node node : gone) {
      items.add(new Chunk.Item(Place.of(height, node.last), Stubs.encode(node)));
    }
    for (Node node : come) {
      while (at < gone.size() && Arrays.compareUnsigned(gone.get(at).last, node.last) < 0) {
        at++;
      }
      if (at == gone.size() || !Arrays.equals(gone.get(at).last, node.last)) {
        items.add(new Chunk.Item(Place.of(height, node.last), null));
      }
    }
  }

  /** Adds the records of the block at a height. */
  void write(long height, Batch batch) {
    batch.put(Family.UNDO, Numbers.bytes(height), before.encode());
    Chunk.write(height, items, batch);
  }

  /**
   * Adds the removal of the records of the block at a height, and of what the index has of them.
   */
  void remove(long height, Batch batch) {
    batch.delete(Family.UNDO, Numbers.bytes(height));
    Chunk.keys(height, items).forEach(key -> batch.delete(Family.UNDO, key));
    for (Chunk.Item item : items) {
      batch.delete(Family.INDEX, Place.indexKey(item.place(), height));
    }
  }

  /** The values before the block, ascending by key. */
  List<Edits.Edit> edits() {
    return items.stream()
        .filter(item -> Place.isLeaf(item.place()))
        .map(item -> new Edits.Edit(Place.key(item.place()), item.before()))
        .toList();
  }
}
