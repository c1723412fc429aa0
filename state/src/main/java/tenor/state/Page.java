package tenor.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A group of leaves. What is needed above it is always on the heap; its {@link Content} is on the
 * heap, in {@link PageMemory}, or nowhere, and then it is made again from the leaves on disk and
 * compared with the hash here.
 */
final class Page extends Node {
  private static final VarHandle HANDLE;

  static {
    try {
      HANDLE = MethodHandles.lookup().findVarHandle(Page.class, "handle", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int leaves;
  private final byte[] hash;
  private volatile @Nullable Content heap;
  private volatile long handle;

  private Page(byte[] last, int lastLevel, int leaves, byte[] hash, @Nullable Content heap) {
    super(last, lastLevel);
    this.leaves = leaves;
    this.hash = hash;
    this.heap = heap;
  }

  /** A page with its content on the heap; its last key has this level. */
  static Page of(Content content, int lastLevel) {
    int count = content.count();
    return new Page(content.key(count - 1), lastLevel, count, content.root(), content);
  }

  /** The same keys with another content. */
  Page with(Content content) {
    return new Page(last, lastLevel, leaves, content.root(), content);
  }

  /** A page whose content is nowhere yet. */
  static Page stub(byte[] last, int leaves, byte[] hash) {
    return new Page(last, Hashing.level(last), leaves, hash, null);
  }

  @Override
  int height() {
    return 1;
  }

  @Override
  int leaves() {
    return leaves;
  }

  @Override
  byte[] hash() {
    return hash;
  }

  @Override
  int depth() {
    return depth(leaves);
  }

  /** The depth of a page of so many leaves. */
  static int depth(int leaves) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1);
  }

  /**
   * The content.
   *
   * @param above a key before the first of this page, the nearer the better; null: there is none
   */
  Content content(Origin origin, byte @Nullable [] above) {
    Content content = heap;
    return content != null ? content : origin.content(this, above);
  }

  /** The content, if it is on the heap. */
  @Nullable Content onHeap() {
    return heap;
  }

  /** The content, if it is in this memory. */
  @Nullable Content in(PageMemory memory) {
    byte[] packed = memory.read(handle);
    return packed != null && Content.isOf(packed, leaves, hash) ? Content.of(packed) : null;
  }

  /** The content, if it is on the heap or in this memory. */
  @Nullable Content known(PageMemory memory) {
    Content content = heap;
    return content == null ? in(memory) : content;
  }

  /** Keeps a content in this memory, unless it is there or was given up. */
  void keep(Content content, PageMemory memory) {
    long old = handle;
    if (old == PageMemory.NEVER || (old != PageMemory.NONE && memory.holds(old))) {
      return;
    }
    long put = memory.put(content.packed());
    if (!HANDLE.compareAndSet(this, old, put)) {
      memory.free(put);
    }
  }

  /** Whether the content need not be made: it is on the heap, in this memory, or given up. */
  boolean isSettled(PageMemory memory) {
    long at = handle;
    return heap != null || at == PageMemory.NEVER || memory.holds(at);
  }

  /** Keeps the content of another page, if it is this one's. */
  void keepIfSame(Page other, PageMemory memory) {
    Content content = other.heap;
    if (content != null && !isSettled(memory) && Arrays.equals(hash, other.hash)) {
      keep(content, memory);
    }
  }

  /** Moves the content from the heap to this memory, or to nowhere if there is no room. */
  void settle(PageMemory memory) {
    Content content = heap;
    if (content != null) {
      keep(content, memory);
      heap = null;
    }
  }

  /** Gives the content up: only older views still hold this page. */
  void free(PageMemory memory) {
    memory.free((long) HANDLE.getAndSet(this, PageMemory.NEVER));
    heap = null;
  }
}
