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

  private final Report report = new Report("disk-full");

  @Override
  public Integer call() throws IOException, InterruptedException {
    report.progress("seed " + options.seed());
    Path small = options.home().resolve("small/disk");
    new StoreTroubles(report, options.seed(), small).run(options.quick() ? 2 : 12);
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
      full(network, fallen, home.state(), "the disk is full; free some space and start again");
      full(network, fallen, home.engine().resolve("data"), "CometBFT ended");
      new FinalChecks(report, network).run();
    }
  }

  /** A folder of the node is on a disk that gets full. */
  private void full(LiveNetwork network, Fallen fallen, Path folder, String words)
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
      long logged = Files.size(fallen.log());
      disk.fill(0);
      fallen.stops(List.of(words), what, logged);
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
