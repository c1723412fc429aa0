package tenor.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * What the views of an open store read beside their nodes: a cache of the current state's values,
 * and the memory of pages.
 *
 * <p>The cache holds values of the current state only. While a block is written, a counter is odd.
 * A reader uses the cache only if the counter was even before and is the same after; otherwise, and
 * for other heights than the current one, it reads from the disk what its height's source says.
 * What it read is put into the cache under the key's lock, only if the counter is still the same;
 * what a block changes is put there while it is odd. So no reader waits for a block, and none sees
 * a value of another height.
 */
final class Live implements AutoCloseable {
  /** What a cached value costs beside the bytes of key and value: the objects around it. */
  private static final int OVERHEAD = 160;

  private final PageMemory memory;
  private final Keeper keeper;
  private @Nullable Warmer warmer;
  private final Cache<Bytes, Leaf> cache;
  private volatile long counter;
  private volatile long height = -1;

  Live(StoreOptions options) {
    this.memory = new PageMemory(options.pageMemory());
    this.keeper = new Keeper(memory, Math.max(1, options.cachedHeights()));
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(options.valueCache())
            .weigher(Live::weight)
            .executor(Cores.ALL)
            .build();
  }

  private static int weight(Bytes key, Leaf leaf) {
    return key.size() + leaf.rawValue().length + OVERHEAD;
  }

  Keeper keeper() {
    return keeper;
  }

  /** Begins to make the contents of a view's pages that are nowhere. */
  void warm(View view, Source source) {
    warmer = Warmer.start(memory, view, source);
  }

  /** The leaf of a key of a state, whose tree and source these are; null if it is absent. */
  @Nullable Leaf leaf(byte[] key, Tree tree, StateAt source) {
    long seen = counter;
    if (!isCurrent(seen, source.height())) {
      return read(key, tree, source);
    }
    Leaf leaf = cache.getIfPresent(Bytes.wrap(key));
    if (leaf != null) {
      return isStill(seen) ? leaf : read(key, tree, source);
    }
    Leaf read = read(key, tree, source);
    return read == null ? null : keep(read, seen);
  }

  /** Reads the version that the tree names, if that is in memory, and otherwise searches one. */
  private @Nullable Leaf read(byte[] key, Tree tree, StateAt source) {
    OptionalLong version = tree.version(key, memory);
    byte[] value =
        version.isEmpty()
            ? source.value(key)
            : version.getAsLong() == Edits.ABSENT ? null : source.value(key, version.getAsLong());
    return value == null ? null : Leaf.of(key.clone(), value);
  }

  private boolean isCurrent(long seen, long at) {
    return (seen & 1) == 0 && at == height;
  }

  private boolean isStill(long seen) {
    VarHandle.acquireFence();
    return counter == seen;
  }

  /**
   * Puts a leaf of the current state into the cache, unless a block came; the one that is there.
   */
  private Leaf keep(Leaf read, long seen) {
    Leaf kept =
        cache
            .asMap()
            .compute(
                Bytes.wrap(read.rawKey()),
                (key, there) -> there != null || !isStill(seen) ? there : read);
    return kept != null && isStill(seen) ? kept : read;
  }

  /** The content of a page that is not on the heap; it belongs to the caller. */
  Content content(Page page, byte @Nullable [] above, Source source) {
    Content content = page.in(memory);
    if (content == null) {
      content = Origin.derive(page, above, source);
      page.keep(content, memory);
    }
    return content;
  }

  /** The leaves of consecutive pages of the state at a height with some changes. */
  List<Leaf> leaves(List<Origin.PageAt> pages, long at, Deltas deltas, Source source) {
    long seen = counter;
    List<Leaf> cached = isCurrent(seen, at) ? cached(pages, deltas) : null;
    if (cached != null && isStill(seen)) {
      return cached;
    }
    List<Leaf> leaves = new ArrayList<>();
    Page last = pages.getLast().page();
    for (Edits.Edit edit : source.range(pages.getFirst().above(), last.last)) {
      leaves.add(Leaf.of(edit.key(), Objects.requireNonNull(edit.value())));
    }
    if (leaves.size() != pages.stream().mapToInt(each -> each.page().leaves()).sum()) {
      throw new StoreException(
          Reason.CORRUPT,
          "up to key "
              + Bytes.wrap(last.last)
              + " the disk has another number of leaves than was committed");
    }
    return leaves;
  }

  /** The leaves, if all of them are in memory. */
  private @Nullable List<Leaf> cached(List<Origin.PageAt> pages, Deltas deltas) {
    List<Leaf> leaves = new ArrayList<>();
    for (Origin.PageAt each : pages) {
      Content content = each.page().known(memory);
      if (content == null) {
        return null;
      }
      for (int i = 0; i < content.count(); i++) {
        byte[] key = content.key(i);
        Deltas.Delta delta = deltas.find(key);
        Leaf leaf = delta == null ? cache.getIfPresent(Bytes.wrap(key)) : delta.after();
        if (leaf == null) {
          return null;
        }
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  /**
   * Makes another state the current one.
   *
   * @param write writes it to the disk; if it fails, nothing is read from the cache any more
   * @param after the changes from the current state; null: it is another state altogether
   */
  <T> T change(long newHeight, @Nullable Deltas after, Supplier<T> write) {
    begin();
    ForkJoinTask<?> caching = Cores.ALL.submit(() -> update(after));
    T written = write.get();
    caching.join();
    height = newHeight;
    end();
    return written;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by the one thread that commits
  private void begin() {
    counter |= 1;
    VarHandle.fullFence();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void end() {
    VarHandle.fullFence();
    counter++;
  }

  /** Puts into the cache, beside the writing, what will be right when the counter is even again. */
  private void update(@Nullable Deltas after) {
    if (after == null) {
      cache.invalidateAll();
      return;
    }
    for (Deltas.Delta delta : after.list()) {
      Leaf leaf = delta.after();
      if (leaf == null) {
        cache.invalidate(Bytes.wrap(delta.key()));
      } else {
        cache.put(Bytes.wrap(leaf.rawKey()), leaf);
      }
    }
  }

  @Override
  public void close() {
    if (warmer != null) {
      warmer.close();
    }
    keeper.close();
    memory.close();
  }
}
