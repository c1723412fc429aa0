package tenor.clearing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Meta;

/** All tables of the state: which component a key belongs to, and how its value is read. */
public final class TableSchema {
  private static final int FORMAT = 1;
  private static final int HIGH = 0x80;

  private final SortedMap<Key, Table<?, ?>> tables = new TreeMap<>();
  private final SortedMap<Integer, String> names = new TreeMap<>();

  /** The tables of {@code components}, and the meta leaf of each. */
  TableSchema(List<Component> components) {
    for (Component component : components) {
      if (names.put(component.prefix(), component.name()) != null) {
        throw new IllegalStateException("two components have the number " + component.prefix());
      }
      add(metaTable(component.prefix()));
      component.tables().forEach(this::add);
    }
  }

  private void add(Table<?, ?> table) {
    if (!names.containsKey(table.prefix().prefix())) {
      throw new IllegalStateException("table " + table.name() + " belongs to no component");
    }
    if (tables.put(table.prefix(), table) != null) {
      throw new IllegalStateException("two tables begin with " + table.prefix());
    }
  }

  /** Every table, in the order of its first two bytes. */
  public List<Table<?, ?>> tables() {
    return List.copyOf(tables.values());
  }

  /** The table that a key belongs to. An unknown one is an {@code IllegalArgumentException}. */
  public Table<?, ?> table(Key key) {
    Table<?, ?> table = tables.get(Key.table(key.prefix(), key.tableNumber()));
    if (table == null) {
      throw new IllegalArgumentException("no table begins as the key " + key + " does");
    }
    return table;
  }

  /**
   * The value stored under {@code key} with these bytes. A key of no table, or bytes that are not
   * its message, are an {@code IllegalArgumentException}.
   */
  public Message decode(Key key, byte[] value) {
    try {
      return table(key).empty().getParserForType().parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the value under " + key + " is damaged", e);
    }
  }

  /** The name of the component with this number, which is the name of its tree. */
  public String componentName(int prefix) {
    String name = names.get(prefix);
    if (name == null) {
      throw new IllegalArgumentException("no component has the number " + prefix);
    }
    return name;
  }

  /** The number of the component that owns a key; empty if none does. */
  public Optional<Integer> owner(byte[] key) {
    int number = key.length == 0 ? 0 : (key[0] & 0xff) ^ HIGH;
    return names.containsKey(number) ? Optional.of(number) : Optional.empty();
  }

  /** The names of all components, by their number. */
  public SortedMap<Integer, String> componentNames() {
    return Collections.unmodifiableSortedMap(names);
  }

  /** The two bytes of a component's meta leaf, which keeps its tree from being empty. */
  public Key metaKey(int prefix) {
    return metaTable(prefix).key(Table.Singleton.ROW);
  }

  /** The value of a component's meta leaf. */
  public byte[] meta(int prefix) {
    return metaValue(prefix).toByteArray();
  }

  /** The value of a component's meta leaf. */
  Meta metaValue(int prefix) {
    return Meta.newBuilder().setComponent(componentName(prefix)).setFormat(FORMAT).build();
  }

  private static Table<Table.Singleton, Meta> metaTable(int prefix) {
    return Table.meta(prefix, Meta.getDefaultInstance());
  }
}
