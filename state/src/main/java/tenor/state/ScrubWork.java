package tenor.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tenor.state.StoreException.Reason;

/** The steps of a scrub: each reads a little and says where it came to. */
final class ScrubWork {
  private static final int PAGES = 64;

  private final Disk disk;
  private final Source.Sources sources;
  private final StoreFiles files;
  private final ScrubRecords records;
  private final ScrubExtras extras;

  ScrubWork(Disk disk, Source.Sources sources, Optional<Snapshots> snapshots) {
    this.disk = disk;
    this.sources = sources;
    this.files = new StoreFiles(FrozenDisk.data(disk.folder()));
    this.records = new ScrubRecords(disk);
    this.extras = new ScrubExtras(disk.folder(), snapshots);
  }

  /**
   * Reads what comes next.
   *
   * @return where it came to; nothing if the part is at its end
   * @throws StoreException CORRUPT with what is damaged
   */
  Optional<ScrubPlace> step(ScrubPlace at, View current) throws IOException {
    return switch (at.part()) {
      case FILES -> file(at);
      case LEAVES -> leaves(at, current);
      case HISTORY -> records.step(at);
      case EXTRAS -> extras.step(at);
    };
  }

  /** About which share of its part was read, 0 to 1. */
  double share(ScrubPlace at, View current) {
    long total =
        switch (at.part()) {
          case FILES -> disk.tables().size() + 2L;
          case LEAVES -> current.size();
          case HISTORY -> records.total();
          case EXTRAS -> extras.total();
        };
    return Math.min(1, (double) at.done() / Math.max(1, total));
  }

  private Optional<ScrubPlace> file(ScrubPlace at) throws IOException {
    String after = new String(at.after().toArray(), StandardCharsets.US_ASCII);
    for (Path file : files.list()) {
      String name = String.valueOf(file.getFileName());
      if (name.compareTo(after) > 0) {
        check(file, name);
        return Optional.of(at.at(Bytes.of(name.getBytes(StandardCharsets.US_ASCII)), 1));
      }
    }
    return Optional.empty();
  }

  private void check(Path file, String name) throws IOException {
    // a table that is still being written, or no longer used, is nobody's
    if (name.endsWith(".sst") && !disk.tables().contains(name)) {
      return;
    }
    try (TableCheck tables = new TableCheck()) {
      Optional<Damage> damage = files.check(file, tables);
      // what is being appended to can look torn; what is damaged stays so
      if (damage.isPresent() && !name.endsWith(".sst")) {
        pause();
        damage = files.check(file, tables);
      }
      if (damage.isPresent() && (!name.endsWith(".sst") || disk.tables().contains(name))) {
        throw damaged(damage.get());
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<ScrubPlace> leaves(ScrubPlace at, View current) {
    List<Origin.PageAt> pages = PageWalk.after(current, at.after().raw(), PAGES);
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    Page last = pages.getLast().page();
    List<Edits.Edit> leaves =
        sources.at(current.height()).range(pages.getFirst().above(), last.last);
    compare(pages, leaves, current);
    return Optional.of(at.at(Bytes.of(last.last), leaves.size()));
  }

  /** A group of leaves as it is on disk. */
  private record Found(Bytes last, Bytes hash) {}

  private void compare(List<Origin.PageAt> pages, List<Edits.Edit> leaves, View current) {
    List<Found> groups = new ArrayList<>();
    RootStream stream =
        new RootStream(
            (last, count, hash) -> groups.add(new Found(Bytes.wrap(last), Bytes.wrap(hash))));
    leaves.forEach(leaf -> stream.add(leaf.key(), Objects.requireNonNull(leaf.value())));
    if (!leaves.isEmpty()) {
      stream.root();
    }
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i).page();
      Found expected = new Found(Bytes.wrap(page.last), Bytes.wrap(page.hash()));
      if (i >= groups.size() || !groups.get(i).equals(expected)) {
        byte[] above = pages.get(i).above();
        throw damaged(
            Damage.of(
                    Damage.Part.VALUES,
                    "the leaves on disk are not those of height " + current.height())
                .within(
                    current.known().owning(page.last).map(Component::name),
                    Optional.ofNullable(above).map(Bytes::of),
                    Optional.of(expected.last())));
      }
    }
  }

  private StoreException damaged(Damage damage) {
    return new StoreException(
        Reason.CORRUPT, "store " + disk.folder() + ": " + damage + "; " + Recovery.advice(damage));
  }
}
