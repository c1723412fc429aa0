package tenor.testnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import tenor.state.Bytes;
import tenor.state.Progress;
import tenor.state.SnapshotException;
import tenor.state.SnapshotManifest;
import tenor.state.Snapshots;
import tenor.state.StateCheck;
import tenor.state.Store;
import tenor.state.StoreException;
import tenor.state.View;

/** What must hold of a store after its process was killed, whatever it was doing. */
final class Probe {
  private static final int SAMPLES = 3;
  private static final List<String> KNOWN =
      List.of(
          "state/(tree|scrub)",
          "state/native/[^/]*",
          "state/db/(CURRENT|IDENTITY|LOCK|LOG|LOG\\.old\\.[0-9]+)",
          "state/db/(MANIFEST|OPTIONS)-[0-9]+",
          "state/db/[0-9]+\\.(sst|log|blob)",
          "snapshots/[0-9]+/(manifest|chunk-[0-9]{5})",
          "worker\\.log");

  private final Path folder;
  private final Life life;
  private final Model model;
  private final Random random;
  private final List<String> wrong = new ArrayList<>();

  Probe(Path folder, Life life, Model model, Random random) {
    this.folder = folder;
    this.life = life;
    this.model = model;
    this.random = random;
  }

  /** Checks, and leaves the model at the store's height. */
  List<String> run(Victim.Said said) throws IOException {
    walked(said, true);
    try {
      opens(folder.resolve(Worker.STORE), said);
    } catch (StoreException e) {
      wrong.add("it cannot be read: " + e);
    }
    try {
      snapshots();
    } catch (StoreException | SnapshotException e) {
      wrong.add("a snapshot is damaged: " + e);
    }
    strays();
    return wrong;
  }

  /**
   * Walks the whole tree without opening the store, which nothing can have mended.
   *
   * @param history whether older heights too; not of a store that is half migrated
   */
  List<String> walked(Victim.Said said, boolean history) throws IOException {
    wrong.addAll(said.faults());
    Path state = folder.resolve(Worker.STORE);
    // a kill may have come before the database was made; then opening makes it, as at first
    if (Files.exists(state.resolve("db/CURRENT"))) {
      walk(StateCheck.run(state, Life.COMPONENTS, history, StateCheck.Watcher.NONE), said);
    }
    model.reached(said.highest());
    return wrong;
  }

  private void walk(StateCheck.Report report, Victim.Said said) {
    report.damages().forEach(damage -> wrong.add(damage.toString()));
    if (report.appHash().isPresent()) {
      height("the walk", report.height(), said);
      equal("the walk's app hash", report.computed(), hash(report.height()));
      if (report.leaves() != model.contents().size()) {
        wrong.add("the walk met " + report.leaves() + " leaves, not " + model.contents().size());
      }
    }
  }

  private void height(String what, long height, Victim.Said said) {
    if (height < said.least() || height > said.most()) {
      wrong.add(what + " is at height " + height + ", not " + said.least() + " to " + said.most());
    }
  }

  private void opens(Path state, Victim.Said said) {
    try (Store store = Store.open(state, Life.COMPONENTS, life.options())) {
      height("the store", store.height(), said);
      equal("the app hash", Optional.of(store.appHash()), hash(store.height()));
      long height = store.height();
      long oldest = store.oldestHeight();
      if (oldest > Math.max(0, model.highest() - life.fewest())) {
        wrong.add("height " + oldest + " is the oldest, though more are to be kept");
      }
      for (long at = height; at >= Math.max(oldest, height - life.retained()); at--) {
        history(store, at, at == height || at == oldest || sampled(height - oldest));
      }
      model.goTo(height);
    }
  }

  private boolean sampled(long heights) {
    return random.nextInt((int) Math.max(1, heights / SAMPLES)) == 0;
  }

  private void history(Store store, long at, boolean whole) {
    Optional<View> view = store.view(at);
    if (view.isEmpty()) {
      wrong.add("height " + at + " is not kept, though " + store.oldestHeight() + " is the oldest");
      return;
    }
    equal("the app hash of height " + at, view.map(View::appHash), model.hashAt(at));
    if (whole) {
      model
          .goTo(at)
          .difference(view.get())
          .ifPresent(text -> wrong.add("at height " + at + ": " + text));
    }
  }

  /** Whole or not there; what is unfinished is swept away by the next who makes one. */
  private void snapshots() {
    Snapshots snapshots = Snapshots.in(folder.resolve(Worker.SNAPSHOTS));
    snapshots.keep(2);
    long height = model.height();
    for (long at : snapshots.heights()) {
      Optional<SnapshotManifest> manifest = snapshots.manifest(at);
      if (manifest.isEmpty()) {
        wrong.add("the snapshot of height " + at + " has no manifest");
      } else if (at > model.highest()) {
        wrong.add("a snapshot of height " + at + ", where the store never was");
      } else if (!life.large()) {
        // the store may have gone back since, so that the model was not at that height yet
        Bytes expected = model.hashAt(at).or(() -> hash(at)).orElseThrow();
        snapshots.verify(manifest.get(), expected, Life.COMPONENTS, Progress.NONE);
      }
    }
    model.goTo(height);
  }

  private void strays() throws IOException {
    int manifests = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString();
        manifests += name.startsWith("state/db/MANIFEST-") ? 1 : 0;
        if (KNOWN.stream().noneMatch(name::matches)) {
          wrong.add("a stray file: " + name);
        }
      }
    }
    if (manifests != 1) {
      wrong.add(manifests + " manifests, expected one");
    }
  }

  private Optional<Bytes> hash(long height) {
    return model.goTo(height).hashAt(height);
  }

  private void equal(String what, Optional<Bytes> found, Optional<Bytes> expected) {
    if (!found.equals(expected)) {
      wrong.add(
          what
              + " is "
              + found.map(Bytes::hex).orElse("none")
              + ", not "
              + expected.map(Bytes::hex).orElse("known"));
    }
  }
}
