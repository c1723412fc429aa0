package tenor.state;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A walk over what a family holds at a height: of each plain key the newest version up to it. */
final class Versions {
  /** Entries to step over before seeking, which costs as much as some steps. */
  private static final int STEPS = 2;

  private final Cursor cursor;
  private final long height;
  private final byte @Nullable [] to;

  /**
   * With a cursor.
   *
   * @param to where it ends; null: with the family
   */
  Versions(Cursor cursor, long height, byte @Nullable [] to) {
    this.cursor = cursor;
    this.height = height;
    this.to = to;
  }

  /** Goes to the first that is there at or after a place. */
  void seek(byte[] from) throws RocksDBException {
    cursor.seek(from);
    settle();
  }

  /** Goes to the next. */
  void next() throws RocksDBException {
    pass();
    settle();
  }

  /** Goes on from the newest version of a key to one that is right, of this key or a later one. */
  private void settle() throws RocksDBException {
    while (isValid()) {
      byte[] key = cursor.key();
      if (Version.height(key) > height) {
        old(key);
      } else if (cursor.value().length == 0) {
        pass();
      } else {
        return;
      }
    }
  }

  /** Goes to the newest version of the same key that is not too new, or to the next key. */
  private void old(byte[] key) throws RocksDBException {
    for (int i = 0; i < STEPS; i++) {
      cursor.next();
      if (!cursor.isValid()
          || Version.height(cursor.key()) <= height
          || !Version.isSame(cursor.key(), key)) {
        return;
      }
    }
    cursor.seek(Version.withHeight(key, height));
  }

  /** Goes to the newest version of the next key. */
  private void pass() throws RocksDBException {
    byte[] key = cursor.key();
    for (int i = 0; i < STEPS; i++) {
      cursor.next();
      if (!cursor.isValid() || !Version.isSame(cursor.key(), key)) {
        return;
      }
    }
    cursor.seek(Version.afterAll(key));
  }

  /** Whether there is one here. */
  boolean isValid() {
    return cursor.isBefore(to);
  }

  /** The plain key here. */
  byte[] plain() {
    return Version.plain(cursor.key());
  }

  /** The value here, which is never empty. */
  byte[] value() {
    return cursor.value();
  }

  /** The height of the block that wrote what is here. */
  long height() {
    return Version.height(cursor.key());
  }
}
