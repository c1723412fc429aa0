package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tenor.app.Application;
import tenor.node.light.DisprovedException;
import tenor.node.light.MalformedFileException;
import tenor.node.light.MarginProof;

/**
 * The margin of an account: what it is, how it comes about, and the proof of all it follows from.
 */
@Command(
    name = "margin",
    description = {
      "How the margin of an account comes about.",
      "With --proof everything that it follows from is proven, positions, risk arrays and",
      "parameters, present or absent: 'tenor verify margin' computes it from that, without a node."
    },
    footer = {
      "",
      "Example:",
      "  tenor query margin 1001 --explain",
      "  tenor query margin 1001 --proof -o json > margin.json"
    })
final class MarginQuery implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Number of the account.")
  private String id = "";

  @Option(
      names = "--explain",
      description = "As text that goes from positions to sums; in JSON the same stands as fields.")
  private boolean explain;

  @Option(names = "--proof", description = "With the proof of everything that it follows from.")
  private boolean proof;

  @Option(names = "--height", description = "At this height.")
  private long height;

  @Override
  public void run() throws IOException, InterruptedException {
    Chain chain = new Chain(flags.rpc());
    JsonNode answer = proof ? proven(chain) : chain.query("/margin/" + Chain.segment(id), height);
    if (explain && !flags.isJson()) {
      new MarginText(spec.commandLine().getOut()).print(proof ? answer.path("margin") : answer);
    } else {
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
    }
  }

  private ObjectNode proven(Chain chain) throws IOException, InterruptedException {
    JsonNode answer = chain.query("/margin-inputs/" + Chain.segment(id), height);
    long at = answer.path("height").asLong();
    ObjectNode node = Printer.JSON.createObjectNode().put("height", at).put("headerHeight", at + 1);
    node.put("appHash", chain.appHash(height, at));
    node.set("margin", answer.path("margin"));
    node.set("claims", answer.path("claims"));
    try {
      MarginProof.read(node).requireProven(Application.rules().schema());
    } catch (MalformedFileException e) {
      throw new RefusedException("the node's proof is malformed: " + e.getMessage());
    } catch (DisprovedException e) {
      throw new RefusedException(e.getMessage() + ": ask another node");
    }
    return node;
  }
}
