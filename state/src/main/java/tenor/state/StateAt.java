package tenor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/**
 * The state at a height as it is on disk: of each key the newest version that is not newer. Blocks
 * that are committed meanwhile do not matter, for what they write is newer; whether the height is
 * still kept is looked at last.
 */
final class StateAt implements Source {
  private final Disk disk;
  private final Marks marks;
  private final long height;
  private final int rollbacks;

  StateAt(Disk disk, Marks marks, long height) {
    this.disk = disk;
    this.marks = marks;
    this.height = height;
    this.rollbacks = marks.rollbacks();
  }

  long height() {
    return height;
  }

  /** A missing version means damage only if the height is kept and the store did not go back. */
  private <T> T retained(Supplier<T> read) {
    while (true) {
      long changes = marks.changes();
      try {
        T found = read.get();
        marks.requireRetained(height, rollbacks);
        if (changes % 2 == 0 && marks.changes() == changes) {
          return found;
        }
      } catch (StoreException e) {
        marks.requireRetained(height, rollbacks);
        if (changes % 2 == 0 && marks.changes() == changes) {
          throw e;
        }
      }
      Thread.onSpinWait();
    }
  }

  /** The newest version of a key, which has no value if the key was deleted; none: never there. */
  Optional<Edits.Edit> find(byte[] key) {
    byte[] from = Version.key(key, height);
    return retained(
        () ->
            disk.walk(
                Family.LEAVES,
                cursor ->
                    cursor.seek(from).isValid() && Version.isSame(cursor.key(), from)
                        ? Optional.of(edit(key, cursor))
                        : Optional.empty()));
  }

  /** The change that gives a key what it has here. */
  Edits.Edit edit(byte[] key) {
    return find(key).orElseGet(() -> new Edits.Edit(key, null, height));
  }

  private static Edits.Edit edit(byte[] key, Cursor cursor) {
    byte[] value = cursor.value();
    return new Edits.Edit(key, value.length == 0 ? null : value, Version.height(cursor.key()));
  }

  /** The value of a key; null if it is absent. */
  byte @Nullable [] value(byte[] key) {
    return find(key).map(Edits.Edit::value).orElse(null);
  }

  /** The value of a key that the block at a height wrote; needs no search. */
  byte[] value(byte[] key, long version) {
    byte[] entry = Version.key(key, version);
    return retained(
        () ->
            disk.get(Family.LEAVES, entry)
                .filter(value -> value.length > 0)
                .orElseThrow(
                    () ->
                        new StoreException(
                            Reason.CORRUPT,
                            "the leaf "
                                + Bytes.wrap(key)
                                + " that was committed at height "
                                + version
                                + " is not on the disk")));
  }

  @Override
  public List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo) {
    return read(
        Family.LEAVES,
        above == null ? Version.from(new byte[] {upTo[0]}) : Version.after(above),
        Version.after(upTo),
        Edits.Edit::new);
  }

  @Override
  public List<Stub> groups(int level, byte @Nullable [] above, byte[] upTo) {
    byte[] from = Place.of(level, above == null ? new byte[] {upTo[0]} : above);
    return read(
        Family.GROUPS,
        above == null ? Version.from(from) : Version.after(from),
        Version.after(Place.of(level, upTo)),
        (place, stored, version) -> Stubs.decode(Place.key(place), stored));
  }

  /** Makes something of an entry. */
  private interface Maker<T> {
    T make(byte[] plain, byte[] value, long version);
  }

  private <T> List<T> read(Family family, byte[] from, byte[] to, Maker<T> maker) {
    return retained(
        () ->
            disk.walk(
                family,
                cursor -> {
                  List<T> found = new ArrayList<>();
                  Versions versions = new Versions(cursor, height, to);
                  for (versions.seek(from); versions.isValid(); versions.next()) {
                    found.add(maker.make(versions.plain(), versions.value(), versions.height()));
                  }
                  return found;
                }));
  }
}
