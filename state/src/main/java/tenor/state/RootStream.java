package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The root of leaves that come one after the other in ascending order of keys, as {@code
 * docs/formats/state-tree.md} defines it. It holds one unfinished group per height and nothing of
 * the tree before it, and it shares nothing with {@link Tree} but the hash functions: a check of
 * the whole state must not trust what it checks.
 */
final class RootStream {
  /** Is told of each group of leaves once its last key was given. */
  @FunctionalInterface
  interface Groups {
    /** The group of {@code leaves} leaves that ends with {@code last} has this hash. */
    void group(byte[] last, long leaves, byte[] hash);
  }

  /** A subtree: its hash and the number of its leaves. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Item(byte[] hash, long leaves) {}

  // the unfinished group of height 1, 2, …
  private final List<List<Item>> open = new ArrayList<>();
  private final Groups groups;
  private byte[] last = {};
  private long leaves;

  RootStream(Groups groups) {
    this.groups = groups;
  }

  /** One that tells nobody of groups. */
  static RootStream silent() {
    return new RootStream((last, leaves, hash) -> {});
  }

  /**
   * Adds a leaf.
   *
   * @throws IllegalArgumentException if its key is not above all before it
   */
  void add(byte[] key, byte[] value) {
    if (Arrays.compareUnsigned(key, last) <= 0) {
      throw new IllegalArgumentException("keys must ascend");
    }
    last = key;
    leaves++;
    add(1, new Item(Hashing.leaf(key, value), 1), Hashing.level(key));
  }

  private void add(int height, Item item, int level) {
    if (open.size() < height) {
      open.add(new ArrayList<>());
    }
    List<Item> group = open.get(height - 1);
    group.add(item);
    if (level >= height) {
      add(height + 1, close(height), level);
    }
  }

  private Item close(int height) {
    List<Item> group = open.get(height - 1);
    Item closed = join(group);
    group.clear();
    if (height == 1) {
      groups.group(last, closed.leaves(), closed.hash());
    }
    return closed;
  }

  /** Two subtrees, split where the numbers of leaves are nearest to equal. */
  private static Item join(List<Item> items) {
    if (items.size() == 1) {
      return items.getFirst();
    }
    long total = items.stream().mapToLong(Item::leaves).sum();
    int split = 1;
    long before = items.getFirst().leaves();
    // going on pays while the next item's middle lies before the middle of all
    while (split < items.size() - 1 && 2 * before + items.get(split).leaves() < total) {
      before += items.get(split).leaves();
      split++;
    }
    Item left = join(items.subList(0, split));
    Item right = join(items.subList(split, items.size()));
    return new Item(Hashing.inner(left.hash(), right.hash()), total);
  }

  /** The number of leaves so far. */
  long leaves() {
    return leaves;
  }

  /**
   * Ends with the root; no leaf may follow.
   *
   * @throws IllegalStateException if there was no leaf
   */
  Bytes root() {
    if (leaves == 0) {
      throw new IllegalStateException("no leaf, no root");
    }
    for (int height = 1; height < open.size(); height++) {
      if (!open.get(height - 1).isEmpty()) {
        open.get(height).add(close(height));
      }
    }
    return Bytes.wrap(close(open.size()).hash());
  }
}
