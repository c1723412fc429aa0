package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the index of a closed store with the undo records it was made from. */
final class IndexCheck {
  private IndexCheck() {}

  /** Each record of an indexed height has its entry, and each entry its record. */
  static void require(Path folder) {
    try (Disk disk = Disk.open(folder)) {
      long indexed = disk.number(Disk.INDEXED_KEY).orElse(0);
      List<Bytes> expected =
          disk.walk(
              Family.UNDO,
              cursor -> {
                List<Bytes> entries = new ArrayList<>();
                for (cursor.first(); cursor.isValid(); cursor.next()) {
                  long height = Chunk.height(cursor.key());
                  if (!Chunk.isHead(cursor.key()) && height <= indexed) {
                    for (Chunk.Item item : Chunk.decode(cursor.value())) {
                      entries.add(Bytes.of(Place.indexKey(item.place(), height)));
                    }
                  }
                }
                return entries;
              });
      List<Bytes> found =
          disk.walk(
              Family.INDEX,
              cursor -> {
                List<Bytes> entries = new ArrayList<>();
                for (cursor.first(); cursor.isValid(); cursor.next()) {
                  if (Place.indexedHeight(cursor.key()) <= indexed) {
                    entries.add(Bytes.of(cursor.key()));
                  }
                }
                return entries;
              });
      assertThat(found).isSorted().hasSameElementsAs(expected);
      assertThat(found).hasSameSizeAs(expected);
    }
  }
}
