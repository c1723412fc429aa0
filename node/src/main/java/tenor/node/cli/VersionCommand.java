package tenor.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The versions of what runs. */
@Command(
    name = "version",
    description = "Print the versions of Tenor, of its engine and of the Java runtime.",
    footer = {"", "Example:", "  tenor version -o json"})
final class VersionCommand implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(
            Printer.JSON
                .createObjectNode()
                .put("tenor", Tenor.VERSION)
                .put("cometbft", "0.40.0")
                .put("abci", "2.0.0")
                .put("java", Runtime.version().toString()));
  }
}
