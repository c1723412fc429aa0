package tenor.testnet.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.testnet.Books;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;
import tenor.testnet.TestnetUsage;

/** Kills the processes of validators at random moments, while institutions trade. */
@Command(
    name = "kill-loop",
    description = {
      "Kill (SIGKILL) the JVM, the CometBFT or both of a validator at random moments of a replay"
          + " on",
      "four validators, and the CometBFT of a node whose application lives on. After each the node",
      "must catch up, agree, and lack no committed transaction; at the end every difference is 0."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/kill-loop --quick",
      "  testnet/faults/kill-loop --kills 100 --seed 7"
    })
final class KillLoop implements Callable<Integer> {
  private static final int VALIDATORS = 4;
  private static final int LONGEST_PAUSE_MILLIS = 3000;

  @Mixin private FaultOptions options = new FaultOptions();

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How many of each part (default: 20; 3 with --quick).")
  private int kills;

  private final Report report = new Report("kill-loop");

  /** What is killed. */
  private enum Part {
    JVM,
    COMETBFT,
    BOTH;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int rounds = kills > 0 ? kills : options.quick() ? 3 : 20;
    if (kills < 0) {
      throw new TestnetUsage("--kills: expected a number above 0");
    }
    report.progress("seed " + options.seed() + ", " + rounds + " kills of each part");
    Wait wait = new Wait(report, options.patienceSeconds());
    // The replay is long enough for some kills to fall into it; the network goes on after it.
    LiveNetwork.Shape shape =
        options.quick()
            ? new LiveNetwork.Shape(VALIDATORS, 1, "2008-09-22", 1500)
            : new LiveNetwork.Shape(VALIDATORS, 1, "2008-12-31", 2500);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      run(network, rounds);
    }
    return report.finish();
  }

  private void run(LiveNetwork network, int rounds) throws IOException, InterruptedException {
    Random random = new Random(options.seed());
    Witness witness = Witness.of(network.observer());
    FinalChecks checks = new FinalChecks(report, network);
    // The teller works at a node that is killed, to see that what it said holds.
    try (Teller teller = Teller.start(network, "validator0")) {
      for (int i = 0; i < rounds * Part.values().length; i++) {
        Part part = Part.values()[i % Part.values().length];
        kill(network, "validator" + random.nextInt(VALIDATORS), part, random, i + 1, witness);
      }
      engineAlone(network, "validator" + random.nextInt(VALIDATORS), rounds, random, witness);
      teller.stop();
      network.finishReplay();
      traded(network);
      network.awaitMore("observer0", 2);
      for (NodePlace node : network.nodes()) {
        network.awaitHead(node.name());
      }
      checks.run();
      checks.nothingLost(witness, teller);
    }
  }

  private void kill(
      LiveNetwork network, String name, Part part, Random random, int number, Witness witness)
      throws IOException, InterruptedException {
    Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    NodePlace node = network.file().node(name);
    if (part != Part.COMETBFT) {
      NodeProcess.killApp(node);
    }
    if (part != Part.JVM) {
      NodeProcess.killEngine(node);
    }
    String what = "kill " + number + ", " + part.text() + " of " + name;
    if (!network.waiting().until(name + " is down", () -> network.isDown(name))) {
      report.fail(what + ": the application ends with its engine", "it is still there");
      NodeProcess.killApp(node);
    }
    Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    network.start(name, Map.of(), List.of());
    recovered(network, name, what, witness);
  }

  /** CometBFT is killed and started again and again beside the same application. */
  private void engineAlone(
      LiveNetwork network, String name, int rounds, Random random, Witness witness)
      throws IOException, InterruptedException {
    network.stop(name);
    network.start(name, Map.of(), List.of("--no-engine"));
    try (LoneEngine engine =
        new LoneEngine(network.file().engine(), network.file().node(name).folder())) {
      engine.start(Map.of());
      network.awaitHead(name);
      for (int i = 1; i <= rounds; i++) {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        engine.kill();
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        String what = "kill " + i + ", cometbft of " + name + " whose application lives";
        if (!NodeProcess.isAlive(network.file().node(name))) {
          report.fail(what, "the application ended");
          break;
        }
        engine.start(Map.of());
        recovered(network, name, what, witness);
      }
    }
    network.stop(name);
    network.start(name, Map.of(), List.of());
  }

  private void recovered(LiveNetwork network, String name, String what, Witness witness)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    long before = witness.height();
    if (!network.awaitHead(name)) {
      report.fail(what + ": it is back at the head", "see " + network.file().node(name).folder());
      return;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Subject node = network.subject(name);
    witness.read();
    long common = Math.max(before, Math.min(node.height(), witness.height()));
    List<String> missing = witness.missing(node, before, common);
    BigDecimal difference = witness.difference(node);
    report.check(
        node.agreesWith(network.observer(), common)
            && missing.isEmpty()
            && difference.signum() == 0,
        String.format(
            Locale.ROOT, "%s: back at height %d in %.1f s, nothing lost", what, common, seconds),
        FinalChecks.first(missing) + " deposits differ by " + difference.toPlainString());
  }

  private void traded(LiveNetwork network) throws IOException, InterruptedException {
    long trades = new Books(network.observer().view()).count("trading", "tradeCounter", "next");
    report.check(trades > 0, trades + " trades meanwhile", "there was no traffic");
  }
}
