package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes over a reader that can be applied as a whole or forgotten. */
public final class Overlay implements Writer {
  private final Reader base;
  private final TreeMap<Key, Optional<Message>> changes = new TreeMap<>();

  /** No changes over {@code base}. */
  public Overlay(Reader base) {
    this.base = base;
  }

  @Override
  public @Nullable Message get(Key key) {
    Optional<Message> change = changes.get(key);
    return change != null ? change.orElse(null) : base.get(key);
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    List<Entry> below = base.entries(from, to);
    SortedMap<Key, Optional<Message>> mine = changes.subMap(from, to);
    return mine.isEmpty() ? below : merged(below, mine);
  }

  private static List<Entry> merged(List<Entry> below, SortedMap<Key, Optional<Message>> mine) {
    List<Entry> merged = new ArrayList<>(below.size());
    int next = 0;
    for (Map.Entry<Key, Optional<Message>> change : mine.entrySet()) {
      Key key = change.getKey();
      int order = next < below.size() ? below.get(next).key().compareTo(key) : 1;
      while (order < 0) {
        merged.add(below.get(next));
        next++;
        order = next < below.size() ? below.get(next).key().compareTo(key) : 1;
      }
      next += order == 0 ? 1 : 0;
      change.getValue().ifPresent(value -> merged.add(new Entry(key, value)));
    }
    merged.addAll(below.subList(next, below.size()));
    return merged;
  }

  @Override
  public void put(Key key, Message value) {
    changes.put(key, Optional.of(value));
  }

  @Override
  public void remove(Key key) {
    changes.put(key, Optional.empty());
  }

  /** Writes every change into {@code target}. */
  public void applyTo(Writer target) {
    for (Map.Entry<Key, Optional<Message>> change : changes.entrySet()) {
      if (change.getValue().isPresent()) {
        target.put(change.getKey(), change.getValue().get());
      } else {
        target.remove(change.getKey());
      }
    }
  }

  /** The changes in key order; empty stands for a removal. */
  public SortedMap<Key, Optional<Message>> changes() {
    return Collections.unmodifiableSortedMap(changes);
  }
}
