package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The batch that is built here does what RocksDB's own calls do. */
final class BatchTest {
  private static final List<Family> FAMILIES = List.of(Family.values());

  private final long seed = TestState.seed(17);
  @TempDir Path folder;

  /** Entries of a database in every family, as text. */
  private static List<String> contents(RocksDB database, List<ColumnFamilyHandle> families)
      throws RocksDBException {
    List<String> all = new ArrayList<>();
    for (ColumnFamilyHandle family : families) {
      try (RocksIterator at = database.newIterator(family)) {
        for (at.seekToFirst(); at.isValid(); at.next()) {
          all.add(text(family.getID(), at.key(), at.value()));
        }
        at.status();
      }
    }
    return all;
  }

  private static List<String> contents(Disk disk) {
    List<String> all = new ArrayList<>();
    for (Family family : FAMILIES) {
      disk.walk(
          family,
          cursor -> {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
              all.add(text(family.number(), cursor.key(), cursor.value()));
            }
            return true;
          });
    }
    return all;
  }

  private static String text(int family, byte[] key, byte[] value) {
    return family + " " + Bytes.of(key) + " " + Bytes.of(value);
  }

  @Test
  void randomBatches_haveTheEffectOfTheOrdinaryCalls() throws RocksDBException {
    Path plain = folder.resolve("theirs");
    Disk.open(plain).close();
    try (Disk ours = Disk.open(folder.resolve("ours"))) {
      RawStore.open(plain, (theirs, families) -> compare(ours, theirs, families));
    }
  }

  private void compare(Disk ours, RocksDB theirs, List<ColumnFamilyHandle> families)
      throws RocksDBException {
    Random random = new Random(seed);
    for (int run = 0; run < 60; run++) {
      Batch batch = new Batch();
      try (WriteBatch calls = new WriteBatch();
          WriteOptions options = new WriteOptions()) {
        int count = random.nextInt(50);
        for (int i = 0; i < count; i++) {
          Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
          ColumnFamilyHandle theirFamily = families.get(family.number());
          byte[] key = TestState.randomBytes(random, 1, random.nextInt(10) == 0 ? 1024 : 2);
          if (random.nextInt(3) == 0) {
            batch.delete(family, key);
            calls.delete(theirFamily, key);
          } else {
            byte[] value = TestState.randomBytes(random, 0, random.nextInt(9) == 0 ? 40000 : 200);
            batch.put(family, key, value);
            calls.put(theirFamily, key, value);
          }
        }
        assertThat(Arrays.equals(batch.toBytes(), calls.data()))
            .as("-Dtenor.seed=%d", seed)
            .isTrue();
        ours.write(batch, run % 2 == 0);
        theirs.write(options, calls);
      }
      assertThat(contents(ours)).as("-Dtenor.seed=%d", seed).isEqualTo(contents(theirs, families));
    }
  }
}
