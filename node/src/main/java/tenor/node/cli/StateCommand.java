package tenor.node.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Work on state without a node. */
@Command(
    name = "state",
    description = "Work on state without a node.",
    subcommands = StateCommand.Root.class,
    footer = {"", "Example:", "  tenor state root --leaves leaves.json"})
final class StateCommand {
  private StateCommand() {}

  /** The root of given leaves. */
  @Command(
      name = "root",
      description = "Print the root of the tree that holds the leaves of a file.",
      footer = {
        "",
        "Example:",
        "  echo '[[\"0101\",\"aa\"]]' > leaves.json",
        "  tenor state root --leaves leaves.json"
      })
  static final class Root implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Option(
        names = "--leaves",
        paramLabel = "FILE",
        required = true,
        description = "JSON: [[keyHex, valueHex], …], in any order.")
    private Path file = Path.of("");

    @Override
    public void run() throws IOException {
      Map<String, byte[]> leaves = new TreeMap<>();
      for (JsonNode leaf : read()) {
        if (!leaf.isArray()
            || leaf.size() != 2
            || !leaf.get(0).isTextual()
            || !leaf.get(1).isTextual()) {
          throw new UsageException(file + ": expected [[keyHex, valueHex], …], found " + leaf);
        }
        String key = HexFormat.of().formatHex(Numbers.hex(file + ": key", leaf.get(0).asText()));
        byte[] value = Numbers.hex(file + ": value of " + key, leaf.get(1).asText());
        if (key.isEmpty() || value.length == 0 || leaves.put(key, value) != null) {
          throw new UsageException(
              file
                  + ": expected distinct, non-empty keys with non-empty values, see key '"
                  + key
                  + "'");
        }
      }
      if (leaves.isEmpty()) {
        throw new UsageException(file + ": expected at least one leaf");
      }
      new Printer(spec.commandLine().getOut(), flags.isJson())
          .print(
              Printer.JSON
                  .createObjectNode()
                  .put("leaves", leaves.size())
                  .put("root", Roots.of(leaves)));
    }

    private JsonNode read() throws IOException {
      try {
        JsonNode node = Printer.JSON.readTree(Files.readAllBytes(file));
        if (!node.isArray()) {
          throw new UsageException(file + ": expected a JSON array");
        }
        return node;
      } catch (JacksonException e) {
        throw new UsageException(
            file + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
      }
    }
  }
}
