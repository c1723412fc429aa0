package tenor.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Snapshots on disk: a folder per height with the manifest and a file per chunk. A snapshot is
 * there whole or not at all: it is written under another name, and given its own when every byte is
 * on the disk.
 *
 * <p>For any number of readers beside one thread that makes and removes snapshots, and one that
 * removes damaged ones.
 */
public final class Snapshots {
  private static final String MANIFEST = "manifest";
  private static final String UNFINISHED = "unfinished-";
  private static final Pattern HEIGHT = Pattern.compile("[1-9][0-9]{0,18}");

  // A newcomer that fetches a snapshot is given time to end.
  private static final long FETCH_NANOS = 120_000_000_000L;

  private final Path folder;
  private final Map<Long, Long> fetched = new ConcurrentHashMap<>();

  private Snapshots(Path folder) {
    this.folder = folder;
  }

  /** Those in a folder, which need not exist yet. */
  public static Snapshots in(Path folder) {
    return new Snapshots(folder);
  }

  /** The whole snapshots, the newest first. A damaged one is not among them. */
  public List<SnapshotManifest> list() {
    List<SnapshotManifest> found = new ArrayList<>();
    for (long height : heights()) {
      try {
        manifest(height).ifPresent(found::add);
      } catch (SnapshotException e) {
        // Whoever asks for it by its height is told what is wrong.
      }
    }
    return found;
  }

  /** The heights there are snapshots of, the newest first. */
  public List<Long> heights() {
    return names().stream()
        .filter(name -> HEIGHT.matcher(name).matches())
        .map(Long::parseLong)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<String> names() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * What the snapshot of a height consists of, if there is one.
   *
   * @throws SnapshotException if the file is damaged
   */
  public Optional<SnapshotManifest> manifest(long height) {
    Optional<byte[]> bytes = read(at(height).resolve(MANIFEST), SnapshotManifest.MAX_BYTES);
    Optional<SnapshotManifest> manifest = bytes.map(SnapshotManifest::decode);
    if (manifest.isPresent() && manifest.get().height() != height) {
      throw new SnapshotException(
          SnapshotException.Reason.MANIFEST,
          at(height) + " holds the snapshot of height " + manifest.get().height());
    }
    return manifest;
  }

  /**
   * A chunk of a snapshot; none if there is no such snapshot or chunk, or its file is damaged, so
   * that nobody is sent what he would have to refuse.
   */
  public Optional<byte[]> chunk(SnapshotManifest manifest, int index) {
    if (index < 0 || index >= manifest.chunks().size()) {
      return Optional.empty();
    }
    fetched.put(manifest.height(), System.nanoTime());
    return whole(manifest, index);
  }

  /** Whether the file of a chunk is what was written. */
  boolean isWhole(SnapshotManifest manifest, int index) {
    return whole(manifest, index).isPresent();
  }

  private Optional<byte[]> whole(SnapshotManifest manifest, int index) {
    return read(at(manifest.height()).resolve(file(index)), SnapshotChunk.MAX_BYTES)
        .filter(
            bytes ->
                Bytes.wrap(Hashing.sha256().digest(bytes)).equals(manifest.chunks().get(index)));
  }

  private Optional<byte[]> read(Path file, int most) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(in.size(), most + 1L));
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        // until it is full or the file ends
      }
      return Optional.of(bytes.array());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Makes the snapshot of a state, unless there is one of its height.
   *
   * @param progress told of leaves
   * @throws StoreException if it cannot be written, or the state's leaves cannot be read
   * @throws SnapshotException if the state is too large for the format
   */
  public SnapshotManifest make(View view, Progress progress) {
    Optional<SnapshotManifest> there = manifest(view.height());
    if (there.isPresent()) {
      return there.get();
    }
    Path unfinished = folder.resolve(UNFINISHED + view.height());
    try {
      remove(unfinished);
      Files.createDirectories(unfinished);
      int[] chunks = {0};
      SnapshotManifest manifest =
          SnapshotWriter.write(
              view, progress, chunk -> write(unfinished.resolve(file(chunks[0]++)), chunk));
      write(unfinished.resolve(MANIFEST), manifest.encode());
      Files.move(unfinished, at(view.height()), StandardCopyOption.ATOMIC_MOVE);
      sync(folder);
      return manifest;
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()));
    }
  }

  private static void write(Path file, byte[] bytes) {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the names in a folder written. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /**
   * Checks a snapshot wholly: every chunk against an app hash, nothing missing.
   *
   * @param appHash what is trusted; if it is that of the manifest itself, nothing is proven but
   *     that the snapshot is whole
   * @param progress told of bytes
   * @throws SnapshotException if it is not whole, or not of that app hash
   */
  public void verify(
      SnapshotManifest manifest, Bytes appHash, Components components, Progress progress) {
    SnapshotReader reader = new SnapshotReader(manifest, appHash, components);
    each(manifest, (index, chunk) -> reader.take(index, chunk), progress);
  }

  /**
   * Fills an empty store from a snapshot; if that fails the store is empty as before.
   *
   * @param appHash what is trusted
   * @param progress told of bytes
   * @throws SnapshotException if it is not whole, not of that app hash, or the store has blocks
   */
  public void restore(SnapshotManifest manifest, Bytes appHash, Store store, Progress progress) {
    try (Restore restore = store.restore(manifest, appHash)) {
      each(manifest, restore::take, progress);
    }
  }

  private interface Taker {
    void take(int index, byte[] chunk);
  }

  private void each(SnapshotManifest manifest, Taker taker, Progress progress) {
    long done = 0;
    for (int i = 0; i < manifest.chunks().size(); i++) {
      Path file = at(manifest.height()).resolve(file(i));
      byte[] chunk =
          read(file, SnapshotChunk.MAX_BYTES)
              .orElseThrow(
                  () ->
                      new SnapshotException(
                          SnapshotException.Reason.CHUNK, file + ": there is no such file"));
      taker.take(i, chunk);
      done += chunk.length;
      progress.at(done, manifest.bytes());
    }
  }

  /** How much room the disk has, in bytes. */
  public long freeBytes() {
    try {
      Files.createDirectories(folder);
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Removes all but the newest so many, and what was left unfinished. One that was fetched from a
   * short while ago stays as well, but never more than twice as many.
   */
  public void keep(int newest) {
    List<Long> old = heights().stream().skip(newest).toList();
    for (int i = 0; i < old.size(); i++) {
      if (i >= newest || !isFetched(old.get(i))) {
        remove(old.get(i));
      }
    }
    names().stream()
        .filter(name -> name.startsWith(UNFINISHED))
        .forEach(name -> removeOrFail(folder.resolve(name)));
  }

  private boolean isFetched(long height) {
    Long last = fetched.get(height);
    return last != null && System.nanoTime() - last < FETCH_NANOS;
  }

  /** Removes the snapshot of a height, if there is one. */
  public void remove(long height) {
    fetched.remove(height);
    Path gone = folder.resolve(UNFINISHED + height);
    try {
      remove(gone);
      // By another name first: a kill half-way leaves nothing that looks whole.
      Files.move(at(height), gone, StandardCopyOption.ATOMIC_MOVE);
      remove(gone);
    } catch (NoSuchFileException e) {
      // Gone already.
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void removeOrFail(Path unfinished) {
    try {
      remove(unfinished);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static void remove(Path unfinished) throws IOException {
    if (!Files.isDirectory(unfinished)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(unfinished)) {
      files = entries.toList();
    }
    // a scrub may be removing the same
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(unfinished);
  }

  private Path at(long height) {
    return folder.resolve(Long.toString(height));
  }

  private static String file(int index) {
    return String.format(Locale.ROOT, "chunk-%05d", index);
  }

  private StoreException failure(IOException e) {
    return Failures.of(folder, e);
  }
}
