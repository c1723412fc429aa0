package tenor.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A place among the entries of a family, in ascending order of keys, as of when it was made. */
final class Cursor implements AutoCloseable {
  private final RocksIterator iterator;
  private byte @Nullable [] key;

  Cursor(RocksIterator iterator) {
    this.iterator = iterator;
  }

  /** Goes to the first entry. */
  Cursor first() throws RocksDBException {
    iterator.seekToFirst();
    return arrive();
  }

  /** Goes to the first entry whose key is at least this. */
  Cursor seek(byte[] from) throws RocksDBException {
    iterator.seek(from);
    return arrive();
  }

  /** Goes to the last entry whose key is at most this. */
  Cursor seekBack(byte[] from) throws RocksDBException {
    iterator.seekForPrev(from);
    return arrive();
  }

  Cursor next() throws RocksDBException {
    iterator.next();
    return arrive();
  }

  private Cursor arrive() throws RocksDBException {
    if (iterator.isValid()) {
      key = iterator.key();
    } else {
      key = null;
      iterator.status();
    }
    return this;
  }

  /** Whether there is an entry here. */
  boolean isValid() {
    return key != null;
  }

  /** The key of the entry here. */
  byte[] key() {
    if (key == null) {
      throw new IllegalStateException("the cursor is past the entries");
    }
    return key;
  }

  byte[] value() {
    return iterator.value();
  }

  /** Whether there is an entry here with a key below {@code to}; null is no bound. */
  boolean isBefore(byte @Nullable [] to) {
    return key != null && (to == null || Arrays.compareUnsigned(key, to) < 0);
  }

  @Override
  public void close() {
    iterator.close();
  }
}
