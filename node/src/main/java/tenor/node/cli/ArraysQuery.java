package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The replication file: all that margins follow from besides what accounts hold. */
@Command(
    name = "arrays",
    description = {
      "Write the replication file: risk arrays, scenarios and parameters of a height, from which",
      "anyone's margin follows by additions and maxima. docs/formats/replication.md describes it;",
      "everything in it is state, and can be proven."
    },
    footer = {
      "",
      "Example:",
      "  tenor query arrays --out arrays.json",
      "  tenor query arrays --height 1200 > arrays.json"
    })
final class ArraysQuery implements Action {
  private static final String FORMAT = "tenor.replication.v1";

  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it into this file (default: print it).")
  private @Nullable Path out;

  @Option(
      names = "--height",
      description = "At this height (default: the newest whose header exists).")
  private long height;

  @Override
  public void run() throws IOException, InterruptedException {
    ObjectNode file = file(new Chain(flags.rpc()));
    if (out == null) {
      new Printer(spec.commandLine().getOut(), true).print(file);
      return;
    }
    Files.write(out, Printer.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
    ObjectNode done = Printer.JSON.createObjectNode();
    done.set("height", file.get("height"));
    done.set("appHash", file.get("appHash"));
    done.put("underlyings", file.path("underlyings").size());
    int arrays = 0;
    for (JsonNode underlying : file.path("underlyings")) {
      arrays += underlying.path("instruments").size();
    }
    done.put("arrays", arrays).put("file", out.toString());
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(done);
  }

  /** All answers are of one height, whose hash is that of the header after it. */
  private ObjectNode file(Chain chain) throws IOException, InterruptedException {
    JsonNode shared = chain.query("/arrays", height);
    long at = shared.path("height").asLong();
    String appHash = chain.appHash(height, at);
    if (!shared.path("appHash").asText().equals(appHash)) {
      throw new RefusedException(
          "the node's state at height "
              + at
              + " is not that of header "
              + (at + 1)
              + ": ask another node");
    }
    ObjectNode file = Printer.JSON.createObjectNode().put("format", FORMAT);
    file.put("chainId", chain.chainId());
    file.setAll((ObjectNode) shared);
    ArrayNode underlyings = file.putArray("underlyings");
    for (JsonNode number : shared.path("underlyings")) {
      ObjectNode one = (ObjectNode) chain.query("/arrays/" + number.asText(), at);
      one.remove("height");
      underlyings.add(one);
    }
    return file;
  }
}
