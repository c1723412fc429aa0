package tenor.app.chain;

import com.google.protobuf.Message;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import tenor.clearing.TableSchema;
import tenor.clearing.kernel.Key;
import tenor.state.Leaf;

/**
 * Decoded values of the state. An entry belongs to one leaf, and a leaf never changes, so the cache
 * serves readers of any height at once; a reader of an old height merely finds less in it. Safe for
 * use by many threads.
 */
final class ValueCache {
  private record Entry(Leaf leaf, Message value) {}

  private final TableSchema schema;
  private final int capacity;
  private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

  ValueCache(TableSchema schema, int capacity) {
    this.schema = schema;
    this.capacity = capacity;
  }

  Message decode(Key key, Leaf leaf) {
    Entry entry = entries.get(key);
    if (entry != null && entry.leaf() == leaf) {
      return entry.value();
    }
    Message value = schema.decode(key, leaf.value());
    if (entries.size() >= capacity) {
      entries.clear();
    }
    entries.put(key, new Entry(leaf, value));
    return value;
  }

  /** Forgets keys that are no longer in the state. */
  void forget(List<Key> keys) {
    keys.forEach(entries::remove);
  }
}
