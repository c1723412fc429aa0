package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Makes the pages of all components from the values on disk, ranges of them on all cores at a time.
 *
 * <p>A leaf that ends a page, by its level or as the last of its component, belongs to one range;
 * the task of that range makes the page after it, reading beyond its range if it has to. So the
 * pages do not depend on where the ranges lie.
 */
final class ValueScan {
  /** Leaves after which pages leave the heap. */
  private static final int PART = 1 << 12;

  private final Disk disk;
  private final Consumer<Page> settle;
  private final Progress progress;
  private final long height;
  private final long total;
  private long done;

  /**
   * Over the values at a height.
   *
   * @param settle gets each page that is made; several threads at a time
   */
  ValueScan(Disk disk, long height, Consumer<Page> settle, Progress progress) {
    this.disk = disk;
    this.height = height;
    this.settle = settle;
    this.progress = progress;
    this.total = disk.estimate(Family.LEAVES);
  }

  /** The pages in ascending order, by the prefix of their component. */
  SortedMap<Integer, List<Node>> pages() {
    List<byte[]> splits = disk.splits();
    List<Callable<Task>> tasks = new ArrayList<>();
    for (int i = 0; i <= splits.size(); i++) {
      Task task =
          new Task(i == 0 ? null : splits.get(i - 1), i == splits.size() ? null : splits.get(i));
      tasks.add(task);
    }
    SortedMap<Integer, List<Node>> pages = new TreeMap<>();
    for (ForkJoinTask<Task> task :
        tasks.stream().map(ForkJoinTask::adapt).map(Cores.ALL::submit).toList()) {
      task.join()
          .pages
          .forEach(
              (prefix, part) ->
                  pages.computeIfAbsent(prefix, any -> new ArrayList<>()).addAll(part));
    }
    return pages;
  }

  private synchronized void advance(int leaves) {
    done += leaves;
    progress.at(done, Math.max(done, total));
  }

  /** One range, from a key to before another; null is no bound. */
  private final class Task implements Callable<Task> {
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private final SortedMap<Integer, List<Node>> pages = new TreeMap<>();
    private Packer packer = new Packer(false);
    private int leaves;

    Task(byte @Nullable [] from, byte @Nullable [] to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public Task call() {
      return disk.pass(Family.LEAVES, this::run);
    }

    private Task run(Cursor cursor) throws RocksDBException {
      boolean ours = from == null;
      int prefix = -1;
      int level = 0;
      boolean past = false;
      Versions versions = new Versions(cursor, height, null);
      versions.seek(from == null ? new byte[0] : Version.from(from));
      for (; versions.isValid(); versions.next()) {
        byte[] key = versions.plain();
        boolean begins = prefix >= 0 && (level > 0 || prefix != (key[0] & 0xff));
        if (begins && past) {
          break;
        }
        ours |= begins;
        if (begins && (leaves >= PART || prefix != (key[0] & 0xff))) {
          flush(prefix);
        }
        prefix = key[0] & 0xff;
        level = Hashing.level(key);
        past = to != null && Arrays.compareUnsigned(key, to) >= 0;
        if (ours) {
          packer.add(key, versions.value(), versions.height(), level);
          leaves++;
        }
      }
      flush(prefix);
      return this;
    }

    private void flush(int prefix) {
      List<Node> made = packer.finish();
      made.forEach(node -> settle.accept((Page) node));
      if (!made.isEmpty()) {
        pages.computeIfAbsent(prefix, any -> new ArrayList<>()).addAll(made);
      }
      advance(leaves);
      packer = new Packer(false);
      leaves = 0;
    }
  }
}
