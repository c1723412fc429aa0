package tenor.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
      Map<String, byte[]> leaves = LeavesFile.read(file);
      new Printer(spec.commandLine().getOut(), flags.isJson())
          .print(
              Printer.JSON
                  .createObjectNode()
                  .put("leaves", leaves.size())
                  .put("root", Roots.of(leaves)));
    }
  }
}
