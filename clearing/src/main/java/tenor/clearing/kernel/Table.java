package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.RuleFailure;

/**
 * One table of a component: all keys that begin with its two bytes, with one type of value. The
 * bytes are permanent: they are consensus.
 *
 * @param <K> what identifies a row
 * @param <V> the message stored
 */
public final class Table<K, V extends Message> {
  private final String name;
  private final Key prefix;
  private final Key start;
  private final V empty;
  private final List<KeyField> fields;
  private final RowKey<K> toKey;
  private final Function<KeyReader, K> fromKey;

  private Table(
      String name,
      Key prefix,
      Key start,
      V empty,
      List<KeyField> fields,
      RowKey<K> toKey,
      Function<KeyReader, K> fromKey) {
    this.name = name;
    this.prefix = prefix;
    this.start = start;
    this.empty = empty;
    this.fields = List.copyOf(fields);
    this.toKey = toKey;
    this.fromKey = fromKey;
  }

  /**
   * A table.
   *
   * @param name for people, such as {@code balances}
   * @param prefix the component's number
   * @param table the table's number, from 1
   * @param empty the default instance of the stored message
   * @param fields of the key, in their order
   * @param toKey appends a row's fields to the table's prefix
   * @param fromKey reads them back
   */
  public static <K, V extends Message> Table<K, V> of(
      String name,
      int prefix,
      int table,
      V empty,
      List<KeyField> fields,
      RowKey<K> toKey,
      Function<KeyReader, K> fromKey) {
    Key start = Key.table(prefix, table);
    return new Table<>(name, start, start, empty, fields, toKey, fromKey);
  }

  /** A table whose rows are numbered by a u64 of this name. */
  public static <V extends Message> Table<Long, V> byLong(
      String name, int prefix, int table, V empty, String field) {
    List<KeyField> fields = List.of(KeyField.u64(field));
    return of(name, prefix, table, empty, fields, Key::u64, KeyReader::u64);
  }

  /** A table whose rows are numbered by a u32 of this name. */
  public static <V extends Message> Table<Integer, V> byInt(
      String name, int prefix, int table, V empty, String field) {
    List<KeyField> fields = List.of(KeyField.u32(field));
    return of(name, prefix, table, empty, fields, Key::u32, KeyReader::u32);
  }

  /** A table with a single row, under the prefix itself followed by a u7 of 0. */
  public static <V extends Message> Table<Singleton, V> single(
      String name, int prefix, int table, V empty) {
    Key start = Key.table(prefix, table);
    return only(name, start, start.u7(0), empty);
  }

  /** Table 0 of a component, whose only row is its meta leaf, under the prefix itself. */
  public static <V extends Message> Table<Singleton, V> meta(int prefix, V empty) {
    Key start = Key.table(prefix, 0);
    return only("meta", start, start, empty);
  }

  private static <V extends Message> Table<Singleton, V> only(
      String name, Key prefix, Key row, V empty) {
    return new Table<>(name, prefix, row, empty, List.of(), (key, one) -> key, in -> Singleton.ROW);
  }

  /** The value of a row, or null. */
  public @Nullable V find(Reader state, K row) {
    Message value = state.get(key(row));
    return value == null ? null : known(value);
  }

  /** The value of a row, or the message's default. */
  public V get(Reader state, K row) {
    V value = find(state, row);
    return value == null ? empty : value;
  }

  /**
   * The value of a row that must be there.
   *
   * @throws RuleFailure if it is not
   */
  public V require(Reader state, K row) {
    V value = find(state, row);
    if (value == null) {
      throw new RuleFailure("no row " + row + " in " + name);
    }
    return value;
  }

  /** Whether the row is there. */
  public boolean contains(Reader state, K row) {
    return state.get(key(row)) != null;
  }

  /**
   * Sets a row. A message with nothing but defaults has no bytes and would read as absent in a
   * proof, so it is refused.
   */
  public void put(Writer state, K row, V value) {
    if (value.getSerializedSize() == 0) {
      throw new IllegalStateException("empty value for row " + row + " of " + name);
    }
    state.put(key(row), value);
  }

  /** Removes a row, if it is there. */
  public void remove(Writer state, K row) {
    state.remove(key(row));
  }

  /** All rows, ascending. */
  public List<K> rows(Reader state) {
    return rows(state, prefix);
  }

  /** The rows whose key begins with {@code start}, ascending; see {@link #prefix()}. */
  public List<K> rows(Reader state, Key start) {
    List<Reader.Entry> stored = state.entries(start, start.end());
    List<K> rows = new ArrayList<>(stored.size());
    for (Reader.Entry entry : stored) {
      rows.add(row(entry.key()));
    }
    return Collections.unmodifiableList(rows);
  }

  /** All rows with their values, ascending. */
  public List<Entry<K, V>> entries(Reader state) {
    return entries(state, prefix);
  }

  /** The rows whose key begins with {@code start}, with their values, ascending. */
  public List<Entry<K, V>> entries(Reader state, Key start) {
    List<Reader.Entry> stored = state.entries(start, start.end());
    List<Entry<K, V>> entries = new ArrayList<>(stored.size());
    for (Reader.Entry entry : stored) {
      entries.add(new Entry<>(row(entry.key()), known(entry.value())));
    }
    return Collections.unmodifiableList(entries);
  }

  /** Writes every row of {@code from} into {@code to}. */
  public void copy(Reader from, Writer to) {
    from.entries(prefix, prefix.end()).forEach(entry -> to.put(entry.key(), entry.value()));
  }

  /** Whether a key of this table has the form that its rows have. */
  public boolean hasForm(Key key) {
    try {
      return key(row(key)).equals(key);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The key of a row. */
  public Key key(K row) {
    return toKey.append(start, row);
  }

  /**
   * The row of a key of this table.
   *
   * @throws IllegalArgumentException if the key has not the form that this table's keys have
   */
  public K row(Key key) {
    KeyReader in = KeyReader.after(start, key);
    K row = fromKey.apply(in);
    in.end();
    return row;
  }

  /** The key whose fields have these values, as people write them: see {@link KeyField}. */
  public Key key(List<String> values) {
    Key key = start;
    for (int i = 0; i < values.size(); i++) {
      key = fields.get(i).append(key, values.get(i));
    }
    return key;
  }

  /**
   * The values of a key's fields, as people write them.
   *
   * @throws IllegalArgumentException if the key has not the form that this table's keys have
   */
  public List<String> values(Key key) {
    KeyReader in = KeyReader.after(start, key);
    List<String> values = new ArrayList<>();
    fields.forEach(field -> values.add(field.read(in)));
    in.end();
    return values;
  }

  /** The fields of the keys, in their order; none if there is a single row. */
  public List<KeyField> fields() {
    return fields;
  }

  /** The bytes that all keys of this table begin with. */
  public Key prefix() {
    return prefix;
  }

  /** The table's name, for people. */
  public String name() {
    return name;
  }

  /** The default instance of the stored message: its type and parser. */
  public V empty() {
    return empty;
  }

  @SuppressWarnings("unchecked")
  private V known(Message value) {
    return (V) value;
  }

  /**
   * A row and its value.
   *
   * @param row what identifies it
   * @param value the message stored
   */
  public record Entry<K, V>(K row, V value) {}

  /** Appends a row's fields to a key. */
  @FunctionalInterface
  public interface RowKey<K> {
    /** {@code start} followed by the fields of {@code row}. */
    Key append(Key start, K row);
  }

  /** The only row of a table that has one. */
  public enum Singleton {
    /** That row. */
    ROW
  }
}
