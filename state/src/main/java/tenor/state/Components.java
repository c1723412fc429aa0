package tenor.state;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.state.StoreException.Reason;

/** The components that this build knows, by prefix and by name. */
public final class Components {
  private static final int HIGH = 0x80;

  private final SortedMap<Integer, Component> byPrefix = new TreeMap<>();
  private final SortedMap<String, Component> byName = new TreeMap<>();

  private Components(Collection<Component> all) {
    for (Component component : all) {
      if (byPrefix.put(component.prefix(), component) != null
          || byName.put(component.name(), component) != null) {
        throw new IllegalArgumentException(
            "prefix and name must be used once: " + component.name());
      }
    }
  }

  /**
   * These components.
   *
   * @throws IllegalArgumentException if two share a prefix or a name, or none is founding
   */
  public static Components of(Collection<Component> all) {
    if (all.stream().noneMatch(Component::isFounding)) {
      throw new IllegalArgumentException("at least one component must be founding");
    }
    return new Components(all);
  }

  /** All of them by ascending prefix. */
  public List<Component> all() {
    return List.copyOf(byPrefix.values());
  }

  /** The component with this name. */
  public Optional<Component> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The component that owns a key. */
  Optional<Component> owning(byte[] key) {
    return key.length == 0 ? Optional.empty() : Optional.ofNullable(byPrefix.get(key[0] & 0xff));
  }

  /** Refuses a component that this build does not know, found at {@code where}. */
  void requireKnown(int prefix, String where) {
    if (!byPrefix.containsKey(prefix)) {
      throw unknown(prefix, where);
    }
  }

  /** The refusal of a component that this build does not know, found at {@code where}. */
  StoreException unknown(int prefix, String where) {
    String what = where + " holds a component with prefix " + View.hex(prefix);
    if (prefix < HIGH && byPrefix.containsKey(prefix + HIGH)) {
      return new StoreException(
          Reason.OLDER,
          what
              + ": an older release wrote it, with other keys, and its chain cannot go on under"
              + " this one: use the release that wrote it, or start a new chain in another folder");
    }
    return new StoreException(
        Reason.NEWER, what + " that this release does not know: use a newer release");
  }

  /** The state at height 0: the meta leaves of the founding components. */
  Changes founding() {
    Changes changes = new Changes();
    for (Component component : byPrefix.values()) {
      if (component.isFounding()) {
        changes.put(component.metaKey(), component.meta().raw());
      }
    }
    return changes;
  }
}
