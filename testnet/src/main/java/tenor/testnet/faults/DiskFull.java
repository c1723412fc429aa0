package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.node.config.NodeHome;
import tenor.testnet.store.SmallDisk;
import tenor.testnet.store.StoreTroubles;

/** Takes the room, the right or the lock of a store away, and of a validator the room. */
@Command(
    name = "disk-full",
    description = {
      "Work on a small disk until it is full, read-only or forbidden, or another process has the"
          + " store open:",
      "first a process that only writes a store, then a validator of a network (not with --quick)."
          + " Each",
      "time it must stop and say what to do, and have every block once that is done.",
      "Needs a mount namespace, which the script makes: run it as root, or where users may make"
          + " namespaces."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/disk-full --quick",
      "  testnet/faults/disk-full --seed 7"
    })
final class DiskFull implements Callable<Integer> {
  private static final String TARGET = "validator3";
  private static final int MEBIBYTES = 320;

  @Mixin private FaultOptions options = new FaultOptions();

  @Option(
      names = "--fills",
      paramLabel = "N",
      description = "How often the writer's disk is filled (default: 12; 2 with --quick).")
  private int fills;

  private final Report report = new Report("disk-full");

  @Override
  public Integer call() throws IOException, InterruptedException {
    report.progress("seed " + options.seed());
    Path small = options.home().resolve("small/disk");
    int wanted = fills > 0 ? fills : options.quick() ? 2 : 12;
    new StoreTroubles(report, options.seed(), small).run(wanted);
    if (!options.quick()) {
      validator();
    }
    return report.finish();
  }

  private void validator() throws IOException, InterruptedException {
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape = new LiveNetwork.Shape(4, 1, "2008-10-31", 1500);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      NodeHome home = new NodeHome(network.file().node(TARGET).folder());
      Fallen fallen = new Fallen(report, network, TARGET);
      state(network, fallen, home.state());
      engine(network, fallen, home.engine().resolve("data"));
      new FinalChecks(report, network).run();
    }
  }

  /** Something to do while a folder of the node is on a full disk. */
  private interface Meanwhile {
    void run(String what) throws IOException, InterruptedException;
  }

  /** The store has taken room for its next blocks; what is sure to need more is a start. */
  private void state(LiveNetwork network, Fallen fallen, Path folder)
      throws IOException, InterruptedException {
    full(
        network,
        fallen,
        folder,
        what -> {
          network.stop(TARGET);
          long logged = Files.size(fallen.log());
          network.start(TARGET, Map.of(), List.of());
          fallen.stops(List.of("the disk is full; free some space and start"), what, logged);
        });
  }

  /** CometBFT stays up, says in its log that it cannot write, and signs nothing. */
  private void engine(LiveNetwork network, Fallen fallen, Path folder)
      throws IOException, InterruptedException {
    Path log = new NodeHome(network.file().node(TARGET).folder()).engineLog();
    full(
        network,
        fallen,
        folder,
        what -> {
          report.check(
              network.waiting().until("it says so", () -> said(log, "no space left on device")),
              what + ": CometBFT says that there is no space",
              "see " + log);
          fallen.signsNothing(what);
          network.stop(TARGET);
        });
  }

  private static boolean said(Path log, String words) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line -> line.contains(words));
    }
  }

  /** A folder of the node is on a disk that gets full. */
  private void full(LiveNetwork network, Fallen fallen, Path folder, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    network.awaitMore(TARGET, 5);
    network.stop(TARGET);
    Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
    copy(folder, aside);
    String what = "full disk under " + folder.getFileName() + " of " + TARGET;
    try (SmallDisk disk = SmallDisk.mount(folder, MEBIBYTES)) {
      copy(aside, folder);
      network.start(TARGET, Map.of(), List.of());
      fallen.back(what + ": it runs there");
      disk.fill(0);
      meanwhile.run(what);
      disk.free();
      network.start(TARGET, Map.of(), List.of());
      fallen.back(what + ": with room it goes on");
      network.stop(TARGET);
      // from there on where it was before
      remove(aside);
      copy(folder, aside);
    }
    remove(folder);
    Files.move(aside, folder);
    network.start(TARGET, Map.of(), List.of());
    fallen.back(what + ": moved to a larger disk it goes on");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path there = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(there);
        } else {
          Files.copy(path, there, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }
}
