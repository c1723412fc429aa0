package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tenor.state.Chunk.Item;
import tenor.state.StoreException.Reason;

/** Reads what is kept of blocks: the states they made, and the places they changed. */
final class Records {
  private final Disk disk;

  Records(Disk disk) {
    this.disk = disk;
  }

  /** The state after the block at a height, if that is kept. */
  Optional<Head> head(long height) {
    return disk.get(Family.BLOCKS, Numbers.bytes(height)).map(Head::decode);
  }

  /** The height below a kept one that has a block, or is where the chain began. */
  long below(long height) {
    return disk.walk(
        Family.BLOCKS,
        cursor -> {
          if (height == 0 || !cursor.seekBack(lastBelow(height)).isValid()) {
            throw new StoreException(
                Reason.CORRUPT, "the records below height " + height + " are missing");
          }
          return Chunk.height(cursor.key());
        });
  }

  /** Above all entries of smaller heights, and below those of this one. */
  private static byte[] lastBelow(long height) {
    byte[] key = new byte[Long.BYTES + 2];
    Arrays.fill(key, (byte) 0xff);
    System.arraycopy(Numbers.bytes(height - 1), 0, key, 0, Long.BYTES);
    return key;
  }

  /** What the block at a height changed, in ascending order of places. */
  List<Item> items(long height) {
    return disk.pass(
        Family.BLOCKS,
        cursor -> {
          cursor.seek(Numbers.bytes(height));
          if (!cursor.isValid() || !Arrays.equals(cursor.key(), Numbers.bytes(height))) {
            throw new StoreException(
                Reason.CORRUPT, "the records of height " + height + " are missing");
          }
          List<Item> items = new ArrayList<>();
          for (cursor.next(); isOf(cursor, height); cursor.next()) {
            items.addAll(Chunk.decode(cursor.value()));
          }
          return items;
        });
  }

  /** What another state has of the leaves that blocks above a height, up to one, changed. */
  List<Edits.Edit> changedLeaves(long above, long newest, StateAt state) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (long at = newest; at > above; at = below(at)) {
      for (Item item : items(at)) {
        if (Place.isLeaf(item.place())) {
          keys.add(Place.key(item.place()));
        }
      }
    }
    return keys.stream().map(state::edit).toList();
  }

  /** Adds the removal of a block, with all that it wrote. */
  void remove(long height, Batch batch) {
    disk.pass(
        Family.BLOCKS,
        cursor -> {
          for (cursor.seek(Numbers.bytes(height)); isOf(cursor, height); cursor.next()) {
            byte[] key = cursor.key();
            batch.delete(Family.BLOCKS, key);
            if (!Chunk.isHead(key)) {
              for (Item item : Chunk.decode(cursor.value())) {
                batch.delete(Place.family(item.place()), Place.version(item.place(), height));
              }
            }
          }
          return true;
        });
  }

  private static boolean isOf(Cursor cursor, long height) {
    return cursor.isValid() && Chunk.height(cursor.key()) == height;
  }
}
