package tenor.testnet.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.state.Changes;
import tenor.state.Component;
import tenor.state.Components;
import tenor.state.Store;
import tenor.state.StoreOptions;
import tenor.testnet.Terminal;

/**
 * One phase of the measurement of the store, its figures as one JSON object on standard output;
 * {@code benchmarks/store/run} runs all, beside the rival's.
 */
@Command(name = "store-benchmark", description = "Measure the store, one phase per process.")
public final class StoreBenchmark implements Callable<Integer> {
  /** What a leaf takes in the memory of pages: as an operator would set it for so many. */
  private static final long PAGE_BYTES = 160;

  private static final Components COMPONENTS =
      Components.of(
          List.of(Component.founding(Workload.COMPONENT, "benchmark", new byte[] {8, 1})));

  enum Phase {
    LOAD,
    COMMIT,
    READ
  }

  @Parameters(paramLabel = "PHASE", description = "load, commit or read.")
  private Phase phase = Phase.LOAD;

  @Option(names = "--folder", required = true, description = "Folder of the store.")
  private Path folder = Path.of("");

  @Option(names = "--leaves", description = "Leaves of the tree.")
  private int leaves = 100_000;

  @Option(names = "--blocks", description = "Blocks to measure.")
  private int blocks = 15;

  @Option(names = "--warmup", description = "Blocks before them.")
  private int warmup = 5;

  @Option(names = "--changes", description = "Changes of a block.")
  private int changes = 10_000;

  @Option(names = "--seed", description = "Seed of the workload.")
  private long seed = 1;

  @Option(names = "--seconds", description = "Seconds of each rate.")
  private double seconds = 5;

  @Option(names = "--mixed", description = "A tenth are insertions and deletions.")
  private boolean mixed;

  private final ObjectNode result = new JsonMapper().createObjectNode();

  private StoreBenchmark() {}

  /** Runs a phase and ends the process. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new StoreBenchmark());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() {
    switch (phase) {
      case LOAD -> load();
      case COMMIT -> commit();
      case READ -> read();
    }
    Terminal.OUT.println(result);
    return 0;
  }

  private Store open() {
    long from = System.nanoTime();
    long pages = Math.max(StoreOptions.DEFAULT.pageMemory(), PAGE_BYTES * leaves);
    Store store = Store.open(folder, COMPONENTS, StoreOptions.DEFAULT.withPageMemory(pages));
    result.put("openMillis", Probe.millis(from));
    return store;
  }

  /** Fills the tree in blocks of 50 000 leaves. */
  private void load() {
    try (Store store = open()) {
      long from = System.nanoTime();
      for (int i = 0; i < leaves; ) {
        Changes block = new Changes();
        for (int end = Math.min(leaves, i + 50_000); i < end; i++) {
          block.put(Workload.key(i), Workload.value(i));
        }
        store.commit(store.stage(store.height() + 1, block));
        tell(i + " of " + leaves + " leaves, " + Math.round(Probe.millis(from) / 1000) + " s");
      }
      result.put("loadSeconds", Probe.millis(from) / 1000);
    }
  }

  private void commit() {
    long device = Probe.deviceBytes();
    try (Store store = open()) {
      Reads.all(store);
      Reads.allPages(store);
      blocks(store);
      result.put("heapBytes", Probe.heapBytes());
      result.put("residentBytes", Probe.residentBytes());
    }
    result.put(
        "deviceBytesPerChange",
        (Probe.deviceBytes() - device) / (double) ((blocks + warmup) * changes));
  }

  private void blocks(Store store) {
    Workload workload = new Workload(leaves, seed, mixed);
    Probe.WriteAheadLog log = new Probe.WriteAheadLog(folder);
    long logged = 0;
    for (int i = -warmup; i < blocks; i++) {
      logged = i <= 0 ? log.bytes() : logged;
      List<Workload.Op> ops = workload.block(changes);
      double processor = Probe.processorMillis();
      double took = commit(store, ops);
      processor = Probe.processorMillis() - processor;
      log.bytes();
      tell(
          "block "
              + (i + 1)
              + " of "
              + blocks
              + ", "
              + Math.round(took)
              + " ms, "
              + Math.round(processor)
              + " of processors");
      if (i >= 0) {
        result.withArray("blockMillis").add(took);
        result.withArray("processorMillis").add(processor);
      }
    }
    result.put("batchBytesPerChange", (log.bytes() - logged) / (double) (blocks * changes));
    result.put("workload", workload.digest());
  }

  private static double commit(Store store, List<Workload.Op> ops) {
    long from = System.nanoTime();
    Changes block = new Changes();
    for (Workload.Op op : ops) {
      byte[] value = op.value();
      if (value == null) {
        block.delete(op.key());
      } else {
        block.put(op.key(), value);
      }
    }
    store.commit(store.stage(store.height() + 1, block));
    return Probe.millis(from);
  }

  private void read() {
    try (Store store = open()) {
      new Reads(store, leaves, seconds, seed + 1).measure(result);
      result.put("heapBytes", Probe.heapBytes());
      result.put("residentBytes", Probe.residentBytes());
    }
  }

  private static void tell(String progress) {
    Terminal.ERR.println("tenor: " + progress);
  }
}
