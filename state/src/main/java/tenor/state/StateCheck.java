package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final byte[] HEAD = "head".getBytes(US_ASCII);

  private static final byte[] FILLING = "filling".getBytes(US_ASCII);

  private final Path folder;
  private final Components components;
  private final Watcher watcher;
  private final List<Damage> damages = new ArrayList<>();

  private StateCheck(Path folder, Components components, Watcher watcher) {
    this.folder = folder;
    this.components = components;
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
   * @param components the components, by name; those behind a damage may be missing
   * @param damages what is not as it was written; empty if all is well
   */
  public record Report(
      long height,
      Optional<Bytes> appHash,
      Optional<Bytes> computed,
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
   * @throws StoreException if it is open elsewhere, a newer release wrote it, or it cannot be read
   *     for other reasons than damage
   */
  public static Report run(Path folder, Components components, Watcher watcher) {
    if (!Files.isDirectory(FrozenDisk.data(folder))) {
      throw new StoreException(Reason.ACCESS, folder + " holds no store");
    }
    FrozenDisk.loadLibrary(folder);
    try (FileChannel _ = FrozenDisk.lock(folder)) {
      return new StateCheck(folder, components, watcher).run();
    } catch (IOException e) {
      throw new StoreException(Reason.IO, "store " + folder + ": " + e.getMessage(), e);
    }
  }

  private Report run() throws IOException {
    List<Damage> files =
        new StoreFiles(FrozenDisk.data(folder)).check(watcher.step("files", "bytes"));
    try (FrozenDisk disk = FrozenDisk.open(folder)) {
      files.forEach(damage -> damages.add(located(damage, disk.tables())));
      return state(disk);
    } catch (StoreException e) {
      if (e.reason() != Reason.CORRUPT) {
        throw e;
      }
      if (damages.isEmpty()) {
        damages.addAll(files);
      }
      damages.add(Damage.of(Part.MANIFEST, "it does not open: " + e.getMessage()));
      return report(0, null, null, Collections.emptySortedMap());
    }
  }

  private Report state(FrozenDisk disk) {
    Head head = disk.read("default", HEAD).map(Head::decode).orElse(null);
    if (disk.read("default", FILLING).isPresent()) {
      damages.add(
          Damage.of(
              Part.VALUES,
              "a restore from a snapshot was interrupted; the next start empties the store"));
      return report(0, null, null, Collections.emptySortedMap());
    }
    if (head == null) {
      // a store that was stopped while it was made has nothing yet
      disk.each(
          "values",
          (key, value) -> {
            if (damages.isEmpty()) {
              damages.add(Damage.of(Part.VALUES, "there are values, but no height"));
            }
          });
      return report(0, null, null, Collections.emptySortedMap());
    }
    StateWalk walk = new StateWalk(components, (last, leaves, hash) -> {});
    Bytes[] last = {Bytes.of(new byte[0])};
    Bytes computed = null;
    try {
      walk(disk, walk, last);
      computed = walk.appHash().orElse(null);
      if (computed == null || !computed.equals(head.appHash())) {
        damages.add(
            Damage.of(
                Part.VALUES,
                "at height "
                    + head.height()
                    + " they give app hash "
                    + (computed == null ? "of nothing" : computed)
                    + ", but "
                    + head.appHash()
                    + " was committed"));
      }
    } catch (StoreException e) {
      if (e.reason() != Reason.CORRUPT) {
        throw e;
      }
      walk.abandon();
      damages.add(
          Damage.of(Part.VALUES, String.valueOf(e.getMessage()))
              .within(owner(last[0]), Optional.of(last[0]), Optional.empty()));
    }
    return report(head.height(), head.appHash(), computed, found(walk));
  }

  private void walk(FrozenDisk disk, StateWalk walk, Bytes[] last) {
    Progress progress = watcher.step("leaves", "leaves");
    long about = disk.estimate("values");
    disk.each(
        "values",
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

  /** Adds what a damaged table file holds. */
  private Damage located(Damage damage, List<LiveFileMetaData> tables) {
    for (LiveFileMetaData table : tables) {
      if (damage.file().filter(name -> table.fileName().endsWith(name)).isPresent()) {
        String family = new String(table.columnFamilyName(), US_ASCII);
        Damage named =
            new Damage(
                family.equals("values") ? Part.VALUES : Part.HISTORY,
                damage.file(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                damage.what());
        Bytes from = Bytes.of(table.smallestKey());
        return family.equals("values")
            ? named.within(
                owner(from), Optional.of(from), Optional.of(Bytes.of(table.largestKey())))
            : named;
      }
    }
    return damage;
  }

  private Optional<String> owner(Bytes key) {
    return components.owning(key.raw()).map(Component::name);
  }

  private Report report(
      long height,
      @Nullable Bytes appHash,
      @Nullable Bytes computed,
      SortedMap<String, Found> parts) {
    return new Report(
        height,
        Optional.ofNullable(appHash),
        Optional.ofNullable(computed),
        Collections.unmodifiableSortedMap(parts),
        List.copyOf(damages));
  }
}
