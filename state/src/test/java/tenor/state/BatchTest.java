package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** The batch that is built here does what RocksDB's own calls do. */
final class BatchTest {
  private static final List<Family> FAMILIES = List.of(Family.values());

  private final long seed = TestState.seed(17);
  @TempDir Path folder;

  /** Entries of every family, as text. */
  private static List<String> contents(Disk disk) {
    List<String> all = new ArrayList<>();
    for (Family family : Family.values()) {
      disk.walk(
          family,
          cursor -> {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
              all.add(family + " " + Bytes.of(cursor.key()) + " " + Bytes.of(cursor.value()));
            }
            return true;
          });
    }
    return all;
  }

  @Test
  void randomBatches_haveTheEffectOfTheOrdinaryCalls() throws RocksDBException {
    Random random = new Random(seed);
    try (Disk ours = Disk.open(folder.resolve("ours"));
        Disk theirs = Disk.open(folder.resolve("theirs"))) {
      for (int run = 0; run < 60; run++) {
        Batch batch = new Batch();
        try (WriteBatch calls = new WriteBatch()) {
          int count = random.nextInt(50);
          for (int i = 0; i < count; i++) {
            Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
            byte[] key = TestState.randomBytes(random, 1, random.nextInt(10) == 0 ? 1024 : 2);
            if (random.nextInt(3) == 0) {
              batch.delete(family, key);
              theirs.delete(calls, family, key);
            } else {
              byte[] value = TestState.randomBytes(random, 0, random.nextInt(9) == 0 ? 40000 : 200);
              batch.put(family, key, value);
              theirs.put(calls, family, key, value);
            }
          }
          assertThat(Arrays.equals(batch.toBytes(), calls.data()))
              .as("-Dtenor.seed=%d", seed)
              .isTrue();
          ours.write(batch, run % 2 == 0);
          theirs.write(calls);
        }
        assertThat(contents(ours)).as("-Dtenor.seed=%d", seed).isEqualTo(contents(theirs));
      }
    }
  }
}
