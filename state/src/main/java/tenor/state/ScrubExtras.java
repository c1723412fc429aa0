package tenor.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the state does not stand on and can be made anew: the saved tree, and the snapshots
 * chunk by chunk. What is damaged is removed.
 */
final class ScrubExtras {
  private static final Logger log = LoggerFactory.getLogger(ScrubExtras.class);

  private final Path tree;
  private final PageFile pageFile;
  private final Optional<Snapshots> snapshots;

  ScrubExtras(Path folder, Optional<Snapshots> snapshots) {
    this.tree = folder.resolve("tree");
    this.pageFile = new PageFile(folder);
    this.snapshots = snapshots;
  }

  /** A chunk of a snapshot; as bytes, height and number in order. */
  private record ChunkAt(long height, int index) {
    static ChunkAt of(Bytes bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes.raw());
      return new ChunkAt(in.getLong(), in.getInt());
    }

    Bytes bytes() {
      return Bytes.wrap(
          ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(height).putInt(index).array());
    }
  }

  /** How many steps there are. */
  long total() {
    return 1
        + snapshots.map(Snapshots::list).orElse(List.of()).stream()
            .mapToLong(manifest -> manifest.chunks().size())
            .sum();
  }

  /**
   * Reads the next.
   *
   * @return where it came to; nothing if there is no more
   */
  Optional<ScrubPlace> step(ScrubPlace at) throws IOException {
    if (at.after().size() == 0) {
      tree();
      return Optional.of(at.at(new ChunkAt(0, 0).bytes(), 1));
    }
    ChunkAt last = ChunkAt.of(at.after());
    return snapshots.flatMap(all -> next(all, last)).map(read -> at.at(read.bytes(), 1));
  }

  private void tree() throws IOException {
    if (pageFile.damage().isPresent() && Files.deleteIfExists(tree)) {
      log.error("{} was damaged and is removed; it is made anew. Check the disk", tree);
    }
  }

  /** Reads the chunk after one: the next of its snapshot, or the first of the next one. */
  private static Optional<ChunkAt> next(Snapshots all, ChunkAt last) {
    for (long height : all.heights().reversed()) {
      int index = height == last.height() ? last.index() + 1 : 0;
      if (height >= last.height() && read(all, height, index)) {
        return Optional.of(new ChunkAt(height, index));
      }
    }
    return Optional.empty();
  }

  /** Whether there was such a chunk; trouble with snapshots is told and never stops the store. */
  private static boolean read(Snapshots all, long height, int index) {
    try {
      return check(all, height, index);
    } catch (StoreException e) {
      log.error("the snapshot of height {} cannot be read", height, e);
      return false;
    }
  }

  private static boolean check(Snapshots all, long height, int index) {
    try {
      Optional<SnapshotManifest> manifest = all.manifest(height);
      if (manifest.isEmpty() || index >= manifest.get().chunks().size()) {
        return false;
      }
      if (!all.isWhole(manifest.get(), index) && all.manifest(height).isPresent()) {
        remove(all, height, "chunk " + index + " is not what was written");
      }
    } catch (SnapshotException e) {
      remove(all, height, String.valueOf(e.getMessage()));
    }
    return true;
  }

  private static void remove(Snapshots all, long height, String why) {
    log.error(
        "the snapshot of height {} was damaged and is removed: {}. Check the disk", height, why);
    all.remove(height);
  }
}
