package tenor.testnet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The outcome of a run, as it is written to a file and judged. */
final class Summary {
  private static final ObjectMapper JSON = new JsonMapper();

  private final ObjectNode node = JSON.createObjectNode();
  private boolean good = true;

  /** Adds up a run from its observer and all its nodes. */
  static Summary of(ChainView view, BlockLog log, List<NodePlace> nodes, int broken)
      throws IOException, InterruptedException {
    Summary summary = new Summary();
    Agreement.Outcome outcome = Agreement.of(nodes);
    Books books = new Books(view);
    summary
        .node
        .put("finalHeight", outcome.height())
        .put("finalAppHash", outcome.appHash())
        .put("nodesAgree", outcome.agree());
    summary
        .node
        .putObject("blockMillis")
        .put("median", log.interval(50))
        .put("p99", log.interval(99));
    summary
        .node
        .putObject("transactions")
        .put("accepted", log.accepted())
        .put("rejected", log.rejected());
    ObjectNode refusals = summary.node.putObject("refusals");
    log.refusals().forEach((code, times) -> refusals.put(Integer.toString(code), times));
    summary
        .node
        .put("trades", books.count("trading", "tradeCounter", "next"))
        .put("optionTrades", log.trades(options(view)))
        .put("exercises", log.exercised())
        .put("marginCalls", books.total("liquidation", "liquidationTotals", "marginCalls"))
        .put("liquidations", books.total("liquidation", "liquidationTotals", "liquidations"))
        .put("defaults", books.total("liquidation", "liquidationTotals", "defaults"))
        .put("expiries", books.total("settlement", "settlementTotals", "expiries"))
        .put("fundLoss", books.fundPaid().toPlainString())
        .put("staleBlocks", log.staleBlocks())
        .put("invariantViolations", broken);
    ObjectNode conservation = books.conservation(summary.node.putObject("conservation"));
    summary.good = outcome.agree() && broken == 0 && balanced(conservation);
    if (!outcome.differences().isEmpty()) {
      outcome.differences().forEach(summary.node.putArray("differences")::add);
    }
    return summary;
  }

  private static List<Integer> options(ChainView view) throws IOException, InterruptedException {
    return view.instruments().stream()
        .filter(ChainView.InstrumentView::isOption)
        .map(ChainView.InstrumentView::number)
        .toList();
  }

  /** The outcome of a run that broke off. */
  static Summary failed(String why, int broken) {
    Summary summary = new Summary();
    summary.node.put("failure", why).put("nodesAgree", false).put("invariantViolations", broken);
    summary.good = false;
    return summary;
  }

  private static boolean balanced(ObjectNode conservation) {
    return !conservation.isEmpty()
        && conservation.properties().stream()
            .allMatch(asset -> asset.getValue().path("difference").asText().equals("0"));
  }

  boolean isGood() {
    return good;
  }

  String text() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  void write(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text() + "\n");
  }
}
