package tenor.state;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * Checks what a store keeps of older heights: that the records of every kept block are there, one
 * upon the other, that the index leads to each of them and to nothing else, and that the oldest
 * state they give, walked leaf by leaf, has the app hash it had.
 */
final class HistoryCheck {
  /** Bytes of old values to hold while an old state is walked. */
  private static final long HELD = 48L << 20;

  private final FrozenDisk disk;
  private final Components components;
  private final Head head;
  private final long oldest;
  private final long indexed;
  private final NavigableMap<Long, Head> before = new TreeMap<>();
  private final NavigableMap<Long, Long> sizes = new TreeMap<>();
  private byte[] lastPlace = {};
  private long records;
  private long expected;
  private long found;

  HistoryCheck(FrozenDisk disk, Components components, Head head) {
    this.disk = disk;
    this.components = components;
    this.head = head;
    this.oldest = number(Disk.OLDEST_KEY);
    this.indexed = number(Disk.INDEXED_KEY);
  }

  private long number(byte[] name) {
    return disk.read(Family.META, name).map(bytes -> Numbers.number(bytes, 0)).orElse(0L);
  }

  /** The smallest height that can be gone back to. */
  long oldest() {
    return oldest;
  }

  /** The number of older heights whose records were checked. */
  long heights() {
    return before.size();
  }

  /**
   * Checks the records and the index.
   *
   * @throws StoreException CORRUPT, with what is wrong
   */
  void records(Progress progress) {
    long about = disk.estimate(Family.UNDO) + disk.estimate(Family.INDEX);
    disk.each(
        Family.UNDO,
        (key, value) -> {
          record(key, value);
          step(progress, about);
        });
    long last = before.isEmpty() ? oldest : before.lastKey();
    require(last == head.height(), "the records end at height " + last);
    disk.each(
        Family.INDEX,
        (key, value) -> {
          long height = Place.indexedHeight(key);
          found += height > oldest && height <= indexed ? mix(key) : 0;
          step(progress, about);
        });
    require(found == expected, "the index and the records do not belong together");
    progress.at(records, records);
  }

  private void step(Progress progress, long about) {
    records++;
    if (records % 1024 == 0) {
      progress.at(records, Math.max(records, about));
    }
  }

  private void record(byte[] key, byte[] value) {
    long height = Chunk.height(key);
    if (height <= oldest) {
      // what pruning has not removed yet
      return;
    }
    if (Chunk.isHead(key)) {
      long last = before.isEmpty() ? oldest : before.lastKey();
      Head then = Head.decode(value);
      require(
          then.height() == last,
          "the block at height " + height + " stands on " + then.height() + ", not on " + last);
      before.put(height, then);
      sizes.put(height, 0L);
      lastPlace = new byte[0];
      return;
    }
    require(
        !before.isEmpty() && before.lastKey() == height,
        "there are records of height " + height + ", but not which state it stood on");
    for (Chunk.Item item : Chunk.decode(value)) {
      require(
          Arrays.compareUnsigned(lastPlace, item.place()) < 0,
          "the records of height " + height + " do not ascend");
      lastPlace = item.place();
      expected += height <= indexed ? mix(Place.indexKey(item.place(), height)) : 0;
      byte[] old = item.before();
      sizes.merge(height, 96L + item.place().length + (old == null ? 0 : old.length), Long::sum);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new StoreException(Reason.CORRUPT, otherwise);
    }
  }

  /** So that the sum over a set depends on every element, in no order. */
  private static long mix(byte[] key) {
    byte[] hash = Hashing.sha256().digest(key);
    return Numbers.number(hash, 0);
  }

  /**
   * Walks the oldest state whose differences from the current one fit into memory.
   *
   * @return its height; none if there is no older one
   * @throws StoreException CORRUPT if it is not what it was
   */
  Optional<Long> walk(Progress progress) {
    long from = reach();
    Map.Entry<Long, Head> next = before.higherEntry(from);
    if (next == null) {
      return Optional.empty();
    }
    StateWalk walk = new StateWalk(components, (last, leaves, hash) -> {});
    long about = disk.estimate(Family.VALUES);
    past(
        changed(from),
        (key, value) -> {
          walk.add(key, value);
          if (walk.leaves() % 4096 == 0) {
            progress.at(walk.leaves(), Math.max(about, walk.leaves()));
          }
        });
    progress.at(walk.leaves(), walk.leaves());
    Head then = next.getValue();
    require(
        walk.appHash().filter(then.appHash()::equals).isPresent(),
        "height "
            + then.height()
            + " had app hash "
            + then.appHash()
            + ", its values give "
            + walk.appHash().map(Bytes::hex).orElse("none"));
    return Optional.of(then.height());
  }

  private long reach() {
    long held = 0;
    for (Map.Entry<Long, Long> block : sizes.descendingMap().entrySet()) {
      held += block.getValue();
      if (held > HELD) {
        return block.getKey();
      }
    }
    return oldest;
  }

  /** What the keys that changed above a height had there. */
  private NavigableMap<byte[], Optional<byte[]>> changed(long above) {
    NavigableMap<byte[], Optional<byte[]>> then = new TreeMap<>(Arrays::compareUnsigned);
    disk.each(
        Family.UNDO,
        (key, value) -> {
          if (Chunk.height(key) > above && !Chunk.isHead(key)) {
            for (Chunk.Item item : Chunk.decode(value)) {
              if (Place.isLeaf(item.place())) {
                then.putIfAbsent(Place.key(item.place()), Optional.ofNullable(item.before()));
              }
            }
          }
        });
    return then;
  }

  private void past(NavigableMap<byte[], Optional<byte[]>> changed, FrozenDisk.Visitor visitor) {
    Iterator<Map.Entry<byte[], Optional<byte[]>>> rest = changed.entrySet().iterator();
    Merge merge = new Merge(rest, visitor);
    disk.each(Family.VALUES, merge::entry);
    merge.end();
  }

  /** Puts what was in place of what is, both ascending. */
  private static final class Merge {
    private final Iterator<Map.Entry<byte[], Optional<byte[]>>> rest;
    private final FrozenDisk.Visitor visitor;
    private Map.@Nullable Entry<byte[], Optional<byte[]>> next;

    Merge(Iterator<Map.Entry<byte[], Optional<byte[]>>> rest, FrozenDisk.Visitor visitor) {
      this.rest = rest;
      this.visitor = visitor;
      this.next = rest.hasNext() ? rest.next() : null;
    }

    void entry(byte[] key, byte[] value) {
      boolean replaced = false;
      for (var at = next; at != null; at = next) {
        int order = Arrays.compareUnsigned(at.getKey(), key);
        if (order > 0) {
          break;
        }
        replaced = order == 0;
        emit(at);
      }
      if (!replaced) {
        visitor.entry(key, value);
      }
    }

    private void emit(Map.Entry<byte[], Optional<byte[]>> at) {
      at.getValue().ifPresent(then -> visitor.entry(at.getKey(), then));
      next = rest.hasNext() ? rest.next() : null;
    }

    void end() {
      for (var at = next; at != null; at = next) {
        emit(at);
      }
    }
  }
}
