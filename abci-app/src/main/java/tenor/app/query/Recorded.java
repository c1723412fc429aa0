package tenor.app.query;

import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.state.Bytes;

/**
 * A reader that remembers what it was asked. A value is remembered by its key. A range is
 * remembered by keys in its gaps: that each of them is absent, between the neighbours it has,
 * proves what is in the range, with values, and that nothing else is.
 */
final class Recorded implements Reader {
  private final Reader base;
  private final SortedSet<Bytes> keys = new TreeSet<>();

  Recorded(Reader base) {
    this.base = base;
  }

  /** The keys whose presence or absence proves everything that was read, ascending. */
  List<Bytes> keys() {
    return List.copyOf(keys);
  }

  @Override
  public @Nullable Message get(Key key) {
    keys.add(Bytes.of(key.bytes()));
    return base.get(key);
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    List<Entry> found = base.entries(from, to);
    keys.add(Bytes.of(from.bytes()));
    found.forEach(entry -> keys.add(next(entry.key())));
    return found;
  }

  /** What follows a key at once. Keys of the state have no such byte, so it is absent. */
  private static Bytes next(Key key) {
    return Bytes.of(Arrays.copyOf(key.bytes(), key.size() + 1));
  }
}
