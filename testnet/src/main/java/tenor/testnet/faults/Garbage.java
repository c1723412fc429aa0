package tenor.testnet.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Transaction;
import tenor.node.config.NodeHome;
import tenor.node.rpc.RpcClient;
import tenor.node.rpc.RpcException;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;

/** Sends a running network what it must refuse. */
@Command(
    name = "garbage",
    description = {
      "Send garbage to the application's socket of a running node, and wrong transactions to its"
          + " RPC.",
      "The peer must be dropped and logged, every transaction must get the code and the message of",
      "what is wrong with it, and the chain must go on with all nodes agreeing and no cash moved."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/garbage --quick",
      "  testnet/faults/garbage --seed 7"
    })
final class Garbage implements Callable<Integer> {
  private static final String TARGET = "validator0";
  private static final int DROP_SECONDS = 20;
  private static final int CROWD = 50;

  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("garbage");

  @Override
  public Integer call() throws IOException, InterruptedException {
    report.progress("seed " + options.seed());
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape = new LiveNetwork.Shape(options.quick() ? 2 : 4, 1, "2008-09-04", 1000);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      network.finishReplay();
      Subject.Deposited before = network.observer().deposited();
      socket(network);
      BigDecimal accepted = transactions(network);
      mutants(network);
      network.awaitMore(TARGET, 3);
      BigDecimal moved = network.observer().deposited().amount().subtract(before.amount());
      report.check(
          moved.compareTo(accepted) == 0,
          "deposits grew by the " + accepted.toPlainString() + " that were good, and no more",
          "they grew by " + moved.toPlainString());
      new FinalChecks(report, network).run();
    }
    return report.finish();
  }

  private void socket(LiveNetwork network) throws IOException, InterruptedException {
    NodePlace node = network.file().node(TARGET);
    Path socket = new NodeHome(node.folder()).socket();
    Path log = node.folder().resolve(NodeProcess.LOG);
    for (var input : GarbagePeer.inputs(options.seed()).entrySet()) {
      long logged = Files.size(log);
      boolean dropped = GarbagePeer.isDropped(socket, input.getValue(), DROP_SECONDS);
      String line =
          Files.readString(log)
              .substring((int) logged)
              .lines()
              .filter(each -> each.contains("dropped"))
              .findFirst()
              .orElse("");
      report.check(
          dropped && !line.isEmpty(),
          "a peer that sends " + input.getKey() + " is dropped (" + fromDropped(line) + ")",
          dropped ? "nothing was logged" : "it is not");
    }
    for (int i = 0; i < CROWD; i++) {
      GarbagePeer.leaveEarly(socket);
    }
    report.check(
        network.awaitMore(TARGET, 3)
            && NodeProcess.isAlive(node)
            && NodeProcess.engine(node).isPresent(),
        "the node goes on, after " + CROWD + " more that left in the middle of a frame",
        "it does not");
  }

  private static String fromDropped(String line) {
    int at = line.indexOf("dropped");
    return at < 0 ? "" : line.substring(at);
  }

  /** Each wrong transaction gets its code; returns what the good ones among them deposited. */
  private BigDecimal transactions(LiveNetwork network) throws IOException, InterruptedException {
    RpcClient rpc = network.subject(TARGET).rpc();
    Desk desk = Desk.of(network);
    BadTransactions bad = new BadTransactions(desk, network.subject(TARGET).height());
    for (BadTransactions.Bad each : bad.all()) {
      answered(each.what(), each.reason(), rpc.submit(each.bytes().toByteArray()));
    }
    oversized(rpc);
    RpcClient.Committed overflow = rpc.submitAndWait(bad.overflowing().toByteArray());
    answered(
        "more than a balance can hold",
        TxReject.RULE_FAILURE,
        overflow.check().code() == 0 ? overflow.result() : overflow.check());
    Transaction good = bad.good();
    RpcClient.Committed first = rpc.submitAndWait(good.toByteArray());
    report.check(
        first.check().code() == 0 && first.result().code() == 0,
        "a good one is accepted",
        first.toString());
    replayed(network, good);
    return BigDecimal.valueOf(1, 6);
  }

  private void answered(String what, TxReject reason, RpcClient.TxAnswer answer) {
    report.check(
        answer.code() == reason.code() && answer.log().startsWith(reason.name()),
        what + ": code " + answer.code() + ", " + answer.log(),
        "expected code " + reason.code() + " " + reason.name());
  }

  // The engine itself refuses these, before the application sees them.
  private void oversized(RpcClient rpc) throws IOException, InterruptedException {
    try {
      answered(
          "more than 65536 bytes", TxReject.OVERSIZED, rpc.submit(BadTransactions.oversized()));
    } catch (RpcException e) {
      report.check(
          String.valueOf(e.getMessage()).contains("too large"),
          "more than 65536 bytes: refused by the engine, " + e.getMessage(),
          String.valueOf(e.getMessage()));
    }
  }

  /** The engine remembers what it saw; a node that was restarted since has to ask the state. */
  private void replayed(LiveNetwork network, Transaction good)
      throws IOException, InterruptedException {
    NodeProcess.killApp(network.file().node(TARGET));
    NodeProcess.killEngine(network.file().node(TARGET));
    network.waiting().until(TARGET + " is down", () -> network.isDown(TARGET));
    network.start(TARGET, Map.of(), List.of());
    network.awaitHead(TARGET);
    answered(
        "the good one again, at a node that was restarted",
        TxReject.NONCE_USED,
        network.subject(TARGET).rpc().submit(good.toByteArray()));
  }

  /** Bits flipped in good transactions: nothing is accepted, nothing breaks. */
  private void mutants(LiveNetwork network) throws IOException, InterruptedException {
    int count = options.quick() ? 200 : 3000;
    Random random = new Random(options.seed());
    List<Subject> nodes = network.subjects();
    BadTransactions source =
        new BadTransactions(Desk.of(network), network.subject(TARGET).height());
    byte[] good = source.good().toByteArray();
    Map<Integer, Integer> codes = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] mutant = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (!java.util.Arrays.equals(mutant, good)) {
        codes.merge(code(nodes.get(i % nodes.size()), mutant), 1, Integer::sum);
      }
    }
    report.check(
        !codes.containsKey(0) && codes.size() > 1,
        count + " mutants are refused; codes and how often: " + codes,
        "codes and how often: " + codes);
  }

  private static int code(Subject node, byte[] mutant) throws IOException, InterruptedException {
    try {
      return node.rpc().submit(mutant).code();
    } catch (RpcException e) {
      // The same mutant twice: the engine remembers it.
      return -1;
    }
  }
}
