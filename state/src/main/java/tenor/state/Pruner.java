package tenor.state;

import java.util.Arrays;
import java.util.Optional;
import tenor.state.Chunk.Item;

/**
 * Removes what nobody can read any more, in the background: what the blocks up to the oldest kept
 * height replaced, each chunk of a block's records together with the versions that it tells of. So
 * whatever is left after a kill can still be found and removed. Many small writes; a commit waits
 * for none of them long.
 */
final class Pruner {
  private final Disk disk;
  private final Marks marks;
  private byte[] position = {};
  private long recorded;

  /**
   * Over a store.
   *
   * @param recorded the oldest height that is recorded on disk
   */
  Pruner(Disk disk, Marks marks, long recorded) {
    this.disk = disk;
    this.marks = marks;
    this.recorded = recorded;
  }

  /** After all that was on disk was replaced. */
  void restart() {
    position = new byte[0];
    recorded = 0;
  }

  /** Removes the next chunk; false if there is none. */
  boolean step() {
    long oldest = marks.oldest();
    Batch batch = new Batch();
    if (recorded < oldest) {
      batch.put(Family.META, Disk.OLDEST_KEY, Numbers.bytes(oldest));
    }
    boolean more = remove(oldest, batch);
    if (batch.count() > 0) {
      disk.write(batch, false);
    }
    recorded = Math.max(recorded, oldest);
    return more;
  }

  private boolean remove(long oldest, Batch batch) {
    return disk.walk(
        Family.BLOCKS,
        cursor -> {
          cursor.seek(position);
          if (cursor.isValid() && Arrays.equals(cursor.key(), Numbers.bytes(oldest))) {
            // the head of the oldest state stays
            cursor.next();
          }
          if (!cursor.isValid() || Chunk.height(cursor.key()) > oldest) {
            position = Numbers.bytes(oldest);
            return false;
          }
          byte[] key = cursor.key();
          if (!Chunk.isHead(key)) {
            for (Item item : Chunk.decode(cursor.value())) {
              remove(item, Chunk.height(key), batch);
            }
          }
          batch.delete(Family.BLOCKS, key);
          // the head of the oldest state goes when a later one is the oldest: come back to it
          position = Chunk.height(key) == oldest ? Numbers.bytes(oldest) : key;
          return true;
        });
  }

  /** What was there before, and a deletion, which says no more than that nothing is there. */
  private void remove(Item item, long height, Batch batch) {
    Family family = Place.family(item.place());
    if (item.isKnown()) {
      batch.delete(family, Place.version(item.place(), item.before(height)));
    } else if (item.age() == Item.SOME) {
      before(family, Place.version(item.place(), height))
          .ifPresent(key -> batch.delete(family, key));
    }
    if (item.isGone()) {
      batch.delete(family, Place.version(item.place(), height));
    }
  }

  /** The version before another, which may itself be gone. */
  private Optional<byte[]> before(Family family, byte[] version) {
    byte[] older = Version.withHeight(version, Version.height(version) - 1);
    return disk.walk(
        family,
        cursor ->
            cursor.seek(older).isValid() && Version.isSame(cursor.key(), older)
                ? Optional.of(cursor.key())
                : Optional.empty());
  }
}
