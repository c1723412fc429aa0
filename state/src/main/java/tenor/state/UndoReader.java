package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import tenor.state.Chunk.Item;
import tenor.state.StoreException.Reason;

/**
 * Finds what was at a place before the first block above some height that replaced it: by the index
 * where there is one, else by looking at the records of each of the few newest blocks.
 */
final class UndoReader {
  /** Entries to step over before seeking, which costs as much as some steps. */
  private static final int STEPS = 4;

  /** Above every height, as the last eight bytes of an entry of the index. */
  private static final long AFTER = -1;

  private final Disk disk;
  private final Marks marks;

  UndoReader(Disk disk, Marks marks) {
    this.disk = disk;
    this.marks = marks;
  }

  /** The state before the first block above a height, if there is such a block. */
  Optional<Head> headBefore(long above) {
    return disk.walk(
        Family.UNDO,
        cursor ->
            cursor.seek(Numbers.bytes(above + 1)).isValid() && Chunk.isHead(cursor.key())
                ? Optional.of(Head.decode(cursor.value()))
                : Optional.empty());
  }

  /** All of a block's records. */
  Undo undo(long height) {
    return disk.pass(
        Family.UNDO,
        cursor -> {
          cursor.seek(Numbers.bytes(height));
          if (!cursor.isValid() || !Arrays.equals(cursor.key(), Numbers.bytes(height))) {
            throw new StoreException(
                Reason.CORRUPT, "the undo records of height " + height + " are missing");
          }
          Head before = Head.decode(cursor.value());
          List<Item> items = new ArrayList<>();
          for (cursor.next(); isOf(cursor, height); cursor.next()) {
            items.addAll(Chunk.decode(cursor.value()));
          }
          return new Undo(before, items);
        });
  }

  private static boolean isOf(Cursor cursor, long height) {
    return cursor.isValid() && Chunk.height(cursor.key()) == height;
  }

  /** What was at a place before the first block above a height that replaced it; null: none did. */
  @Nullable Item first(byte[] place, long above) {
    long indexed = marks.indexed();
    if (above < indexed) {
      byte[] from = Place.indexKey(place, above + 1);
      long height =
          disk.walk(
              Family.INDEX,
              cursor ->
                  cursor.seek(from).isValid() && Place.samePlace(cursor.key(), from)
                      ? Place.indexedHeight(cursor.key())
                      : AFTER);
      if (height != AFTER) {
        return disk.walk(Family.UNDO, cursor -> new Search(cursor).require(height, place));
      }
    }
    Optional<Item> recent =
        disk.walk(
            Family.UNDO,
            cursor -> {
              Search search = new Search(cursor);
              Item item = null;
              long newest = marks.newest();
              for (long at = Math.max(above, indexed) + 1; item == null && at <= newest; at++) {
                item = search.find(at, place);
              }
              return Optional.ofNullable(item);
            });
    return recent.orElse(null);
  }

  /** The same for all places in a range, by place. */
  NavigableMap<byte[], Item> firsts(Range range, long above) {
    NavigableMap<byte[], Item> found = new TreeMap<>(Arrays::compareUnsigned);
    long indexed = marks.indexed();
    if (above < indexed) {
      Map<Long, List<byte[]>> byHeight = indexed(range, above);
      disk.walk(
          Family.UNDO,
          cursor -> {
            Search search = new Search(cursor);
            for (var entry : byHeight.entrySet()) {
              for (byte[] place : entry.getValue()) {
                found.put(place, search.require(entry.getKey(), place));
              }
            }
            return true;
          });
    }
    disk.walk(
        Family.UNDO,
        cursor -> {
          long newest = marks.newest();
          for (long at = Math.max(above, indexed) + 1; at <= newest; at++) {
            collect(cursor, at, range, found);
          }
          return true;
        });
    return found;
  }

  /** Places from {@code from}, which is itself left out if {@code above}, to {@code upTo}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Range(byte[] from, boolean above, byte[] upTo) {
    /** Of one height of the tree; null is the begin of the component of {@code upTo}. */
    static Range of(int height, byte @Nullable [] above, byte[] upTo) {
      byte[] from = above == null ? new byte[] {upTo[0]} : above;
      return new Range(Place.of(height, from), above != null, Place.of(height, upTo));
    }

    boolean holds(byte[] place) {
      return Arrays.compareUnsigned(place, from) >= (above ? 1 : 0)
          && Arrays.compareUnsigned(place, upTo) <= 0;
    }
  }

  private Map<Long, List<byte[]>> indexed(Range range, long above) {
    byte[] start = Place.indexKey(range.from(), range.above() ? AFTER : 0);
    byte[] end = Place.indexKey(range.upTo(), AFTER);
    Map<Long, List<byte[]>> byHeight = new TreeMap<>();
    return disk.walk(
        Family.INDEX,
        cursor -> {
          cursor.seek(start);
          while (cursor.isBefore(end)) {
            byte[] key = cursor.key();
            long height = Place.indexedHeight(key);
            if (height > above) {
              byHeight
                  .computeIfAbsent(height, at -> new ArrayList<>())
                  .add(Place.indexedPlace(key));
              forward(cursor, Place.withHeight(key, AFTER));
            } else {
              forward(cursor, Place.withHeight(key, above + 1));
            }
          }
          return byHeight;
        });
  }

  private static void forward(Cursor cursor, byte[] to) throws RocksDBException {
    for (int i = 0; i < STEPS; i++) {
      if (!cursor.next().isBefore(to)) {
        return;
      }
    }
    cursor.seek(to);
  }

  private static void collect(
      Cursor cursor, long height, Range range, NavigableMap<byte[], Item> found)
      throws RocksDBException {
    byte[] start = Chunk.key(height, range.from());
    if (!isOf(cursor.seekBack(start), height)) {
      cursor.seek(start);
    }
    byte[] end = Chunk.key(height, range.upTo());
    for (; cursor.isValid() && Arrays.compareUnsigned(cursor.key(), end) <= 0; cursor.next()) {
      if (!Chunk.isHead(cursor.key())) {
        for (Item item : Chunk.decode(cursor.value())) {
          if (range.holds(item.place())) {
            found.putIfAbsent(item.place(), item);
          }
        }
      }
    }
  }

  /** Looks places up in chunks; the last chunk stays at hand for its other places. */
  private static final class Search {
    private final Cursor cursor;
    private byte[] key = {};
    private byte[] chunk = {};

    Search(Cursor cursor) {
      this.cursor = cursor;
    }

    Item require(long height, byte[] place) throws RocksDBException {
      Item item = find(height, place);
      if (item == null) {
        throw new StoreException(
            Reason.CORRUPT, "an undo record of height " + height + " is missing");
      }
      return item;
    }

    @Nullable Item find(long height, byte[] place) throws RocksDBException {
      cursor.seekBack(Chunk.key(height, place));
      if (!isOf(cursor, height) || Chunk.isHead(cursor.key())) {
        return null;
      }
      if (!Arrays.equals(key, cursor.key())) {
        key = cursor.key();
        chunk = cursor.value();
      }
      return Chunk.find(chunk, place);
    }
  }
}
