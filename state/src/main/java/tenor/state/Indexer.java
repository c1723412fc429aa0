package tenor.state;

import java.util.ArrayList;
import java.util.List;
import tenor.state.Chunk.Item;

/**
 * Makes the index over undo records in the background: for each place that a block replaced, an
 * entry with the height. Many small writes, so that a commit waits for none of them long; a height
 * that was interrupted is done again, to the same effect.
 */
final class Indexer {
  /** Entries per write. */
  static final int STEP = 512;

  private final Disk disk;
  private final Marks marks;
  private final int lag;

  Indexer(Disk disk, Marks marks, int lag) {
    this.disk = disk;
    this.marks = marks;
    this.lag = lag;
  }

  /** Indexes the next height; false if all but the newest few are. */
  boolean step() {
    if (marks.indexed() < marks.oldest()) {
      mark(new Batch(), marks.oldest());
    }
    skip();
    long next = marks.indexed() + 1;
    if (next > marks.written() - lag) {
      return false;
    }
    Batch batch = new Batch();
    for (byte[] key = Numbers.bytes(next); key.length > 0; ) {
      List<Item> items = new ArrayList<>();
      key = read(key, next, items);
      for (Item item : items) {
        batch.put(Family.INDEX, Place.indexKey(item.place(), next), new byte[0]);
      }
      if (key.length > 0) {
        disk.write(batch, false);
        batch = new Batch();
      }
    }
    mark(batch, next);
    return true;
  }

  /** A chain may begin at any height: there are no blocks between 0 and that. */
  private void skip() {
    byte[] from = Numbers.bytes(marks.indexed() + 1);
    long newest = marks.written();
    long first =
        disk.walk(
            Family.UNDO,
            cursor -> cursor.seek(from).isValid() ? Chunk.height(cursor.key()) : newest + 1);
    if (first > marks.indexed() + 1 && first <= newest) {
      mark(new Batch(), first - 1);
    }
  }

  /** Reads a step's records from the chunk at a key; returns the key after them, or nothing. */
  private byte[] read(byte[] from, long height, List<Item> items) {
    return disk.walk(
        Family.UNDO,
        cursor -> {
          for (cursor.seek(from); items.size() < STEP; cursor.next()) {
            if (!cursor.isValid() || Chunk.height(cursor.key()) != height) {
              return new byte[0];
            }
            if (!Chunk.isHead(cursor.key())) {
              items.addAll(Chunk.decode(cursor.value()));
            }
          }
          return cursor.isValid() && Chunk.height(cursor.key()) == height
              ? cursor.key()
              : new byte[0];
        });
  }

  private void mark(Batch batch, long height) {
    disk.write(batch.put(Family.META, Disk.INDEXED_KEY, Numbers.bytes(height)), false);
    marks.indexed(height);
  }
}
