package tenor.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures a store, not a test: {@code StoreMeter FOLDER LEAVES [BLOCKS]}. Keys have 32 bytes,
 * values 200; a block changes 10 000 keys at random. The folder is filled on the first run and used
 * as it is afterwards. Times are in milliseconds, the middle one of all blocks.
 */
final class StoreMeter {
  private static final int CHANGES = 10_000;
  private static final int FILL = 100_000;
  private static final Components ONE =
      Components.of(List.of(Component.founding(1, "leaves", new byte[] {1})));

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
  private final Random random = new Random(42);
  private final Store store;
  private final int leaves;

  private StoreMeter(Store store, int leaves) {
    this.store = store;
    this.leaves = leaves;
  }

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    new Random(number * 0x9e3779b97f4a7c15L).nextBytes(key);
    key[0] = 1;
    return key;
  }

  private byte[] value() {
    byte[] value = new byte[200];
    random.nextBytes(value);
    return value;
  }

  private void say(String what, double value) {
    out.printf(Locale.ROOT, "%-36s %12.2f%n", what, value);
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private void fill() {
    long begun = System.nanoTime();
    for (int from = (int) store.current().size() - 1; from < leaves; from += FILL) {
      Changes changes = new Changes();
      for (int i = from; i < Math.min(from + FILL, leaves); i++) {
        changes.put(key(i), value());
      }
      store.commit(store.stage(store.height() + 1, changes));
    }
    say("fill ms", millis(begun));
  }

  private void blocks(int blocks) {
    double[] staging = new double[blocks];
    double[] committing = new double[blocks];
    double[] both = new double[blocks];
    double[] cpu = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      Changes changes = new Changes();
      while (changes.size() < CHANGES) {
        changes.put(key(random.nextInt(leaves)), value());
      }
      long cpuBegun = cpuNanos();
      long begun = System.nanoTime();
      Staged staged = store.stage(store.height() + 1, changes);
      staging[b] = millis(begun);
      long staged2 = System.nanoTime();
      store.commit(staged);
      committing[b] = millis(staged2);
      both[b] = staging[b] + committing[b];
      cpu[b] = (cpuNanos() - cpuBegun) / 1e6;
    }
    say("stage ms", middle(staging));
    say("commit ms", middle(committing));
    say("both ms", middle(both));
    say("fastest both ms", both[0]);
    say("processor ms of all threads", middle(cpu));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private void reads() {
    byte[][] keys = new byte[20_000][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(random.nextInt(leaves));
      store.current().leaf(keys[i]);
    }
    double reads = 0;
    for (int run = 0; run < 8; run++) {
      long begun = System.nanoTime();
      View view = store.current();
      for (int i = 0; i < 1_000_000; i++) {
        if (view.leaf(keys[i % keys.length]).isEmpty()) {
          throw new IllegalStateException("a key is missing");
        }
      }
      reads = Math.max(reads, 1_000_000 / millis(begun) * 1000);
    }
    say("cached reads per s", reads);
    double proofs = 0;
    for (int run = 0; run < 5; run++) {
      long begun = System.nanoTime();
      View view = store.current();
      for (byte[] key : keys) {
        if (view.prove(key).isEmpty()) {
          throw new IllegalStateException("a key is missing");
        }
      }
      proofs = Math.max(proofs, keys.length / millis(begun) * 1000);
    }
    say("proofs per s", proofs);
  }

  private void scan() {
    long begun = System.nanoTime();
    int count = 0;
    for (var all = store.current().leaves(); all.hasNext(); all.next()) {
      count++;
    }
    say("scanned leaves per s", count / millis(begun) * 1000);
  }

  private void memory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    say("heap MB", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
  }

  /** Measures. */
  public static void main(String[] args) {
    int leaves = Integer.parseInt(args[1]);
    int blocks = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    long begun = System.nanoTime();
    StoreOptions options =
        StoreOptions.DEFAULT
            .withPageMemory(Long.getLong("pages", 2048) << 20)
            .withValueCache(Long.getLong("values", 512) << 20);
    try (Store store = Store.open(Path.of(args[0]), ONE, options)) {
      StoreMeter meter = new StoreMeter(store, leaves);
      meter.say("open ms", millis(begun));
      meter.fill();
      meter.memory();
      meter.blocks(blocks);
      meter.reads();
      meter.scan();
      meter.memory();
    }
  }
}
