package tenor.state;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures what a large group costs that someone makes by choosing keys: an update and a proof in
 * it, beside an honest leaf of the same store. Prints a table; the figures are in decision record
 * 0003. It asserts nothing.
 */
final class LargeGroupCost {
  private static final int HONEST = 100_000;
  private static final int ROUNDS = 41;
  private static final byte[] VALUE = new byte[40];

  private LargeGroupCost() {}

  /**
   * Measures groups of the given sizes.
   *
   * @param words the sizes; 16, 10 000 and 100 000 if none
   */
  public static void main(String[] words) throws IOException {
    List<Integer> sizes =
        words.length == 0
            ? List.of(16, 10_000, 100_000)
            : Arrays.stream(words).map(Integer::valueOf).toList();
    StringBuilder table = new StringBuilder(128);
    table.append("group  hashes to choose it  depth  update ms  of which root  honest update ms");
    table.append("  100 updates ms  proof µs  honest proof µs\n");
    for (int size : sizes) {
      Path folder = Files.createTempDirectory("tenor-group");
      try {
        table.append(measure(size, folder)).append('\n');
      } finally {
        delete(folder);
      }
    }
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(table.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String measure(int size, Path folder) throws IOException {
    List<byte[]> chosen = new ArrayList<>();
    long hashes = choose(size, chosen);
    Components components =
        Components.of(List.of(Component.founding(1, "accounts", new byte[] {1})));
    try (Store store = Store.open(folder, components, StoreOptions.DEFAULT)) {
      fill(store, components, chosen);
      Random random = new Random(3);
      double[] update = updates(store, chosen, 1, random);
      double[] honest = updates(store, honest(), 1, random);
      double[] many = updates(store, chosen, Math.min(100, size), random);
      return String.join(
          "  ",
          Integer.toString(size),
          Long.toString(hashes),
          Integer.toString(depth(store, chosen.get(size / 2))),
          text(update[0]),
          text(update[1]),
          text(honest[0]),
          text(many[0]),
          text(proof(store, chosen, random)),
          text(proof(store, honest(), random)));
    }
  }

  /** Consecutive keys, all of level 0: they end no group, so they are one. */
  private static long choose(int size, List<byte[]> chosen) {
    long hashes = 0;
    for (long number = 0; chosen.size() < size; number++, hashes++) {
      byte[] key = TestState.key(1, (1L << 62) + number);
      if (Hashing.level(key) == 0) {
        chosen.add(key);
      }
    }
    return hashes;
  }

  private static List<byte[]> honest() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < HONEST; i++) {
      keys.add(TestState.key(1, i));
    }
    return keys;
  }

  private static void fill(Store store, Components components, List<byte[]> chosen) {
    Changes changes = components.founding();
    honest().forEach(key -> changes.put(key, VALUE));
    chosen.forEach(key -> changes.put(key, VALUE));
    store.commit(store.stage(1, changes));
  }

  private static int depth(Store store, byte[] key) {
    return store.current().prove(key).orElseThrow().key().proof().depth();
  }

  /** Median milliseconds of a commit of so many changes, and of its part until the root. */
  private static double[] updates(Store store, List<byte[]> keys, int count, Random random) {
    double[] whole = new double[ROUNDS];
    double[] root = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Changes changes = new Changes();
      for (int i = 0; i < count; i++) {
        byte[] value = VALUE.clone();
        random.nextBytes(value);
        changes.put(keys.get(random.nextInt(keys.size())), value);
      }
      long from = System.nanoTime();
      Staged staged = store.stage(store.height() + 1, changes);
      staged.appHash();
      long staging = System.nanoTime();
      store.commit(staged);
      whole[round] = (System.nanoTime() - from) / 1e6;
      root[round] = (staging - from) / 1e6;
    }
    return new double[] {median(whole), median(root)};
  }

  /** Median microseconds of a proof. */
  private static double proof(Store store, List<byte[]> keys, Random random) {
    double[] each = new double[2001];
    for (int i = 0; i < each.length; i++) {
      byte[] key = keys.get(random.nextInt(keys.size()));
      long from = System.nanoTime();
      KeyProof proof = store.current().prove(key).orElseThrow();
      each[i] = (System.nanoTime() - from) / 1e3;
      if (proof.key().proof().depth() == 0) {
        throw new IllegalStateException("a tree of many leaves has steps");
      }
    }
    return median(each);
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static String text(double number) {
    return String.format(java.util.Locale.ROOT, "%.2f", number);
  }
}
