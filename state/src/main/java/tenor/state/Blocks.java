package tenor.state;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of memory outside the heap, in slabs that are taken when they are first needed. Without
 * locks: see {@link PageMemory}.
 *
 * <p>A block: the next one of its chain (4 bytes), the stamp of the content that begins here or 0,
 * with a bit that says whether it was read (4), then payload. A content: its length (4), its last
 * block (4), its bytes.
 */
final class Blocks {
  /** The bytes of a block: a page of usual size takes few, and half of one is lost. */
  static final int SIZE = 512;

  /** What follows the last block of a chain. */
  static final int END = -1;

  /** The greatest stamp. */
  static final int MAX_STAMP = Integer.MAX_VALUE;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final int READ = 1 << 31;
  private static final int STAMP = 4;
  private static final int PAYLOAD = 8;
  private static final int ROOM = SIZE - PAYLOAD;
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int SLAB_BLOCKS = 1 << 13;

  private final Arena arena;
  private final int capacity;
  private final AtomicReferenceArray<@Nullable MemorySegment> slabs;

  Blocks(Arena arena, int capacity) {
    this.arena = arena;
    this.capacity = capacity;
    this.slabs = new AtomicReferenceArray<>((capacity + SLAB_BLOCKS - 1) / SLAB_BLOCKS);
  }

  /** How many blocks fit into so many bytes. */
  static int capacity(long bytes) {
    return (int) Math.min(bytes / SIZE, Integer.MAX_VALUE - SLAB_BLOCKS);
  }

  /** How many blocks a content of so many bytes takes. */
  static int chainLength(int bytes) {
    return (int) (((long) bytes + HEAD + ROOM - 1) / ROOM);
  }

  /** Makes sure that there is memory for a block. */
  void require(int block) {
    int slab = block / SLAB_BLOCKS;
    if (slabs.get(slab) == null) {
      int count = Math.min(SLAB_BLOCKS, capacity - slab * SLAB_BLOCKS);
      slabs.set(slab, arena.allocate((long) count * SIZE));
    }
  }

  private MemorySegment slab(int block) {
    MemorySegment slab = slabs.get(block / SLAB_BLOCKS);
    if (slab == null) {
      throw new IllegalStateException("block " + block + " was never taken");
    }
    return slab;
  }

  private static long at(int block) {
    return (long) (block % SLAB_BLOCKS) * SIZE;
  }

  int next(int block) {
    return slab(block).get(INT, at(block));
  }

  void next(int block, int next) {
    slab(block).set(INT, at(block), next);
  }

  /** The stamp of the content that begins at a block; 0 if none does. */
  int stamp(int block) {
    return slab(block).get(INT, at(block) + STAMP) & ~READ;
  }

  /** Sets a stamp; the content counts as not read. */
  void stamp(int block, int stamp) {
    slab(block).set(INT, at(block) + STAMP, stamp);
  }

  void markRead(int block) {
    MemorySegment slab = slab(block);
    slab.set(INT, at(block) + STAMP, slab.get(INT, at(block) + STAMP) | READ);
  }

  /** Takes the mark off; whether it was there. */
  boolean unmarkRead(int block) {
    MemorySegment slab = slab(block);
    int stamp = slab.get(INT, at(block) + STAMP);
    slab.set(INT, at(block) + STAMP, stamp & ~READ);
    return (stamp & READ) != 0;
  }

  /** Writes a content along a chain that is long enough. */
  void write(int first, byte[] content) {
    int skip = HEAD;
    int block = first;
    int last = first;
    for (int done = 0; done < content.length; block = next(block)) {
      last = block;
      int length = Math.min(ROOM - skip, content.length - done);
      MemorySegment.copy(
          content, done, slab(block), ValueLayout.JAVA_BYTE, at(block) + PAYLOAD + skip, length);
      done += length;
      skip = 0;
    }
    slab(first).set(INT, at(first) + PAYLOAD, content.length);
    slab(first).set(INT, at(first) + PAYLOAD + Integer.BYTES, last);
  }

  /** How many blocks the content that begins at a block takes. */
  int length(int first) {
    return chainLength(slab(first).get(INT, at(first) + PAYLOAD));
  }

  /** The last block of the content that begins at a block. */
  int last(int first) {
    return slab(first).get(INT, at(first) + PAYLOAD + Integer.BYTES);
  }

  /** A copy of the content that begins at a block. */
  byte[] read(int first) {
    byte[] content = new byte[slab(first).get(INT, at(first) + PAYLOAD)];
    int skip = HEAD;
    int block = first;
    for (int done = 0; done < content.length; block = next(block)) {
      int length = Math.min(ROOM - skip, content.length - done);
      MemorySegment.copy(
          slab(block), ValueLayout.JAVA_BYTE, at(block) + PAYLOAD + skip, content, done, length);
      done += length;
      skip = 0;
    }
    return content;
  }
}
