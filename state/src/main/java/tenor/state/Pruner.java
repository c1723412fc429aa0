package tenor.state;

import java.util.List;
import tenor.state.Chunk.Item;

/**
 * Removes what is no longer retained, in the background: the undo records of old blocks, each chunk
 * together with the entries of the index that lead to it. So whatever is left after a kill can
 * still be found and removed. Many small writes; a commit waits for none of them long.
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
    // what the index does not reach yet, it will step over
    if (marks.indexed() < Math.min(oldest, marks.written())) {
      return false;
    }
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
        Family.UNDO,
        cursor -> {
          cursor.seek(position);
          if (!cursor.isValid() || Chunk.height(cursor.key()) > oldest) {
            return false;
          }
          byte[] key = cursor.key();
          if (!Chunk.isHead(key)) {
            List<Item> items = Chunk.decode(cursor.value());
            for (Item item : items) {
              batch.delete(Family.INDEX, Place.indexKey(item.place(), Chunk.height(key)));
            }
          }
          batch.delete(Family.UNDO, key);
          position = key;
          return true;
        });
  }
}
