package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LiveFileMetaData;
import tenor.state.Damage.Part;
import tenor.state.StoreException.Reason;

/**
 * Checks a store that nobody has open, against its app hash and nothing else: it reads every file,
 * then every leaf, and computes the roots anew by other code than the store's. What the store keeps
 * for speed is not used. Nothing is changed.
 */
public final class StateCheck {
  /** The leaves between two words about how far it is. */
  private static final long STEP = 4096;

  private final Path folder;
  private final Components components;
  private final Watcher watcher;
  private final boolean history;
  private final List<Damage> damages = new ArrayList<>();
  private long oldest = -1;
  private long walked = -1;

  private StateCheck(Path folder, Components components, boolean history, Watcher watcher) {
    this.folder = folder;
    this.components = components;
    this.history = history;
    this.watcher = watcher;
  }

  /** Is told what is done. */
  @FunctionalInterface
  public interface Watcher {
    /** Tells nobody. */
    Watcher NONE = (what, unit) -> Progress.NONE;

    /** A step begins; how far it is goes to what is returned, in this unit. */
    Progress step(String what, String unit);
  }

  /** A component's leaves, and the root they give. */
  public record Found(long leaves, Bytes root) {}

  /**
   * What was found.
   *
   * @param height the committed height
   * @param appHash the app hash that was committed with it
   * @param computed the app hash of the values on disk; none if they could not be read to the end
   * @param oldestHeight the smallest height that is kept; -1 if history was not checked
   * @param walkedHeight the older height that was walked; -1 if none was
   * @param components the components, by name; those behind a damage may be missing
   * @param damages what is not as it was written; empty if all is well
   */
  public record Report(
      long height,
      Optional<Bytes> appHash,
      Optional<Bytes> computed,
      long oldestHeight,
      long walkedHeight,
      SortedMap<String, Found> components,
      List<Damage> damages) {

    /** Whether everything is as it was committed. */
    public boolean isSound() {
      return damages.isEmpty();
    }

    /** The number of leaves that were read. */
    public long leaves() {
      return components.values().stream().mapToLong(Found::leaves).sum();
    }
  }

  /**
   * Checks the store in a folder.
   *
   * @param history whether to check older heights too
   * @throws StoreException if it is open elsewhere, a newer release wrote it, or it cannot be read
   *     for other reasons than damage
   */
  public static Report run(Path folder, Components components, boolean history, Watcher watcher) {
    if (!Files.isDirectory(FrozenDisk.data(folder))) {
      boolean migrates = Files.isDirectory(folder.resolve("db.old"));
      String what = migrates ? " is at the last step of a migration: open it" : " holds no store";
      throw new StoreException(Reason.ACCESS, folder + what);
    }
    FrozenDisk.loadLibrary(folder);
    try (FileChannel _ = FrozenDisk.lock(folder)) {
      return new StateCheck(folder, components, history, watcher).run();
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
  }

  private Report run() throws IOException {
    List<Damage> files =
        new StoreFiles(FrozenDisk.data(folder)).check(watcher.step("files", "bytes"));
    new PageFile(folder).damage().ifPresent(files::add);
    try (FrozenDisk disk = FrozenDisk.open(folder)) {
      files.stream()
          .filter(damage -> isUsed(damage, disk.tables()))
          .forEach(damage -> damages.add(located(damage, disk.tables())));
      return state(disk);
    } catch (StoreException e) {
      if (e.reason() != Reason.CORRUPT) {
        throw e;
      }
      if (damages.isEmpty()) {
        damages.addAll(files);
      }
      damages.add(Damage.of(Part.MANIFEST, "it does not open: " + e.getMessage()));
      return report(null, null, Collections.emptySortedMap());
    }
  }

  private Report state(FrozenDisk disk) {
    if (disk.read(Family.META, Disk.FILLING_KEY).isPresent()) {
      damages.add(
          Damage.of(
              Part.VALUES,
              "a restore from a snapshot was interrupted; the next start empties the store"));
      return report(null, null, Collections.emptySortedMap());
    }
    requireFormat(disk);
    Head head = disk.read(Family.META, Disk.HEAD_KEY).map(Head::decode).orElse(null);
    if (head == null) {
      // a store that was stopped while it was made has nothing yet, maybe not even its families
      if (disk.hasLeaves()) {
        disk.current(0, (key, value) -> headless());
      }
      return report(null, null, Collections.emptySortedMap());
    }
    StateWalk walk = new StateWalk(components, (last, leaves, hash) -> {});
    Bytes computed = values(disk, head, walk);
    // an older format is checked with its history as it migrates
    if (history && !disk.isOld()) {
      history(disk, head);
    }
    return report(head, computed, found(walk));
  }

  private void headless() {
    if (damages.isEmpty()) {
      damages.add(Damage.of(Part.VALUES, "there are values, but no height"));
    }
  }

  private void requireFormat(FrozenDisk disk) {
    int format = disk.read(Family.META, Disk.FORMAT_KEY).map(Disk::format).orElse(Disk.FORMAT);
    if (format > Disk.FORMAT) {
      throw new StoreException(
          Reason.NEWER,
          "store " + folder + " has format " + format + ": use the newer release that wrote it");
    }
  }

  private @Nullable Bytes values(FrozenDisk disk, Head head, StateWalk walk) {
    Bytes[] last = {Bytes.of(new byte[0])};
    try {
      walk(disk, head, walk, last);
      Bytes computed = walk.appHash().orElse(null);
      if (computed == null || !computed.equals(head.appHash())) {
        differs(head, walk, computed);
      }
      return computed;
    } catch (StoreException e) {
      if (e.reason() != Reason.CORRUPT) {
        throw e;
      }
      walk.abandon();
      damages.add(
          Damage.of(Part.VALUES, String.valueOf(e.getMessage()))
              .within(owner(last[0]), Optional.of(last[0]), Optional.empty()));
      return null;
    }
  }

  /** Names the components whose roots are not those that were committed. */
  private void differs(Head head, StateWalk walk, @Nullable Bytes computed) {
    String what =
        "at height "
            + head.height()
            + " the values give app hash "
            + (computed == null ? "of nothing" : computed)
            + ", but "
            + head.appHash()
            + " was committed";
    int before = damages.size();
    for (Head.Top top : head.tops()) {
      Bytes key = Bytes.wrap(new byte[] {(byte) top.prefix()});
      StateWalk.Part part = owner(key).map(name -> walk.parts().get(name)).orElse(null);
      if (part == null || !Arrays.equals(part.root().raw(), top.stub().hash())) {
        Damage damage = Damage.of(Part.VALUES, what);
        damages.add(
            damage.within(owner(key), Optional.of(key), Optional.of(Bytes.of(top.stub().last()))));
      }
    }
    if (damages.size() == before) {
      damages.add(Damage.of(Part.VALUES, what));
    }
  }

  private void history(FrozenDisk disk, Head head) {
    HistoryCheck check = new HistoryCheck(disk, components, head);
    try {
      check.records(watcher.step("history", "records"));
      walked = check.walk(watcher.step("oldest height", "leaves")).orElse(head.height());
    } catch (StoreException e) {
      if (e.reason() != Reason.CORRUPT) {
        throw e;
      }
      damages.add(Damage.of(Part.HISTORY, String.valueOf(e.getMessage())));
    }
    oldest = check.oldest();
  }

  private void walk(FrozenDisk disk, Head head, StateWalk walk, Bytes[] last) {
    Progress progress = watcher.step("leaves", "leaves");
    long about = head.tops().stream().mapToLong(top -> top.stub().leaves()).sum();
    disk.current(
        head.height(),
        (key, value) -> {
          walk.add(key, value);
          last[0] = Bytes.wrap(key);
          if (walk.leaves() % STEP == 0) {
            progress.at(walk.leaves(), Math.max(about, walk.leaves()));
          }
        });
    progress.at(walk.leaves(), walk.leaves());
  }

  private static SortedMap<String, Found> found(StateWalk walk) {
    SortedMap<String, Found> found = new TreeMap<>();
    for (Map.Entry<String, StateWalk.Part> part : walk.parts().entrySet()) {
      found.put(part.getKey(), new Found(part.getValue().leaves(), part.getValue().root()));
    }
    return found;
  }

  /** A table that was being written at a kill is nobody's, and the next start removes it. */
  private static boolean isUsed(Damage damage, List<LiveFileMetaData> tables) {
    return damage.part() != Part.TABLE
        || tables.stream()
            .anyMatch(table -> damage.file().filter(table.fileName()::endsWith).isPresent());
  }

  /** Adds what a damaged table file holds. */
  private Damage located(Damage damage, List<LiveFileMetaData> tables) {
    for (LiveFileMetaData table : tables) {
      if (damage.file().filter(name -> table.fileName().endsWith(name)).isPresent()) {
        String family = new String(table.columnFamilyName(), US_ASCII);
        Damage named =
            new Damage(
                family.matches("leaves|values") ? Part.VALUES : Part.HISTORY,
                damage.file(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                damage.what());
        boolean isKnown = Version.isKey(table.smallestKey()) && Version.isKey(table.largestKey());
        if (!family.equals("leaves") || !isKnown) {
          return named;
        }
        Bytes from = Bytes.of(Version.plain(table.smallestKey()));
        Bytes to = Bytes.of(Version.plain(table.largestKey()));
        return named.within(owner(from), Optional.of(from), Optional.of(to));
      }
    }
    return damage;
  }

  private Optional<String> owner(Bytes key) {
    return components.owning(key.raw()).map(Component::name);
  }

  private Report report(
      @Nullable Head head, @Nullable Bytes computed, SortedMap<String, Found> parts) {
    return new Report(
        head == null ? 0 : head.height(),
        Optional.ofNullable(head).map(Head::appHash),
        Optional.ofNullable(computed),
        oldest,
        walked,
        Collections.unmodifiableSortedMap(parts),
        List.copyOf(damages));
  }
}
