package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.RuleFailure;

/**
 * One table of a component: all keys that begin with its component byte and table byte, with one
 * type of value. The bytes are permanent: they are consensus.
 *
 * @param <K> what identifies a row
 * @param <V> the message stored
 */
public final class Table<K, V extends Message> {
  private final String name;
  private final Key prefix;
  private final V empty;
  private final Function<K, Key> toKey;
  private final Function<Key, K> fromKey;

  private Table(
      String name, Key prefix, V empty, Function<K, Key> toKey, Function<Key, K> fromKey) {
    this.name = name;
    this.prefix = prefix;
    this.empty = empty;
    this.toKey = toKey;
    this.fromKey = fromKey;
  }

  /**
   * A table.
   *
   * @param name for people, such as {@code balances}
   * @param prefix the component byte
   * @param table the table byte, from 1
   * @param empty the default instance of the stored message
   * @param toKey appends a row's fields to the table's prefix
   * @param fromKey reads them back, the fields beginning at byte 2
   */
  public static <K, V extends Message> Table<K, V> of(
      String name, int prefix, int table, V empty, RowKey<K> toKey, Function<Key, K> fromKey) {
    Key start = Key.table(prefix, table);
    return new Table<>(name, start, empty, row -> toKey.append(start, row), fromKey);
  }

  /** A table whose rows are numbered by a u64. */
  public static <V extends Message> Table<Long, V> byLong(
      String name, int prefix, int table, V empty) {
    return of(name, prefix, table, empty, Key::u64, key -> key.u64At(2));
  }

  /** A table whose rows are numbered by a u32. */
  public static <V extends Message> Table<Integer, V> byInt(
      String name, int prefix, int table, V empty) {
    return of(name, prefix, table, empty, Key::u32, key -> key.u32At(2));
  }

  /** A table with a single row, under the prefix itself followed by a zero byte. */
  public static <V extends Message> Table<Singleton, V> single(
      String name, int prefix, int table, V empty) {
    return of(name, prefix, table, empty, (start, row) -> start.u8(0), key -> Singleton.ROW);
  }

  /** The value of a row, or null. */
  public @Nullable V find(Reader state, K row) {
    return cast(state.get(toKey.apply(row)));
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
    return state.get(toKey.apply(row)) != null;
  }

  /**
   * Sets a row. A message with nothing but defaults has no bytes and would read as absent in a
   * proof, so it is refused.
   */
  public void put(Writer state, K row, V value) {
    if (value.getSerializedSize() == 0) {
      throw new IllegalStateException("empty value for row " + row + " of " + name);
    }
    state.put(toKey.apply(row), value);
  }

  /** Removes a row, if it is there. */
  public void remove(Writer state, K row) {
    state.remove(toKey.apply(row));
  }

  /** All rows, ascending. */
  public List<K> rows(Reader state) {
    return rows(state, prefix);
  }

  /** The rows whose key begins with {@code start}, ascending; see {@link #prefix()}. */
  public List<K> rows(Reader state, Key start) {
    return state.keys(start, start.end()).stream().map(fromKey).toList();
  }

  /** Writes every row of {@code from} into {@code to}. */
  public void copy(Reader from, Writer to) {
    for (Key key : from.keys(prefix, prefix.end())) {
      Message value = from.get(key);
      if (value != null) {
        to.put(key, value);
      }
    }
  }

  /** Whether a key of this table has the form that its rows have. */
  public boolean hasForm(Key key) {
    try {
      return toKey.apply(fromKey.apply(key)).equals(key);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The key of a row. */
  public Key key(K row) {
    return toKey.apply(row);
  }

  /** The row of a key of this table. */
  public K row(Key key) {
    return fromKey.apply(key);
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
  private @Nullable V cast(@Nullable Message value) {
    return (V) value;
  }

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
