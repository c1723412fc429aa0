package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Changes to make together, at most one per key; a later one for the same key replaces it. Not for
 * several threads.
 *
 * <p>Bounds, refused with {@code IllegalArgumentException}: keys of 1 to {@value #MAX_KEY} bytes
 * that do not begin with {@code x:} (CometBFT's key paths read such a key as hexadecimal), values
 * of 1 to {@value #MAX_VALUE} bytes (CometBFT reads an empty value as absence).
 */
public final class Changes {
  /** The greatest length of a key in bytes. */
  public static final int MAX_KEY = 1024;

  /** The greatest length of a value in bytes: 1 MiB. */
  public static final int MAX_VALUE = 1 << 20;

  enum Kind {
    PUT,
    DELETE,
    DISCARD
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Change(Kind kind, byte[] value) {}

  private static final byte[] NONE = {};
  private final TreeMap<byte[], Change> byKey = new TreeMap<>(Arrays::compareUnsigned);

  /** No changes yet. */
  public Changes() {}

  /** The key has this value afterwards. */
  public Changes put(byte[] key, byte[] value) {
    if (value.length == 0 || value.length > MAX_VALUE) {
      throw new IllegalArgumentException(
          "a value must have 1 to " + MAX_VALUE + " bytes, not " + value.length);
    }
    return set(key, new Change(Kind.PUT, value.clone()));
  }

  /** The key, which must be present, is absent afterwards. */
  public Changes delete(byte[] key) {
    return set(key, new Change(Kind.DELETE, NONE));
  }

  /** The key is absent afterwards, whether or not it was present. */
  public Changes discard(byte[] key) {
    return set(key, new Change(Kind.DISCARD, NONE));
  }

  private Changes set(byte[] key, Change change) {
    if (key.length == 0 || key.length > MAX_KEY) {
      throw new IllegalArgumentException(
          "a key must have 1 to " + MAX_KEY + " bytes, not " + key.length);
    }
    if (key.length >= 2 && key[0] == 'x' && key[1] == ':') {
      throw new IllegalArgumentException("a key must not begin with x:");
    }
    byKey.put(key.clone(), change);
    return this;
  }

  /** The number of keys to change. */
  public int size() {
    return byKey.size();
  }

  /** Visits the keys in ascending order, each with its new value, or none where it is deleted. */
  public void forEach(BiConsumer<byte[], Optional<byte[]>> visitor) {
    byKey.forEach(
        (key, change) ->
            visitor.accept(
                key.clone(),
                change.kind() == Kind.PUT
                    ? Optional.of(change.value().clone())
                    : Optional.empty()));
  }

  /** The changes in ascending order of keys. */
  Collection<Change> all() {
    return byKey.values();
  }

  /** These changes and then others, as one; what they delete of their own is just absent. */
  Changes then(Changes later) {
    Changes both = new Changes();
    both.byKey.putAll(byKey);
    later.byKey.forEach(
        (key, change) -> {
          Change here = byKey.get(key);
          if (change.kind() == Kind.DELETE && here != null) {
            if (here.kind() != Kind.PUT) {
              throw absent(key);
            }
            both.byKey.put(key, new Change(Kind.DISCARD, NONE));
          } else {
            both.byKey.put(key, change);
          }
        });
    return both;
  }

  static IllegalArgumentException absent(byte[] key) {
    return new IllegalArgumentException("there is no key " + Bytes.wrap(key) + " to delete");
  }

  /** The edits that the block at a height makes. */
  List<Edits.Edit> list(long height) {
    List<Edits.Edit> list = new ArrayList<>(byKey.size());
    byKey.forEach(
        (key, change) ->
            list.add(
                new Edits.Edit(key, change.kind() == Kind.PUT ? change.value() : null, height)));
    return list;
  }

  Edits edits() {
    return Edits.of(list(0));
  }
}
