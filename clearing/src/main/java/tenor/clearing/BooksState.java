package tenor.clearing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.BookLeaf;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.ComponentBooks;
import tenor.clearing.proto.Genesis;

/**
 * The state of another chain out of the books in a genesis. Whatever has not the form that this
 * release gives it is an {@code IllegalArgumentException} with its place.
 */
final class BooksState implements Reader {
  private final TreeMap<Key, Message> values = new TreeMap<>();
  private final TableSchema schema;

  private BooksState(TableSchema schema) {
    this.schema = schema;
  }

  /** The books of {@code genesis}; nothing if it has none. */
  static BooksState of(Genesis genesis, TableSchema schema) {
    BooksState state = new BooksState(schema);
    if (genesis.hasBooks()) {
      requireNothingElse(genesis);
      state.add(genesis.getBooks());
    }
    return state;
  }

  /** Entries beside the books would change them, and nobody could compare the two chains. */
  private static void requireNothingElse(Genesis genesis) {
    Genesis rest =
        genesis.toBuilder().clearBooks().clearDayMillis().clearRulesVersion().clearPeers().build();
    rest.getAllFields().keySet().stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new IllegalArgumentException(
                  field.getJsonName() + ": expected none beside books");
            });
  }

  private void add(Books books) {
    List<Map.Entry<Integer, String>> parts = new ArrayList<>(schema.componentNames().entrySet());
    parts.sort(Map.Entry.comparingByValue());
    require(
        books.getComponentsCount() == parts.size(),
        "books.components: expected "
            + String.join(", ", parts.stream().map(Map.Entry::getValue).toList()));
    for (int i = 0; i < parts.size(); i++) {
      ComponentBooks part = books.getComponents(i);
      String where = "books.components[" + i + "]";
      String expected = parts.get(i).getValue();
      require(
          part.getName().equals(expected),
          where + ".name: expected " + expected + ", found '" + part.getName() + "'");
      add(part, parts.get(i).getKey(), where);
    }
  }

  private void add(ComponentBooks part, int prefix, String where) {
    Key last = null;
    for (int i = 0; i < part.getLeavesCount(); i++) {
      BookLeaf leaf = part.getLeaves(i);
      String here = where + ".leaves[" + i + "]";
      Key key = key(leaf.getKey(), prefix, here);
      require(
          last == null || last.compareTo(key) < 0, here + ".key: expected one above that before");
      values.put(key, value(key, leaf.getValue(), here));
      last = key;
    }
    Message meta = values.get(schema.metaKey(prefix));
    require(
        meta != null && schema.metaValue(prefix).equals(meta),
        where + ": expected the meta leaf " + schema.metaKey(prefix) + " of this release");
  }

  private Key key(ByteString bytes, int prefix, String where) {
    byte[] raw = bytes.toByteArray();
    require(
        schema.owner(raw).equals(Optional.of(prefix)),
        where
            + ".key: expected a key of "
            + schema.componentName(prefix)
            + ", which begins as "
            + schema.metaKey(prefix).toString().substring(0, 2)
            + ", found '"
            + HexFormat.of().formatHex(raw)
            + "'");
    Key key;
    Table<?, ?> table;
    try {
      key = Key.of(raw);
      table = schema.table(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ".key: " + e.getMessage(), e);
    }
    require(table.hasForm(key), where + ".key: " + key + " is not a key of " + table.name());
    return key;
  }

  private Message value(Key key, ByteString bytes, String where) {
    String place = where + ".value: " + RowNames.of(schema).name(key);
    Message value;
    try {
      value = schema.decode(key, bytes.toByteArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": expected another message", e);
    }
    require(!bytes.isEmpty() && value.toByteString().equals(bytes), place + ": not canonical");
    require(isKnown(value), place + ": a field or a number that this release does not know");
    return value;
  }

  /** Whether the schema knows every field and every number of an enum, at any depth. */
  private static boolean isKnown(Message message) {
    return message.getUnknownFields().asMap().isEmpty()
        && message.getAllFields().values().stream()
            .allMatch(
                field ->
                    field instanceof List<?> list
                        ? list.stream().allMatch(BooksState::isKnownValue)
                        : isKnownValue(field));
  }

  private static boolean isKnownValue(Object value) {
    return switch (value) {
      case Message message -> isKnown(message);
      case com.google.protobuf.Descriptors.EnumValueDescriptor number ->
          number.getType().findValueByNumber(number.getNumber()) != null;
      default -> true;
    };
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public @Nullable Message get(Key key) {
    return values.get(key);
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    return Entry.all(values.subMap(from, to));
  }
}
