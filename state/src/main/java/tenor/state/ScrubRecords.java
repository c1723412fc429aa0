package tenor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what older heights need, some records at a time, and finds whether each is one. */
final class ScrubRecords {
  private static final Family FAMILY = Family.UNDO;
  private static final int RECORDS = 64;

  private final Disk disk;

  ScrubRecords(Disk disk) {
    this.disk = disk;
  }

  /** About how many there are. */
  long total() {
    return disk.estimate(FAMILY);
  }

  /**
   * Reads the next.
   *
   * @return where it came to; nothing if there are no more
   * @throws StoreException CORRUPT if one is not a record
   */
  Optional<ScrubPlace> step(ScrubPlace at) {
    byte[] from = at.after().raw();
    List<byte[]> keys = new ArrayList<>();
    disk.pass(
        FAMILY,
        cursor -> {
          for (cursor.seek(from); cursor.isValid() && keys.size() <= RECORDS; cursor.next()) {
            keys.add(cursor.key());
            check(cursor);
          }
          return keys.size();
        });
    // the last of a step is the first of the next
    return keys.size() <= RECORDS
        ? Optional.empty()
        : Optional.of(at.at(Bytes.wrap(keys.getLast()), RECORDS));
  }

  private static void check(Cursor cursor) {
    if (Chunk.isHead(cursor.key())) {
      Head.decode(cursor.value());
    } else {
      Chunk.decode(cursor.value());
    }
  }
}
