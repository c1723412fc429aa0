package tenor.testnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tenor.testnet.TestnetUsage;
import tenor.testnet.faults.Report;

/** Kills a process that writes a store, again and again, and checks the store each time. */
@Command(
    name = "store-kills",
    description = {
      "Kill (SIGKILL) a process that commits blocks, goes back, makes snapshots, prunes and"
          + " migrates, at",
      "random moments of each, and as certain files appear. After each kill every leaf is walked",
      "against the app hash, and the store is opened and compared with a model made from the seed:",
      "its height, its leaves, what it held at retained heights, its snapshots, its files."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Examples:",
      "  testnet/faults/store-kills --quick",
      "  testnet/faults/store-kills --times 1000 --seed 7"
    })
public final class StoreKills implements Callable<Integer> {
  private static final int QUICK = 40;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "How many kills (default: 1000; 40 with --quick).")
  private int times;

  @Option(names = "--quick", description = "A small run, as before every landing.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what is left to chance (default: another every time; it is printed).")
  private long seed = new Random().nextInt(1_000_000);

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Stores that are worked on at a time (default: ${DEFAULT-VALUE}).")
  private int lanes = Math.min(2, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder of the stores it makes (default: testnet/.faults/stores).")
  private @Nullable Path home;

  private final Report report = new Report("store-kills");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (times < 0 || lanes < 1) {
      throw new TestnetUsage("--times and --lanes: expected numbers above 0");
    }
    int wanted = times > 0 ? times : quick ? QUICK : 1000;
    Path folder = folder();
    Files.createDirectories(folder);
    report.progress("seed " + seed + ", " + wanted + " kills, stores in " + folder);
    Kills kills = new Kills(report, seed, wanted, NativeLibrary.unpack(folder));
    run(kills, folder);
    kills.finish();
    return report.finish();
  }

  private Path folder() {
    Path root = Path.of(System.getProperty("tenor.root", "."));
    Path chosen = home != null ? home : root.resolve("testnet/.faults/stores");
    return chosen.toAbsolutePath().normalize();
  }

  private void run(Kills kills, Path folder) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < lanes; i++) {
        Lane lane = new Lane(kills, folder, i);
        running.add(
            threads.submit(
                () -> {
                  lane.run();
                  return true;
                }));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the check itself failed, --seed " + seed + ": " + e, e);
    } finally {
      threads.shutdownNow();
    }
  }
}
