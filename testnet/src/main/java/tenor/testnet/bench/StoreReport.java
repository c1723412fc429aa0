package tenor.testnet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import tenor.testnet.Terminal;

/**
 * The table of a measurement: our figures, the rival's, their ratio, and the bounds of the project.
 *
 * <p>Reads a folder of files {@code <tenor|rival>.<leaves>.<phase>.json} and writes all of them as
 * one JSON file if a second argument names it.
 */
public final class StoreReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int MILLION = 1_000_000;
  private final ObjectNode all = JSON.createObjectNode();
  private final List<String> lines = new ArrayList<>();

  private StoreReport() {}

  /** Arguments: the folder of the figures, and optionally the file to write. */
  public static void main(String[] args) throws IOException {
    StoreReport report = new StoreReport();
    report.readAll(Path.of(args[0]));
    report.table();
    report.lines.forEach(Terminal.OUT::println);
    if (args.length > 1) {
      Files.writeString(Path.of(args[1]), JSON.writeValueAsString(report.all) + "\n");
    }
  }

  private void readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String[] name = file.getFileName().toString().split("\\.", -1);
        all.withObject("/" + name[1] + "/" + name[0] + "/" + name[2])
            .setAll((ObjectNode) JSON.readTree(file.toFile()));
      }
    }
  }

  private void table() {
    line("leaves", "figure", "tenor", "iavl", "ratio", "must", "aim");
    TreeSet<Integer> sizes = new TreeSet<>();
    all.fieldNames().forEachRemaining(name -> sizes.add(Integer.valueOf(name)));
    for (int size : sizes) {
      requireSameWork(size, "commit");
      requireSameWork(size, "mixed");
      rows(size);
    }
  }

  /** The ratio of two programs that did different work would mean nothing. */
  private void requireSameWork(int size, String phase) {
    JsonNode ours = at(size, "tenor", phase, "workload");
    JsonNode theirs = at(size, "rival", phase, "workload");
    if (!ours.isMissingNode() && !theirs.isMissingNode() && !ours.equals(theirs)) {
      throw new IllegalStateException("the two programs made different blocks at " + size);
    }
  }

  private void rows(int size) {
    String must = size >= MILLION ? "6 x" : "3 x";
    String aim = size >= MILLION ? "15 x" : "6 x";
    if (size > MILLION) {
      ofMillion(size);
    } else {
      blocks(size, "commit", "blockMillis", "10 000 changes, durable, ms", must, aim);
    }
    cache(size, "default", "iavl with the SDK's default cache");
    cache(size, "roomy", "iavl with twice the cache");
    blocks(size, "mixed", "blockMillis", "a tenth inserted or deleted, ms", "", "");
    blocks(size, "commit", "processorMillis", "processor time of the first, ms", "", "");
    less(size, "commit", "batchBytesPerChange", "bytes to the engine per change", "2 x");
    less(size, "commit", "deviceBytesPerChange", "bytes to the device per change", "");
    more(size, "read", "proofsPerSecond", "proofs per second and core", "2 x");
    plain(size, "read", "proofBytes", 1, "bytes of a proof", "");
    best(size);
    more(size, "read", "anyReadsPerSecond", "reads of any key per second", "");
    plain(size, "read", "coldReadMicros", 1, "cold read, µs", "");
    plain(
        size,
        "commit",
        "heapBytes",
        1 << 20,
        "heap after commits, MiB",
        size > MILLION ? "1024" : "");
    plain(size, "commit", "residentBytes", 1 << 20, "resident after commits, MiB", "");
    plain(size, "commit", "openMillis", 1000, "open, s", size > MILLION ? "20 (5)" : "");
    plain(
        size,
        "read",
        "openMillis",
        1000,
        "open, nothing cached, s",
        size > MILLION ? "20 (5)" : "");
  }

  private void blocks(int size, String phase, String field, String name, String must, String aim) {
    double[] ours = times(size, "tenor", phase, field);
    double[] theirs = times(size, "rival", phase, field);
    if (ours.length > 0) {
      line(
          text(size),
          name,
          spread(ours),
          spread(theirs),
          ratio(middle(theirs), middle(ours)),
          must,
          aim);
    }
  }

  /** The rival with another cache, beside our figure. */
  private void cache(int size, String phase, String name) {
    double[] theirs = times(size, "rival", phase, "blockMillis");
    double[] ours = times(size, "tenor", "commit", "blockMillis");
    if (theirs.length > 0) {
      line(text(size), name, "", spread(theirs), ratio(middle(theirs), middle(ours)), "", "");
    }
  }

  /** The rival is not measured here: the bound is our own time on a million. */
  private void ofMillion(int size) {
    double[] ours = times(size, "tenor", "commit", "blockMillis");
    double[] million = times(MILLION, "tenor", "commit", "blockMillis");
    if (ours.length > 0) {
      line(
          text(size),
          "10 000 changes, durable, ms",
          spread(ours),
          "",
          ratio(middle(ours), middle(million)) + " own",
          "1.5 x own",
          "");
    }
  }

  private double[] times(int size, String who, String phase, String field) {
    JsonNode list = at(size, who, phase, field);
    double[] times = new double[list.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = list.get(i).asDouble();
    }
    return times;
  }

  private static double middle(double[] times) {
    return times.length == 0 ? Double.NaN : Probe.median(times);
  }

  /** Median, and least to greatest. */
  private static String spread(double[] times) {
    if (times.length == 0) {
      return "";
    }
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return number(middle(times))
        + " ("
        + number(sorted[0])
        + "–"
        + number(sorted[sorted.length - 1])
        + ")";
  }

  private void more(int size, String phase, String field, String name, String must) {
    double ours = number(size, "tenor", phase, field);
    double theirs = number(size, "rival", phase, field);
    row(size, name, ours, theirs, ratio(ours, theirs), must);
  }

  private void less(int size, String phase, String field, String name, String must) {
    double ours = number(size, "tenor", phase, field);
    double theirs = number(size, "rival", phase, field);
    row(size, name, ours, theirs, ratio(theirs, ours), must);
  }

  /** The rival reads cached keys with its fast index or without: the better figure counts. */
  private void best(int size) {
    double ours = number(size, "tenor", "read", "cachedReadsPerSecond");
    double slow = number(size, "rival", "read", "cachedReadsPerSecond");
    double fast = number(size, "rival", "fast", "cachedReadsPerSecond");
    double theirs = Double.isNaN(fast) ? slow : Math.max(slow, fast);
    row(size, "reads of cached keys per second", ours, theirs, ratio(ours, theirs), "1 000 000");
  }

  private void plain(int size, String phase, String field, double unit, String name, String must) {
    double ours = number(size, "tenor", phase, field) / unit;
    double theirs = number(size, "rival", phase, field) / unit;
    row(size, name, ours, theirs, "", must);
  }

  private void row(int size, String name, double ours, double theirs, String ratio, String must) {
    if (!Double.isNaN(ours)) {
      line(text(size), name, number(ours), number(theirs), ratio, must, "");
    }
  }

  private void line(String... cells) {
    lines.add(
        String.format(
            Locale.ROOT, "| %10s | %-32s | %22s | %22s | %9s | %9s | %5s |", (Object[]) cells));
    if (lines.size() == 1) {
      lines.add("|---:|---|---:|---:|---:|---:|---:|");
    }
  }

  private double number(int size, String who, String phase, String field) {
    JsonNode node = at(size, who, phase, field);
    return node.isMissingNode() ? Double.NaN : node.asDouble();
  }

  private JsonNode at(int size, String who, String phase, String field) {
    return all.at("/" + size + "/" + who + "/" + phase + "/" + field);
  }

  private static String ratio(double above, double below) {
    return Double.isNaN(above / below) ? "" : String.format(Locale.ROOT, "%.1f x", above / below);
  }

  private static String text(int size) {
    return number(size);
  }

  /** Thousands apart; decimals only where they say something. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value).replace(',', ' ');
  }
}
