package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.Transaction;
import tenor.testnet.NodeProcess;

/** Swaps a rule at a height on a live network. */
@Command(
    name = "rules-swap",
    description = {
      "Schedule version 2 of the rules on a live network by the admin's key, and check that every",
      "node swaps at exactly that height, one that was down meanwhile included: in the headers, in",
      "the state, and in what the rule that changed does with withdrawals below one unit."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Example:",
      "  testnet/faults/rules-swap --quick"
    })
final class RulesSwap implements Callable<Integer> {
  private static final long NOTICE = 12;
  private static final int PROBES_BEFORE = 4;
  private static final int AROUND = 3;
  private static final int BELOW_MINIMUM = 8007;
  private static final int TOO_SOON = 1006;
  private static final int WRONG_VERSION = 1008;
  private static final long HALF = 500_000;
  private static final int MOST_NOTICE = 16;
  private static final long ACCOUNT = 1001;
  private static final String ADMIN = "admin";
  private static final String MEMBER = "abbey-mm";

  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("rules-swap");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape =
        options.quick()
            ? new LiveNetwork.Shape(4, 1, "2008-09-05", 1000)
            : new LiveNetwork.Shape(4, 1, "2008-10-31", 1500);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      run(network);
    }
    return report.finish();
  }

  private void run(LiveNetwork network) throws IOException, InterruptedException {
    for (Subject node : network.subjects()) {
      report.check(
          node.rules() == 1, node.name() + " runs version 1", "it names version " + node.rules());
    }
    long now = network.observer().height();
    refused(network, 3, now + 50, WRONG_VERSION, "a version that skips one is refused");
    refused(network, 2, now, TOO_SOON, "a height that has passed is refused");
    // Before the swap is scheduled, so that a slow machine cannot pass its height first.
    long start = network.observer().height();
    List<byte[]> probes = new ArrayList<>(probe(network, start, start + AROUND));
    long swap = network.observer().height() + NOTICE;
    Cli.Result scheduled = schedule(network, 2, swap);
    // A slow machine makes blocks while the command starts: give it more notice, a few times.
    for (int more = 2; more <= MOST_NOTICE && isTooSoon(scheduled); more *= 2) {
      swap = network.observer().height() + more * NOTICE;
      scheduled = schedule(network, 2, swap);
    }
    if (!report.check(
        scheduled.code() == 0, "version 2 is scheduled at " + swap, scheduled.last())) {
      return;
    }
    // One validator sleeps through the height and has to swap by itself when it catches up.
    NodeProcess.killApp(network.file().node("validator3"));
    NodeProcess.killEngine(network.file().node("validator3"));
    probes.addAll(probe(network, swap - PROBES_BEFORE, swap + AROUND));
    network.start("validator3", Map.of(), List.of());
    report.check(
        network.awaitHead("validator3") && network.awaitMore("validator3", 3),
        "the chain goes on, and the validator that slept is back",
        "it is not");
    headers(network, swap);
    state(network, swap);
    behaviour(network, start, swap, probes);
    network.finishReplay();
    new FinalChecks(report, network).run();
  }

  private static boolean isTooSoon(Cli.Result result) {
    return result.text().contains("code " + TOO_SOON + ":");
  }

  private void refused(LiveNetwork network, int version, long height, int code, String what)
      throws IOException, InterruptedException {
    Cli.Result result = schedule(network, version, height);
    report.check(
        result.code() == 1 && result.text().contains("code " + code + ":"),
        what + " (" + result.last() + ")",
        "exit " + result.code() + ", " + result.last());
  }

  private static Cli.Result schedule(LiveNetwork network, int version, long height)
      throws IOException, InterruptedException {
    Path body = network.home().resolveSibling("schedule.json");
    Files.writeString(
        body,
        String.format(
            java.util.Locale.ROOT,
            """
            {"atomicity": "ATOMICITY_ALL",
             "operations": [{"scheduleRules": {"version": %d, "height": "%d"}}]}
            """,
            version,
            height));
    return Cli.run(
        network.root().resolve("node/tenor"),
        List.of(
            "tx",
            "body",
            body.toString(),
            "--account",
            "0",
            "--from",
            ADMIN,
            "--home",
            network.home().toString(),
            "--node",
            network.file().node("validator0").rpc()));
  }

  /** Asks for half a unit in every block from a height to before another. */
  private List<byte[]> probe(LiveNetwork network, long from, long to)
      throws IOException, InterruptedException {
    Desk desk = Desk.of(network);
    Subject node = network.subject("validator0");
    List<byte[]> probes = new ArrayList<>();
    long last = 0;
    while (last < to) {
      long height = node.height();
      if (height > last && height >= from) {
        byte[] bytes = desk.transaction(withdrawal(height), ACCOUNT, MEMBER, height).toByteArray();
        if (node.rpc().submit(bytes).code() == 0) {
          probes.add(bytes);
        }
      }
      last = height;
      Thread.sleep(50);
    }
    network.awaitMore("observer0", 2);
    return probes;
  }

  private static Operation withdrawal(long height) {
    return Operation.newBuilder()
        .setRequestWithdrawal(
            RequestWithdrawal.newBuilder()
                .setAccount(ACCOUNT)
                .setAsset(1)
                .setAmount(HALF)
                .setReference("probe after " + height))
        .build();
  }

  private void headers(LiveNetwork network, long swap) throws IOException, InterruptedException {
    for (Subject node : network.subjects()) {
      List<String> wrong = new ArrayList<>();
      for (long height = swap - AROUND; height <= swap + AROUND; height++) {
        long version = node.header(height).path("version").path("app").asLong();
        if (version != (height < swap ? 1 : 2)) {
          wrong.add("height " + height + " has version " + version);
        }
      }
      report.check(
          wrong.isEmpty() && node.rules() == 2,
          node.name() + ": headers name version 1 below " + swap + " and 2 from it on",
          FinalChecks.first(wrong) + ", now " + node.rules());
    }
  }

  private void state(LiveNetwork network, long swap) throws IOException, InterruptedException {
    for (Subject node : network.subjects()) {
      long version = 0;
      for (JsonNode row : node.view().rows("governance", "rulesVersions:" + swap, 0)) {
        version = row.path("decoded").path("version").asLong();
      }
      report.check(
          version == 2, node.name() + ": the state holds version 2 from " + swap, "it does not");
    }
  }

  /** Below the height the old rule took half a unit; from it on the new one refuses it. */
  private void behaviour(LiveNetwork network, long from, long swap, List<byte[]> probes)
      throws IOException, InterruptedException {
    int before = 0;
    int after = 0;
    List<String> wrong = new ArrayList<>();
    Subject observer = network.observer();
    for (long height = from; height <= observer.height(); height++) {
      List<byte[]> transactions = observer.transactions(height);
      List<Integer> codes = observer.codes(height);
      for (int i = 1; i < transactions.size(); i++) {
        if (!isProbe(transactions.get(i), probes)) {
          continue;
        }
        int expected = height < swap ? 0 : BELOW_MINIMUM;
        if (codes.get(i) != expected) {
          wrong.add("height " + height + ": code " + codes.get(i) + ", expected " + expected);
        }
        before += height < swap ? 1 : 0;
        after += height < swap ? 0 : 1;
      }
    }
    report.check(
        wrong.isEmpty() && before > 0 && after > 0,
        before + " withdrawals of half a unit taken before, " + after + " refused from then on",
        FinalChecks.first(wrong) + ", " + before + " before, " + after + " after");
  }

  private static boolean isProbe(byte[] transaction, List<byte[]> probes) throws IOException {
    return probes.stream().anyMatch(each -> java.util.Arrays.equals(each, transaction))
        && Transaction.parseFrom(transaction).getBody().getOperations(0).hasRequestWithdrawal();
  }
}
