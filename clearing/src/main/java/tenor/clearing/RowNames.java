package tenor.clearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Table;

/**
 * Rows of the state as people write them: the table's name and the fields of the key, such as
 * {@code balances:1001:1}; numbers in decimal, bytes in hexadecimal. Keys in hexadecimal tell
 * nobody anything.
 */
public final class RowNames {
  private final TableSchema schema;

  private RowNames(TableSchema schema) {
    this.schema = schema;
  }

  /** The rows of these tables. */
  public static RowNames of(TableSchema schema) {
    return new RowNames(schema);
  }

  /**
   * What a key is called.
   *
   * @throws IllegalArgumentException if it is not a key of any table
   */
  public String name(Key key) {
    Table<?, ?> table = schema.table(key);
    List<String> parts = new ArrayList<>();
    parts.add(table.name());
    parts.addAll(table.values(key));
    return String.join(":", parts);
  }

  /**
   * The key of a row.
   *
   * @param component its name; empty if the table's name says which
   * @throws IllegalArgumentException saying what was expected
   */
  public Key key(String component, String row) {
    List<String> parts = parts(row);
    Table<?, ?> table = table(component, parts.getFirst());
    if (parts.size() != table.fields().size() + 1) {
      throw expected(table, row);
    }
    return key(table, parts);
  }

  /**
   * What the keys of some rows begin with: the table's name and the first of its fields, or all.
   *
   * @param component its name; empty if the table's name says which
   * @throws IllegalArgumentException saying what was expected
   */
  public Key start(String component, String row) {
    List<String> parts = parts(row);
    Table<?, ?> table = table(component, parts.getFirst());
    if (parts.size() > table.fields().size() + 1) {
      throw expected(table, row);
    }
    return key(table, parts);
  }

  private static List<String> parts(String row) {
    return Arrays.asList(row.split(":", -1));
  }

  private static Key key(Table<?, ?> table, List<String> parts) {
    try {
      return table.key(parts.subList(1, parts.size()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(table.name() + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException expected(Table<?, ?> table, String found) {
    StringBuilder form = new StringBuilder(table.name());
    table.fields().forEach(field -> form.append(':').append(placeholder(field)));
    String types =
        table.fields().stream()
            .map(field -> placeholder(field) + " " + field.type())
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "expected " + form + (types.isEmpty() ? "" : ", " + types) + "; found '" + found + "'");
  }

  private static String placeholder(KeyField field) {
    return field.name().toUpperCase(Locale.ROOT);
  }

  private Table<?, ?> table(String component, String name) {
    List<Table<?, ?>> among =
        schema.tables().stream()
            .filter(table -> component.isEmpty() || component(table).equals(component))
            .toList();
    if (among.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a component of "
              + String.join(", ", schema.componentNames().values())
              + "; found '"
              + component
              + "'");
    }
    List<Table<?, ?>> found = among.stream().filter(table -> table.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a table of "
              + among.stream().map(Table::name).distinct().collect(Collectors.joining(", "))
              + "; found '"
              + name
              + "'");
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "table "
              + name
              + " is in "
              + found.stream().map(this::component).collect(Collectors.joining(", "))
              + ": name the component");
    }
    return found.getFirst();
  }

  private String component(Table<?, ?> table) {
    return schema.componentName(table.prefix().prefix());
  }
}
