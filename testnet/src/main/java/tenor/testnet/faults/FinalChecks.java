package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tenor.testnet.Agreement;
import tenor.testnet.Books;
import tenor.testnet.NodePlace;
import tenor.testnet.NodeProcess;

/** What must hold of a network whatever was done to it. */
final class FinalChecks {
  private final Report report;
  private final LiveNetwork network;

  FinalChecks(Report report, LiveNetwork network) {
    this.report = report;
    this.network = network;
  }

  /** All nodes answer, agree at every common height, and hold what came in. */
  void run() throws IOException, InterruptedException {
    Agreement.Outcome outcome = Agreement.of(network.nodes());
    report.check(
        outcome.agree(),
        network.nodes().size() + " nodes agree at all of " + outcome.height() + " heights",
        first(outcome.differences()));
    for (Subject node : network.subjects()) {
      books(node);
    }
    invariants();
  }

  private void invariants() throws IOException {
    List<String> broken = new ArrayList<>();
    for (NodePlace node : network.nodes()) {
      try (Stream<String> lines = Files.lines(node.folder().resolve(NodeProcess.LOG))) {
        lines.filter(line -> line.contains("BrokenInvariant")).forEach(broken::add);
      }
    }
    report.check(broken.isEmpty(), "no invariant was ever broken", first(broken));
  }

  private void books(Subject node) throws IOException, InterruptedException {
    ObjectNode assets = new Books(node.view()).conservation(JsonNodeFactory.instance.objectNode());
    List<String> wrong = new ArrayList<>();
    for (var asset : assets.properties()) {
      JsonNode difference = asset.getValue().path("difference");
      if (!difference.asText().equals("0")) {
        wrong.add(asset.getKey() + " differs by " + difference.asText());
      }
    }
    report.check(
        wrong.isEmpty() && !assets.isEmpty(),
        node.name() + ": difference 0 in every asset",
        assets.isEmpty() ? "no asset" : first(wrong));
  }

  /** Every node has what was committed, in its blocks and in its state. */
  void nothingLost(Witness witness, Teller teller) throws IOException, InterruptedException {
    witness.read();
    for (Subject node : network.subjects()) {
      long newest = witness.height();
      network.waiting().until(node.name() + " is at the head", () -> node.height() >= newest);
      List<String> missing = witness.missing(node, 0, newest);
      BigDecimal difference = witness.difference(node);
      long lost = teller.lost(node);
      report.check(
          missing.isEmpty() && difference.signum() == 0 && lost == 0 && witness.count() > 0,
          node.name()
              + ": all "
              + witness.count()
              + " committed transactions are there, "
              + teller.count()
              + " of them acknowledged by a node that was killed",
          witness.count() == 0
              ? "nothing was committed"
              : first(missing)
                  + "; deposits differ by "
                  + difference.toPlainString()
                  + "; lost at height "
                  + lost);
    }
  }

  static String first(List<String> differences) {
    return differences.isEmpty() ? "" : differences.getFirst() + " (" + differences.size() + ")";
  }
}
