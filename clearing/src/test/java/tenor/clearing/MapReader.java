package tenor.clearing;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;

/**
 * A committed state in memory. Every value goes through its bytes and the schema, as it does in the
 * store.
 */
public final class MapReader implements Reader {
  private final TreeMap<Key, Message> values = new TreeMap<>();
  private final TableSchema schema;

  /** An empty state of these tables. */
  public MapReader(TableSchema schema) {
    this.schema = schema;
  }

  /** Commits the changes of a block. */
  public void commit(SortedMap<Key, Optional<Message>> changes) {
    for (Map.Entry<Key, Optional<Message>> change : changes.entrySet()) {
      Key key = change.getKey();
      if (change.getValue().isEmpty()) {
        values.remove(key);
        continue;
      }
      byte[] bytes = change.getValue().get().toByteArray();
      if (bytes.length == 0) {
        throw new IllegalStateException("the value under " + key + " has no bytes");
      }
      values.put(key, schema.decode(key, bytes));
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

  /** Everything, in key order. */
  public SortedMap<Key, Message> all() {
    return new TreeMap<>(values);
  }
}
