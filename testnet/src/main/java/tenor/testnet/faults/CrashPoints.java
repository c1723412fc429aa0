package tenor.testnet.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.node.config.NodeHome;
import tenor.testnet.NodeProcess;
import tenor.testnet.TestnetUsage;

/** Lets CometBFT die at each of the points of a block at which its authors let it die. */
@Command(
    name = "crash-points",
    description = {
      "Kill CometBFT at each of its ten crash points (FAIL_TEST_INDEX) around the commit of a"
          + " block,",
      "once with the whole node and once while the application lives on. After each the node must"
          + " be",
      "back at the head, agree with the others, and lack no committed transaction.",
      "One validator is the hardest case, since nobody else has the block; four follow in the full"
          + " run."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/crash-points --quick",
      "  testnet/faults/crash-points --points 4,6 --validators 1"
    })
final class CrashPoints implements Callable<Integer> {
  private static final int POINTS = 10;
  private static final String TARGET = "validator0";

  @Mixin private FaultOptions options = new FaultOptions();

  @Option(names = "--points", split = ",", paramLabel = "N", description = "Only these of 0 to 9.")
  private List<Integer> points = IntStream.range(0, POINTS).boxed().toList();

  @Option(
      names = "--validators",
      split = ",",
      paramLabel = "N",
      description = "Sizes of the networks (default: 1 and 4; 1 with --quick).")
  private List<Integer> validators = List.of();

  private final Report report = new Report("crash-points");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (points.stream().anyMatch(point -> point < 0 || point >= POINTS)) {
      throw new TestnetUsage("--points: expected numbers from 0 to " + (POINTS - 1));
    }
    List<Integer> sizes =
        !validators.isEmpty() ? validators : options.quick() ? List.of(1) : List.of(1, 4);
    for (int size : sizes) {
      network(size);
    }
    return report.finish();
  }

  private void network(int size) throws IOException, InterruptedException {
    report.progress("a network of " + size + " validators and an observer");
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape = new LiveNetwork.Shape(size, 1, "2008-09-04", 1000);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      network.finishReplay();
      Witness witness = Witness.of(network.observer());
      FinalChecks checks = new FinalChecks(report, network);
      try (Teller teller = Teller.start(network, TARGET)) {
        // The quick run lets the whole node die at the three points between which its two parts
        // can stand at different heights.
        for (int point : options.quick() ? List.of(4, 6, 8) : points) {
          if (points.contains(point)) {
            node(network, point, size, witness);
          }
        }
        applicationLives(network, size, witness);
        teller.stop();
        network.awaitMore(TARGET, 2);
        checks.run();
        checks.nothingLost(witness, teller);
      }
    }
  }

  /** The whole node goes down with its engine, and is started again. */
  private void node(LiveNetwork network, int point, int size, Witness witness)
      throws IOException, InterruptedException {
    String what = "point " + point + " of " + size + ", whole node";
    network.stop(TARGET);
    long logged = size(network);
    network.start(TARGET, Map.of("FAIL_TEST_INDEX", Integer.toString(point)), List.of());
    boolean died =
        network
            .waiting()
            .until(TARGET + " dies at point " + point, () -> diedAt(network, point, logged));
    if (!report.check(
        died && network.waiting().until(TARGET + " is down", () -> network.isDown(TARGET)),
        what + ": it dies there",
        "it lives, or left a process behind: see " + log(network))) {
      network.stop(TARGET);
    }
    network.start(TARGET, Map.of(), List.of());
    recovered(network, what, witness);
  }

  /** Only the engine dies and is started again; the application never notices more than that. */
  private void applicationLives(LiveNetwork network, int size, Witness witness)
      throws IOException, InterruptedException {
    network.stop(TARGET);
    network.start(TARGET, Map.of(), List.of("--no-engine"));
    long pid = network.file().node(TARGET).pid();
    try (LoneEngine engine =
        new LoneEngine(network.file().engine(), network.file().node(TARGET).folder())) {
      for (int point : points) {
        String what = "point " + point + " of " + size + ", application lives";
        engine.stop();
        long logged = size(network);
        engine.start(Map.of("FAIL_TEST_INDEX", Integer.toString(point)));
        boolean died =
            network
                .waiting()
                .until("CometBFT dies at point " + point, () -> diedAt(network, point, logged));
        boolean lives =
            NodeProcess.isAlive(network.file().node(TARGET))
                && network.file().node(TARGET).pid() == pid;
        report.check(
            died && lives,
            what + ": CometBFT dies, the application lives",
            died ? "the application died too: see " + log(network) : "CometBFT lives");
        engine.kill();
        engine.start(Map.of());
        recovered(network, what, witness);
      }
    }
    network.stop(TARGET);
    network.start(TARGET, Map.of(), List.of());
    network.awaitHead(TARGET);
  }

  private void recovered(LiveNetwork network, String what, Witness witness)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    long before = witness.height();
    if (!network.awaitHead(TARGET) || !network.awaitMore(TARGET, 2)) {
      report.fail(what + ": it is back at the head", "see " + log(network));
      return;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Subject node = network.subject(TARGET);
    witness.read();
    long common = Math.max(before, Math.min(node.height(), witness.height()));
    List<String> missing = witness.missing(node, before, common);
    BigDecimal difference = witness.difference(node);
    report.check(
        node.agreesWith(network.observer(), common)
            && missing.isEmpty()
            && difference.signum() == 0,
        String.format(
            java.util.Locale.ROOT,
            "%s: back at height %d in %.1f s, %d committed transactions there",
            what,
            common,
            seconds,
            witness.count()),
        FinalChecks.first(missing) + " deposits differ by " + difference.toPlainString());
  }

  // CometBFT says where it let itself die.
  private static boolean diedAt(LiveNetwork network, int point, long from) throws IOException {
    byte[] all = Files.readAllBytes(log(network));
    String text =
        new String(
            all, (int) from, (int) (all.length - from), java.nio.charset.StandardCharsets.UTF_8);
    return text.contains("*** fail-test " + point + " ***");
  }

  private static long size(LiveNetwork network) throws IOException {
    return Files.size(log(network));
  }

  private static Path log(LiveNetwork network) throws IOException {
    return new NodeHome(network.file().node(TARGET).folder()).engineLog();
  }
}
