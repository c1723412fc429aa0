package tenor.node.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tenor.clearing.ClearingHouse;
import tenor.clearing.RowNames;
import tenor.clearing.TableSchema;
import tenor.clearing.kernel.Key;

/** Which key of the state a command is about: in hex, or by the name of its row. */
final class KeyFlags {
  private static final TableSchema SCHEMA = ClearingHouse.standard().schema();
  private static final RowNames ROWS = RowNames.of(SCHEMA);

  @Option(
      names = "--component",
      description = "Name, such as accounts; needed with --key, or if two have a table so named.")
  private String component = "";

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  /** One of them. */
  static final class Choice {
    @Option(names = "--key", paramLabel = "HEX", required = true, description = "The key, in hex.")
    private @Nullable String key;

    @Option(
        names = "--row",
        paramLabel = "TABLE:FIELD…",
        required = true,
        description =
            "The row: its table and the fields of its key, such as balances:1001:1; bytes in hex.")
    private @Nullable String row;
  }

  /** The key; wrong usage says what was expected. */
  byte[] key() {
    if (choice.row != null) {
      return row(component, choice.row).bytes();
    }
    if (component.isEmpty()) {
      throw new UsageException("--key needs --component, the component that the key is in");
    }
    byte[] key = Numbers.hex("--key", choice.key == null ? "" : choice.key);
    if (key.length == 0) {
      throw new UsageException("--key: expected at least one byte");
    }
    return key;
  }

  /** The name of the component that the key is in. */
  String component() {
    return choice.row == null ? component : component(row(component, choice.row));
  }

  /** The name of the component that a key is in. */
  static String component(Key key) {
    return SCHEMA.componentName(key.prefix());
  }

  private static Key row(String component, String row) {
    try {
      return ROWS.key(component, row);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--row: " + e.getMessage());
    }
  }

  /** What the keys of some rows begin with: those of a table, with the first fields given. */
  static Key start(String component, String row) {
    try {
      return ROWS.start(component, row);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--row: " + e.getMessage());
    }
  }

  /** What a key of a component is called; empty if it has not the form of its rows. */
  static Optional<String> name(String component, byte[] key) {
    try {
      Key known = Key.of(key);
      return component(known).equals(component) ? Optional.of(ROWS.name(known)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
