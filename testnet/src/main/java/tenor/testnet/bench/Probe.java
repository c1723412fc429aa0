package tenor.testnet.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a process uses, as the operating system and the virtual machine tell. */
final class Probe {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Probe() {}

  /** Bytes that this process had written to the device so far, or will have when the cache is. */
  static long deviceBytes() {
    return field("/proc/self/io", "write_bytes:");
  }

  /** Resident memory. */
  static long residentBytes() {
    return field("/proc/self/status", "VmRSS:") * 1024;
  }

  private static long field(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is reachable on the heap, after a collection. */
  static long heapBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Processor time of the whole process so far. */
  static double processorMillis() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  static double millis(long fromNanos) {
    return (System.nanoTime() - fromNanos) / 1e6;
  }

  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /**
   * Calls of some work per second of this thread on a processor, so that other work on the machine
   * hardly counts: the median of five windows after one of warm-up.
   */
  static double rate(double seconds, Runnable work) {
    double[] rates = new double[5];
    for (int i = -1; i < rates.length; i++) {
      long calls = 0;
      long from = System.nanoTime();
      long processor = THREADS.getCurrentThreadCpuTime();
      while (System.nanoTime() - from < seconds * 2e8) {
        for (int j = 0; j < 64; j++) {
          work.run();
        }
        calls += 64;
      }
      if (i >= 0) {
        rates[i] = calls * 1e9 / (THREADS.getCurrentThreadCpuTime() - processor);
      }
    }
    return median(rates);
  }

  /**
   * Counts the bytes that RocksDB was handed, from its write-ahead log, which holds every batch as
   * it was: the sum of the greatest lengths seen of each log.
   */
  static final class WriteAheadLog {
    private final Path folder;
    private final Map<String, Long> lengths = new HashMap<>();

    WriteAheadLog(Path folder) {
      this.folder = folder;
    }

    long bytes() {
      see(folder.toFile());
      return lengths.values().stream().mapToLong(Long::longValue).sum();
    }

    // Files come and go while this looks; one that is gone has length 0.
    private void see(File file) {
      File[] inside = file.listFiles();
      if (inside != null) {
        Arrays.stream(inside).forEach(this::see);
      } else if (file.getName().endsWith(".log")) {
        lengths.merge(file.toString(), file.length(), Math::max);
      }
    }
  }
}
