package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The roots of all components of leaves that come in ascending order of keys. */
final class StateWalk {
  /** A component as it was found: its root and the number of its leaves. */
  record Part(Bytes root, long leaves) {}

  private final Components components;
  private final SortedMap<String, Part> parts = new TreeMap<>();
  private final RootStream.Groups groups;
  private @Nullable RootStream stream;
  private int prefix = -1;
  private long leaves;

  /**
   * Knows these components.
   *
   * @param groups is told of every group of leaves, to find out where a difference lies
   */
  StateWalk(Components components, RootStream.Groups groups) {
    this.components = components;
    this.groups = groups;
  }

  /**
   * Adds a leaf.
   *
   * @throws StoreException if no component owns its key
   */
  void add(byte[] key, byte[] value) {
    int owner = key.length == 0 ? -1 : key[0] & 0xff;
    if (stream == null || owner != prefix) {
      end();
      prefix = owner;
      stream = new RootStream(groups);
      name();
    }
    stream.add(key, value);
    leaves++;
  }

  private String name() {
    return components
        .owning(new byte[] {(byte) prefix})
        .map(Component::name)
        .orElseThrow(() -> components.unknown(prefix & 0xff, "the store"));
  }

  private void end() {
    if (stream != null) {
      parts.put(name(), new Part(stream.root(), stream.leaves()));
      stream = null;
    }
  }

  /** Drops the component whose leaves could not be read to the end. */
  void abandon() {
    stream = null;
  }

  /** The number of leaves so far. */
  long leaves() {
    return leaves;
  }

  /** Ends, with what was found by component. */
  SortedMap<String, Part> parts() {
    end();
    return parts;
  }

  /** The app hash of what was found; none if there was no leaf. */
  Optional<Bytes> appHash() {
    SortedMap<byte[], byte[]> roots = new TreeMap<>(Arrays::compareUnsigned);
    for (Map.Entry<String, Part> part : parts().entrySet()) {
      roots.put(part.getKey().getBytes(US_ASCII), part.getValue().root().raw());
    }
    RootStream upper = RootStream.silent();
    roots.forEach(upper::add);
    return roots.isEmpty() ? Optional.empty() : Optional.of(upper.root());
  }
}
