package tenor.testnet.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.node.config.NodeHome;
import tenor.state.Snapshots;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;

/** Damages what a validator has on disk, and follows the advice that it gives. */
@Command(
    name = "bit-flip",
    description = {
      "Change one bit of a table file, of the log, of the saved tree and of a snapshot of a"
          + " validator,",
      "both while it stands and while it runs (each kind once with --quick). The walk, the start or"
          + " the",
      "scrub must find it; a node whose state is damaged must stop, say what to do, and sign"
          + " nothing; and",
      "what it says must work."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/bit-flip --quick",
      "  testnet/faults/bit-flip --seed 7"
    })
final class BitFlip implements Callable<Integer> {
  private static final String TARGET = "validator3";
  private static final int SCRUB_SECONDS = 4;
  private static final String ADVICE = "docs/operations-store.md";

  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("bit-flip");

  @Override
  public Integer call() throws IOException, InterruptedException {
    report.progress("seed " + options.seed());
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape = new LiveNetwork.Shape(4, 1, "2008-10-31", 1500);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      Rounds rounds = new Rounds(network, new Random(options.seed()));
      rounds.prepare();
      if (options.quick()) {
        rounds.quick();
      } else {
        rounds.all(3);
      }
      new FinalChecks(report, network).run();
    }
    return report.finish();
  }

  /** The rounds on one network. */
  private final class Rounds {
    private final LiveNetwork network;
    private final Random random;
    private final NodeHome home;
    private final Fallen fallen;
    private final Patient patient;
    private int cures;

    Rounds(LiveNetwork network, Random random) throws IOException, InterruptedException {
      this.network = network;
      this.random = random;
      this.home = new NodeHome(network.file().node(TARGET).folder());
      this.fallen = new Fallen(report, network, TARGET);
      this.patient = new Patient(report, network, TARGET);
    }

    /** Each kind once. */
    void quick() throws IOException, InterruptedException {
      running(Flip.Kind.TABLE);
      running(Flip.Kind.SNAPSHOT);
      standing(Flip.Kind.LOG);
      running(Flip.Kind.TREE);
    }

    /** Each kind both ways, so often. */
    void all(int rounds) throws IOException, InterruptedException {
      for (int round = 0; round < rounds; round++) {
        for (Flip.Kind kind : Flip.Kind.values()) {
          standing(kind);
          running(kind);
        }
      }
    }

    /** A short scrub, and table files: a start moves the log's blocks to them. */
    void prepare() throws IOException, InterruptedException {
      Path config = home.folder().resolve("tenor.toml");
      network.stop(TARGET);
      String text = Files.readString(config);
      Files.writeString(
          config, text.replaceAll("scrubSeconds = \\d+", "scrubSeconds = " + SCRUB_SECONDS));
      network.start(TARGET, Map.of(), List.of());
      network.awaitHead(TARGET);
      network.awaitMore(TARGET, 3);
      network.stop(TARGET);
      network.start(TARGET, Map.of(), List.of());
      network.awaitHead(TARGET);
      report.check(
          network.waiting().until(TARGET + " has a snapshot", () -> newest() > 0),
          TARGET + " has something of each kind to damage",
          "it has no snapshot");
      report.check(
          network.waiting().until("a scrub has passed", () -> logged("passed over everything")),
          "the scrub passes over a sound store within its time",
          "see " + log());
    }

    private long newest() {
      List<Long> heights = Snapshots.in(home.snapshots()).heights();
      return heights.isEmpty() ? 0 : heights.getFirst();
    }

    private void standing(Flip.Kind kind) throws IOException, InterruptedException {
      if (kind == Flip.Kind.LOG) {
        network.awaitMore(TARGET, 5);
        NodeProcess.killApp(place());
        network.waiting().until(TARGET + " is down", () -> network.isDown(TARGET));
      } else {
        network.awaitMore(TARGET, 3);
        network.stop(TARGET);
      }
      Flip flip = Flip.of(home, kind, random);
      String what = "standing, " + kind.text() + " (" + flip + ")";
      walkFinds(kind, flip, what);
      long logged = Files.size(log());
      network.start(TARGET, Map.of(), List.of());
      outcome(kind, flip, what, logged);
    }

    private void walkFinds(Flip.Kind kind, Flip flip, String what)
        throws IOException, InterruptedException {
      Path tenor = network.root().resolve("node/tenor");
      List<String> command =
          kind == Flip.Kind.SNAPSHOT
              ? List.of(
                  "snapshot", "verify", "--home", home.folder().toString(), "--height", of(flip))
              : List.of("verify", "state", "--history", "--home", home.folder().toString());
      Cli.Result result = Cli.run(tenor, command);
      boolean named =
          kind == Flip.Kind.SNAPSHOT
              || (result.text().contains(flip.name()) && result.text().contains(ADVICE));
      report.check(
          result.code() == 1 && named,
          what + ": the walk finds it, names the file and says what to do",
          "exit code " + result.code() + ": " + result.last());
    }

    /** The height of the snapshot that a chunk is of. */
    private String of(Flip flip) {
      return String.valueOf(flip.file().getName(flip.file().getNameCount() - 2));
    }

    private void running(Flip.Kind kind) throws IOException, InterruptedException {
      network.awaitMore(TARGET, 5);
      if (Flip.files(home, kind).isEmpty()) {
        // it was made anew at a stop, or is with the next snapshot
        network.stop(TARGET);
        network.start(TARGET, Map.of(), List.of());
        network.awaitHead(TARGET);
        network.waiting().until("it is there", () -> !Flip.files(home, kind).isEmpty());
      }
      long logged = Files.size(log());
      Flip flip = Flip.of(home, kind, random);
      String what = "running, " + kind.text() + " (" + flip + ")";
      if (kind == Flip.Kind.LOG) {
        fallen.stops(List.of(flip.name(), ADVICE), what, logged);
        network.start(TARGET, Map.of(), List.of());
        fallen.back(what + ": it starts as it was told to");
      } else {
        outcome(kind, flip, what, logged);
      }
    }

    private void outcome(Flip.Kind kind, Flip flip, String what, long logged)
        throws IOException, InterruptedException {
      switch (kind) {
        case TABLE -> {
          fallen.stops(List.of(flip.name(), ADVICE), what, logged);
          long again = Files.size(log());
          network.start(TARGET, Map.of(), List.of());
          fallen.stops(List.of(flip.name(), ADVICE), what + ", started as it is", again);
          patient.cure(cures++);
          fallen.back(what + ": the advice works");
        }
        case LOG ->
            fallen.back(what + ": it goes back to the last whole block, and CometBFT replays");
        case TREE -> {
          report.check(
              network.waiting().until("it is removed", () -> !flip.isThere()),
              what + ": it is removed, or made anew",
              "it is still there");
          fallen.back(what + ": the node goes on");
        }
        case SNAPSHOT -> {
          report.check(
              network.waiting().until("it is removed", () -> !flip.isThere()),
              what + ": the scrub removes it, so that nobody is served it",
              "it is still there");
          fallen.back(what + ": the node goes on");
        }
      }
    }

    private NodePlace place() throws IOException {
      return network.file().node(TARGET);
    }

    private Path log() throws IOException {
      return place().folder().resolve(NodeProcess.LOG);
    }

    private boolean logged(String words) throws IOException {
      return Files.readString(log()).contains(words);
    }
  }
}
