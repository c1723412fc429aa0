package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * Consecutive undo records of one block, stored as one entry.
 *
 * <p>Key: the height of the block in 8 bytes and the place of the first record. Value: for each
 * record the number of bytes that its place shares with the one before it, the number of other
 * bytes, those, and the length of what was there before plus 1 with that, or 0 if there was
 * nothing; all numbers are unsigned varints.
 */
final class Chunk {
  /** A place and what a block replaced there; null: nothing was there. */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(byte[] place, byte @Nullable [] before) {}

  /** Bytes after which a chunk ends. */
  static final int TARGET = 4 << 10;

  private Chunk() {}

  /** Adds the chunks of a block's records, which ascend by place. */
  static void write(long height, List<Item> items, Batch batch) {
    for (List<Item> part : cut(items)) {
      batch.put(Family.UNDO, key(height, part.getFirst().place()), encode(part));
    }
  }

  /** The keys of the chunks of a block's records. */
  static List<byte[]> keys(long height, List<Item> items) {
    return cut(items).stream().map(part -> key(height, part.getFirst().place())).toList();
  }

  private static List<List<Item>> cut(List<Item> items) {
    List<List<Item>> parts = new ArrayList<>();
    int from = 0;
    int size = 0;
    for (int i = 0; i < items.size(); i++) {
      size += room(items.get(i));
      if (size >= TARGET || i == items.size() - 1) {
        parts.add(items.subList(from, i + 1));
        from = i + 1;
        size = 0;
      }
    }
    return parts;
  }

  /** The key of the chunk of a block whose first record has this place. */
  static byte[] key(long height, byte[] place) {
    return ByteBuffer.allocate(Long.BYTES + place.length).putLong(height).put(place).array();
  }

  /** The height of the block of a chunk, or of a head record. */
  static long height(byte[] key) {
    return Numbers.number(key, 0);
  }

  /** Whether this is the key of the head before a block and not of a chunk. */
  static boolean isHead(byte[] key) {
    return key.length == Long.BYTES;
  }

  private static int room(Item item) {
    byte[] before = item.before();
    return 3 * Numbers.MAX_VARINT + item.place().length + (before == null ? 0 : before.length);
  }

  private static byte[] encode(List<Item> items) {
    ByteBuffer out = ByteBuffer.allocate(items.stream().mapToInt(Chunk::room).sum());
    byte[] last = {};
    for (Item item : items) {
      byte[] place = item.place();
      int mismatch = Arrays.mismatch(last, place);
      int shared = mismatch < 0 ? place.length : mismatch;
      Numbers.putVarint(out, shared);
      Numbers.putVarint(out, place.length - shared);
      out.put(place, shared, place.length - shared);
      byte[] before = item.before();
      Numbers.putVarint(out, before == null ? 0 : before.length + 1);
      if (before != null) {
        out.put(before);
      }
      last = place;
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * The records of a chunk.
   *
   * @throws StoreException if this is no chunk
   */
  static List<Item> decode(byte[] chunk) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    List<Item> items = new ArrayList<>();
    byte[] last = {};
    try {
      while (in.hasRemaining()) {
        byte[] place = place(in, last);
        int length = Numbers.varint(in);
        items.add(new Item(place, length == 0 ? null : take(in, length - 1)));
        last = place;
      }
      return items;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(Reason.CORRUPT, "an undo record is cut short", e);
    }
  }

  /** The record of a place, without reading the others; null if the chunk has none. */
  static @Nullable Item find(byte[] chunk, byte[] place) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    byte[] here = new byte[2 + Changes.MAX_KEY];
    try {
      while (in.hasRemaining()) {
        int shared = Numbers.varint(in);
        int rest = Numbers.varint(in);
        in.get(here, shared, rest);
        int length = Numbers.varint(in);
        int order = Arrays.compareUnsigned(here, 0, shared + rest, place, 0, place.length);
        if (order == 0) {
          return new Item(place, length == 0 ? null : take(in, length - 1));
        }
        if (order > 0) {
          return null;
        }
        in.position(in.position() + Math.max(0, length - 1));
      }
      return null;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(Reason.CORRUPT, "an undo record is cut short", e);
    }
  }

  private static byte[] place(ByteBuffer in, byte[] last) {
    int shared = Numbers.varint(in);
    int rest = Numbers.varint(in);
    if (rest > in.remaining() || shared > last.length) {
      throw new BufferUnderflowException();
    }
    byte[] place = Arrays.copyOf(last, shared + rest);
    in.get(place, shared, rest);
    return place;
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
