package tenor.state;

import java.util.List;
import tenor.state.SnapshotException.Reason;

/**
 * A store that is being filled from a snapshot, chunk by chunk. What is written is proven by the
 * app hash before; memory holds one chunk at a time.
 *
 * <p>Until the last chunk is in and the whole was checked, the store is at height 0 and a mark on
 * the disk says that it is being filled: whoever opens it after a kill empties it first.
 */
public final class Restore implements AutoCloseable {
  private final Store store;
  private final SnapshotManifest manifest;
  private final Bytes appHash;
  private final SnapshotReader reader;
  private boolean done;

  Restore(Store store, SnapshotManifest manifest, Bytes appHash, SnapshotReader reader) {
    this.store = store;
    this.manifest = manifest;
    this.appHash = appHash;
    this.reader = reader;
  }

  /** The snapshot. */
  public SnapshotManifest manifest() {
    return manifest;
  }

  /** The app hash that everything is proven against. */
  public Bytes appHash() {
    return appHash;
  }

  /** The index of the chunk to take next. */
  public int next() {
    return reader.next();
  }

  /** Whether the store is at the snapshot's height. */
  public boolean isDone() {
    return done;
  }

  /**
   * Takes the next chunk; the last one ends the restore, and the store is at the snapshot's height.
   *
   * @throws SnapshotException if the chunk is refused; nothing of it was written. With {@link
   *     Reason#CHUNK} another copy may be tried, otherwise close this
   * @throws StoreException if it could not be written
   */
  public void take(int index, byte[] chunk) {
    if (done) {
      throw new SnapshotException(Reason.STORE, "the restore has ended");
    }
    List<Edits.Edit> leaves = reader.take(index, chunk);
    store.fill(manifest.height(), leaves);
    if (reader.isComplete()) {
      store.filled(manifest.height(), appHash);
      done = true;
    }
  }

  /** Empties the store again, unless the restore ended. */
  @Override
  public void close() {
    if (!done) {
      done = true;
      store.unfill();
    }
  }
}
