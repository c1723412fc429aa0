package tenor.state;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tenor.state.StoreException.Reason;

/**
 * Checks what a store keeps of older heights: that the records of every kept block are there and
 * tell of all that the block wrote and of nothing else, and that the oldest state, walked leaf by
 * leaf, has the app hash it had.
 */
final class HistoryCheck {
  private final FrozenDisk disk;
  private final Components components;
  private final Head head;
  private final long oldest;
  private final NavigableMap<Long, Head> heads = new TreeMap<>();
  private byte[] lastPlace = {};
  private long records;
  private long expected;
  private long found;

  HistoryCheck(FrozenDisk disk, Components components, Head head) {
    this.disk = disk;
    this.components = components;
    this.head = head;
    this.oldest =
        disk.read(Family.META, Disk.OLDEST_KEY).map(bytes -> Numbers.number(bytes, 0)).orElse(0L);
  }

  /** The smallest height that can be gone back to. */
  long oldest() {
    return oldest;
  }

  /**
   * Checks the records and the versions.
   *
   * @throws StoreException CORRUPT, with what is wrong
   */
  void records(Progress progress) {
    long about =
        disk.estimate(Family.BLOCKS) + disk.estimate(Family.LEAVES) + disk.estimate(Family.GROUPS);
    disk.each(
        Family.BLOCKS,
        (key, value) -> {
          record(key, value);
          step(progress, about);
        });
    require(!heads.isEmpty(), "there are no records of blocks");
    require(heads.firstKey() == oldest, "the records begin at height " + heads.firstKey());
    require(
        Arrays.equals(heads.lastEntry().getValue().encode(), head.encode()),
        "the records end at height " + heads.lastKey() + ", or with another state");
    for (Family family : new Family[] {Family.LEAVES, Family.GROUPS}) {
      disk.each(
          family,
          (key, value) -> {
            version(family, key);
            step(progress, about);
          });
    }
    require(found == expected, "the records of blocks and what is there do not belong together");
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
    if (height < oldest || (height == oldest && !Chunk.isHead(key))) {
      // what pruning has not removed yet
      return;
    }
    if (Chunk.isHead(key)) {
      Head there = Head.decode(value);
      require(there.height() == height, "the records of height " + height + " are of another");
      heads.put(height, there);
      lastPlace = new byte[0];
      return;
    }
    require(
        !heads.isEmpty() && heads.lastKey() == height,
        "there are records of height " + height + ", but not which state it made");
    for (Chunk.Item item : Chunk.decode(value)) {
      require(
          Arrays.compareUnsigned(lastPlace, item.place()) < 0,
          "the records of height " + height + " do not ascend");
      lastPlace = item.place();
      expected += mix(Place.family(item.place()), Place.version(item.place(), height));
    }
  }

  private void version(Family family, byte[] key) {
    long height = Version.height(key);
    require(height <= head.height(), "there is something of height " + height);
    found += height > oldest ? mix(family, key) : 0;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new StoreException(Reason.CORRUPT, otherwise);
    }
  }

  /** So that the sum over a set depends on every element, in no order. */
  private static long mix(Family family, byte[] key) {
    byte[] hash = Hashing.sha256().digest(key);
    return Numbers.number(hash, family.number());
  }

  /**
   * Walks the oldest state.
   *
   * @return its height; none if there is no older one than the current one
   * @throws StoreException CORRUPT if it is not what it was
   */
  Optional<Long> walk(Progress progress) {
    if (oldest >= head.height()) {
      return Optional.empty();
    }
    StateWalk walk = new StateWalk(components, (last, leaves, hash) -> {});
    long about = head.tops().stream().mapToLong(top -> top.stub().leaves()).sum();
    disk.leaves(
        oldest,
        (key, value) -> {
          walk.add(key, value);
          if (walk.leaves() % 4096 == 0) {
            progress.at(walk.leaves(), Math.max(about, walk.leaves()));
          }
        });
    progress.at(walk.leaves(), walk.leaves());
    Head then = heads.firstEntry().getValue();
    require(
        walk.appHash().filter(then.appHash()::equals).isPresent(),
        "height "
            + oldest
            + " had app hash "
            + then.appHash()
            + ", its values give "
            + walk.appHash().map(Bytes::hex).orElse("none"));
    return Optional.of(oldest);
  }
}
