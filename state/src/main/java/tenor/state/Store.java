package tenor.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * The authenticated store: the state in memory as trees, and on disk as the values of every height
 * that is kept.
 *
 * <p>A block is staged, which computes its app hash and writes nothing, and then committed, which
 * is one RocksDB batch: values and groups by version, records of the block, height and hash.
 * Opening rebuilds the trees and compares the app hash.
 *
 * <p>Staging, committing and rolling back are for one thread at a time; reads are for any number of
 * threads beside it. After a {@link StoreException} from {@link #commit} the store accepts nothing
 * more: close it, mend the cause, open it again.
 */
public final class Store implements AutoCloseable {
  private final Disk disk;
  private final Live live;
  private final StoreOptions options;
  private final Components components;
  private final Loader loader;
  private final History history;
  private volatile View current;
  private volatile long lastSyncedHeight;
  private int unsynced;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable Scrub scrub;

  private Store(
      Disk disk,
      Live live,
      StoreOptions options,
      Components components,
      Loader loader,
      View loaded) {
    this.disk = disk;
    this.live = live;
    this.options = options;
    this.components = components;
    this.loader = loader;
    Head head = disk.head().orElseThrow();
    this.history = new History(disk, live, options, loaded, head, this::stopped);
    this.current = live.change(loaded.height(), null, history::current);
    live.keeper().restarted(current);
    live.warm(current, history.at(current.height()));
    this.lastSyncedHeight = current.height();
  }

  /**
   * Opens the store in a folder, or makes one at height 0 with the founding components' meta
   * leaves.
   *
   * @throws StoreException if the folder cannot be used, another process has it open, a newer
   *     release wrote it, or its data are not those of its app hash
   */
  public static Store open(Path folder, Components components, StoreOptions options) {
    return open(folder, components, options, StateCheck.Watcher.NONE);
  }

  /** The same, and tells how far what takes long is. */
  public static Store open(
      Path folder, Components components, StoreOptions options, StateCheck.Watcher watcher) {
    Migration.run(folder, components, watcher);
    return opened(folder, components, options, watcher);
  }

  /** Opens a store whose leaves have all versions that later blocks will write. */
  static Store openMigrated(Path folder, Components components, StoreOptions options) {
    Store store = opened(folder, components, options, StateCheck.Watcher.NONE);
    if (store.height() == store.oldestHeight()) {
      Batch batch = new Batch();
      Block.first(store.current, Head.of(store.current, store.timeMillis())).write(batch);
      store.disk.write(batch, true);
    }
    return store;
  }

  /** What a block changed of these keys, by the versions that are on disk. */
  Changes versionsOf(long height, List<Edits.Edit> keys) {
    StateAt then = history.at(height);
    Changes changes = new Changes();
    for (Edits.Edit edit : keys) {
      byte[] value = then.value(edit.key());
      if (value == null) {
        changes.discard(edit.key());
      } else {
        changes.put(edit.key(), value);
      }
    }
    return changes;
  }

  private static Store opened(
      Path folder, Components components, StoreOptions options, StateCheck.Watcher watcher) {
    Disk disk = Disk.open(folder);
    Live live = new Live(options);
    try {
      if (disk.get(Family.META, Disk.FILLING_KEY).isPresent()) {
        disk.write(disk.cleared(), true);
      }
      Loader loader = new Loader(folder, disk, live, components, watcher);
      View view = loader.load();
      disk.sync();
      return new Store(disk, live, options, components, loader, view);
    } catch (RuntimeException | Error e) {
      live.close();
      disk.close();
      throw e;
    }
  }

  /** The last committed height; 0 before the first. */
  public long height() {
    return current.height();
  }

  /** The app hash at {@link #height}. */
  public Bytes appHash() {
    return current.appHash();
  }

  /** The time of the last committed block in milliseconds since 1970; 0 if it is not known. */
  public long timeMillis() {
    return history.head().timeMillis();
  }

  /** Finishes all background work there is. */
  void settle() {
    history.settle();
  }

  /** The committed state. */
  public View current() {
    return current;
  }

  /** A copy of the committed value of a key. */
  public Optional<byte[]> get(byte[] key) {
    return current.get(key);
  }

  /** The committed leaves from {@code from}, to before {@code to}, in ascending order of keys. */
  public Iterator<Leaf> scan(byte[] from, byte[] to) {
    return current.scan(from, to);
  }

  /**
   * The outcome of a block on top of the committed state. Height 0 may be staged before the first
   * commit, to learn the genesis state's app hash; {@link Staged#then} puts the first block on it.
   *
   * @throws IllegalArgumentException if the height is not next, a key belongs to no known
   *     component, a deleted key is absent, or a component would lose its meta leaf
   */
  public Staged stage(long height, Changes changes) {
    View base = current;
    if (height != 0 || base.height() != 0) {
      requireNext(base, height);
    }
    return Staged.of(base, height, changes);
  }

  private static void requireNext(View base, long height) {
    if (base.height() == 0 ? height < 1 : height != base.height() + 1) {
      throw new IllegalArgumentException(
          "height " + height + " does not follow height " + base.height());
    }
  }

  /**
   * The same as {@link #commit(Staged, long)} with the time of the block before: for chains whose
   * heights are not kept by time.
   */
  public void commit(Staged staged) {
    commit(staged, history.head().timeMillis());
  }

  /**
   * Makes a staged block the committed state, in one batch. When this returns, the block survives a
   * kill of the process, and a power cut if the height is at most {@link #lastSyncedHeight}.
   *
   * @param timeMillis the block's time in milliseconds since 1970, by which old heights are dropped
   * @throws IllegalStateException if something else was committed since it was staged
   * @throws StoreException if it could not be written; then the store accepts nothing more
   */
  public void commit(Staged staged, long timeMillis) {
    requireSound();
    if (staged.base() != current) {
      throw new IllegalStateException(
          "staged on height " + staged.base().height() + ", but the store is at " + height());
    }
    requireNext(current, staged.height());
    boolean sync = unsynced + 1 >= options.syncEvery();
    try {
      current =
          live.change(
              staged.height(), staged.deltas(), () -> history.commit(staged, timeMillis, sync));
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
    unsynced = sync ? 0 : unsynced + 1;
    live.keeper().committed(staged);
    if (sync) {
      lastSyncedHeight = current.height();
    }
  }

  /**
   * Begins to read everything on disk again and again in the background, and to compare it; close
   * what is returned before the store.
   *
   * @param pass how long a pass over everything may take
   * @param snapshots what is read too, if there is any
   * @param onDamage is told of damage to the state, on another thread; the store accepts nothing
   *     more then
   * @throws StoreException if what an earlier scrub found damaged is so still
   */
  public Scrub scrub(
      Duration pass, Optional<Snapshots> snapshots, Consumer<StoreException> onDamage) {
    ScrubWork work = new ScrubWork(disk, history, snapshots);
    Scrub begun = Scrub.start(this, work, disk.folder(), pass, onDamage);
    scrub = begun;
    return begun;
  }

  /** How far the scrub is, if there is one. */
  public Optional<Scrub.Status> scrubStatus() {
    return Optional.ofNullable(scrub).map(Scrub::status);
  }

  /** From now on nothing more is accepted. */
  void stopped(RuntimeException cause) {
    failure = cause;
  }

  private void requireSound() {
    RuntimeException cause = failure;
    if (cause != null) {
      // What broke may have met a background thread first: say that, not just that it is over.
      throw new StoreException(
          cause instanceof StoreException known ? known.reason() : Reason.CLOSED,
          "the store stopped after an earlier failure: close it and start again ("
              + cause.getMessage()
              + ")",
          cause);
    }
  }

  /**
   * The greatest height that a power cut cannot take back. Never tell CometBFT to drop blocks above
   * it.
   */
  public long lastSyncedHeight() {
    return lastSyncedHeight;
  }

  /** Waits until every commit so far is on the disk. */
  public void sync() {
    long height = current.height();
    disk.sync();
    unsynced = 0;
    lastSyncedHeight = height;
  }

  /**
   * Keeps the current height readable, whatever the retention, until what this returns is run: for
   * work that reads it for long. To be called by the thread that commits.
   */
  Runnable holdCurrent() {
    return history.hold(current.height());
  }

  /** No state of a smaller height can be read or rolled back to. */
  public long oldestHeight() {
    return history.oldest();
  }

  /** The state at a retained height; none if that height is not kept or not reached. */
  public Optional<View> view(long height) {
    return history.view(height);
  }

  /**
   * Goes back to a retained height and forgets what came after. It is done block by block: a kill
   * in between leaves the store at a height in between.
   *
   * @throws StoreException if the height is not retained
   */
  public void rollbackTo(long height) {
    requireSound();
    if (height < oldestHeight() || height > height()) {
      throw new StoreException(
          Reason.NOT_RETAINED,
          "height "
              + height
              + " is not kept: heights "
              + oldestHeight()
              + " to "
              + height()
              + " are");
    }
    try {
      current = live.change(height, null, () -> history.rollbackTo(height));
      live.keeper().restarted(current);
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
    unsynced = 0;
    lastSyncedHeight = height;
  }

  /**
   * Begins to fill a store from a snapshot; nobody may stage or commit until it ends. The store is
   * at height 0, or was filled from a snapshot and has committed no block since: that is what a
   * node is left with that was stopped between its own restore and the engine's.
   *
   * @param appHash what is trusted to be the app hash after the snapshot's height
   * @throws SnapshotException if the store has blocks, or the snapshot is of another app hash or
   *     holds what this release does not know
   */
  public Restore restore(SnapshotManifest manifest, Bytes appHash) {
    requireSound();
    if (height() != 0 && view(height() - 1).isPresent()) {
      throw new SnapshotException(
          SnapshotException.Reason.STORE,
          "the store is at height " + height() + ": a snapshot is restored into an empty one");
    }
    SnapshotReader reader = new SnapshotReader(manifest, appHash, components);
    disk.write(disk.cleared().put(Family.META, Disk.FILLING_KEY, new byte[] {1}), true);
    become(loader.founding());
    return new Restore(this, manifest, appHash, reader);
  }

  void fill(long height, List<Edits.Edit> leaves) {
    Batch batch = new Batch();
    for (Edits.Edit leaf : leaves) {
      byte[] key = Version.key(leaf.key(), height);
      batch.put(Family.LEAVES, key, Objects.requireNonNull(leaf.value()));
    }
    disk.write(batch, false);
  }

  /** Makes what was filled in the committed state, after building and checking the whole tree. */
  void filled(long height, Bytes appHash) {
    Batch batch = new Batch();
    batch.put(Family.META, Disk.FORMAT_KEY, Numbers.bytes(Disk.FORMAT));
    batch.put(Family.META, Disk.HEAD_KEY, new Head(height, appHash, 0, List.of()).encode());
    disk.write(batch, true);
    become(loader.load());
    Batch end = new Batch();
    Block.first(history.current(), history.head()).write(end);
    end.put(Family.META, Disk.OLDEST_KEY, Numbers.bytes(height));
    end.delete(Family.META, Disk.FILLING_KEY);
    disk.write(end, true);
  }

  void unfill() {
    disk.write(disk.cleared(), true);
    become(loader.load());
  }

  private void become(View view) {
    Head head = Head.of(view, 0);
    current = live.change(view.height(), null, () -> history.restart(view, head));
    live.keeper().restarted(current);
    unsynced = 0;
    lastSyncedHeight = view.height();
  }

  @Override
  public void close() {
    history.close();
    if (failure == null) {
      history.writePages();
    }
    live.close();
    disk.close();
  }
}
