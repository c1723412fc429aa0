package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads what older heights need, some entries at a time, and finds whether each is one: records of
 * blocks, groups and leaves of every height. Where it is, is a family and a key in it.
 */
final class ScrubRecords {
  private static final List<Family> FAMILIES = List.of(Family.BLOCKS, Family.GROUPS, Family.LEAVES);
  private static final int RECORDS = 64;

  private final Disk disk;

  ScrubRecords(Disk disk) {
    this.disk = disk;
  }

  /** About how many there are. */
  long total() {
    return FAMILIES.stream().mapToLong(disk::estimate).sum();
  }

  /**
   * Reads the next.
   *
   * @return where it came to; nothing if there are no more
   * @throws StoreException CORRUPT if one is not what it should be
   */
  Optional<ScrubPlace> step(ScrubPlace at) {
    byte[] place = at.after().raw();
    int index = place.length == 0 ? 0 : Math.min(place[0], FAMILIES.size() - 1);
    Family family = FAMILIES.get(index);
    List<byte[]> keys =
        read(family, Arrays.copyOfRange(place, Math.min(1, place.length), place.length));
    if (keys.size() > RECORDS) {
      // the last of a step is the first of the next
      return Optional.of(at.at(place(index, keys.getLast()), RECORDS));
    }
    return index == FAMILIES.size() - 1
        ? Optional.empty()
        : Optional.of(at.at(place(index + 1, new byte[0]), keys.size()));
  }

  private static Bytes place(int index, byte[] key) {
    byte[] place = new byte[1 + key.length];
    place[0] = (byte) index;
    System.arraycopy(key, 0, place, 1, key.length);
    return Bytes.wrap(place);
  }

  private List<byte[]> read(Family family, byte[] from) {
    return disk.pass(
        family,
        cursor -> {
          List<byte[]> keys = new ArrayList<>();
          for (cursor.seek(from); cursor.isValid() && keys.size() <= RECORDS; cursor.next()) {
            keys.add(cursor.key());
            check(family, cursor.key(), cursor.value());
          }
          return keys;
        });
  }

  private static void check(Family family, byte[] key, byte[] value) {
    if (family == Family.GROUPS && value.length > 0) {
      Stubs.decode(key, value);
    } else if (family == Family.BLOCKS && Chunk.isHead(key)) {
      Head.decode(value);
    } else if (family == Family.BLOCKS) {
      Chunk.decode(value);
    }
  }
}
