package tenor.node.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which keys of the state a command is about: all of a component, or those that begin so. */
final class StartFlags {
  @Option(
      names = "--component",
      description = "Name, such as accounts; needed without --row, or if two have such a table.")
  private String component = "";

  @ArgGroup private @Nullable Choice choice;

  /** One of them. */
  static final class Choice {
    @Option(
        names = "--prefix",
        paramLabel = "HEX",
        required = true,
        description = "Keys that begin so, in hex.")
    private @Nullable String prefix;

    @Option(
        names = "--row",
        paramLabel = "TABLE:FIELD…",
        required = true,
        description =
            "Rows that begin so: a table and the first fields of its keys, such as balances:1001.")
    private @Nullable String row;
  }

  /** The name of the component that the keys are in; wrong usage says what was expected. */
  String component() {
    if (choice != null && choice.row != null) {
      return KeyFlags.component(KeyFlags.start(component, choice.row));
    }
    if (component.isEmpty()) {
      throw new UsageException("expected --component or --row");
    }
    return component;
  }

  /** What they begin with, in hex; empty for all. */
  String prefix() {
    if (choice == null) {
      return "";
    }
    if (choice.row != null) {
      return KeyFlags.start(component, choice.row).toString();
    }
    String prefix = choice.prefix == null ? "" : choice.prefix;
    return Roots.hex(Numbers.hex("--prefix", prefix));
  }
}
