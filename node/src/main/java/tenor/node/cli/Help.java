package tenor.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The option that shows a command's help. */
public final class Help {
  private Help() {}

  /**
   * Adds it to a command and all below. It is an option of its own and not picocli's standard
   * mixin: of a command that is a method picocli takes the parameters by their place, and that
   * mixin, added later, would move them by two.
   */
  public static void addTo(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    line.getSubcommands().values().forEach(Help::addTo);
  }
}
