package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tenor.state.StoreException.Reason;

/**
 * Consecutive records of what one block changed, stored as one entry.
 *
 * <p>Key: the height of the block in 8 bytes and the place of the first record. Value: for each
 * record the number of bytes that its place shares with the one before it, the number of other
 * bytes, those, and twice the age of what was there, plus 1 if nothing is there now; all numbers
 * are unsigned varints.
 */
final class Chunk {
  /** A block's change at a place. */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(byte[] place, int age, boolean isGone) {
    /** As an age: nothing was there. */
    static final int NEW = 0;

    /** As an age: what was there is older than the block, and has to be looked for. */
    static final int SOME = 1;

    private static final int GREATEST = 1 << 29;

    /** What a block at a height made of a leaf whose last version is this. */
    static Item leaf(long height, Deltas.Delta delta) {
      long blocks = height - delta.before();
      int age =
          delta.before() == Edits.ABSENT
              ? NEW
              : blocks >= 1 && blocks < GREATEST ? SOME + (int) blocks : SOME;
      return new Item(Place.leaf(delta.key()), age, delta.after() == null);
    }

    /** Whether it is known which block wrote what was there. */
    boolean isKnown() {
      return age > SOME;
    }

    /** The height of the block that wrote what was there, if it is known. */
    long before(long height) {
      return height - (age - SOME);
    }
  }

  /** Bytes after which a chunk ends. */
  static final int TARGET = 4 << 10;

  private Chunk() {}

  /** Adds the chunks of a block's records, which ascend by place. */
  static void write(long height, List<Item> items, Batch batch) {
    for (List<Item> part : cut(items)) {
      batch.put(Family.BLOCKS, key(height, part.getFirst().place()), encode(part));
    }
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

  /** The height of the block of a chunk, or of a head. */
  static long height(byte[] key) {
    return Numbers.number(key, 0);
  }

  /** Whether this is the key of a head and not of a chunk. */
  static boolean isHead(byte[] key) {
    return key.length == Long.BYTES;
  }

  private static int room(Item item) {
    return 3 * Numbers.MAX_VARINT + item.place().length;
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
      Numbers.putVarint(out, 2 * item.age() + (item.isGone() ? 1 : 0));
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
        int age = Numbers.varint(in);
        items.add(new Item(place, age / 2, age % 2 == 1));
        last = place;
      }
      return items;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StoreException(Reason.CORRUPT, "the record of a block is cut short", e);
    }
  }

  private static byte[] place(ByteBuffer in, byte[] last) {
    int shared = Numbers.varint(in);
    int rest = Numbers.varint(in);
    if (rest > in.remaining() || shared > last.length || shared + rest == 0) {
      throw new BufferUnderflowException();
    }
    byte[] place = Arrays.copyOf(last, shared + rest);
    in.get(place, shared, rest);
    return place;
  }
}
