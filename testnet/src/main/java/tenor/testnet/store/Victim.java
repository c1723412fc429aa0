package tenor.testnet.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A worker that runs until a moment that chance picks, and what it said until then. */
final class Victim {
  /**
   * What a worker said until it ended.
   *
   * @param least the store is at this height at least
   * @param most and at this at most
   * @param highest it never was above this height
   * @param last what it did last
   * @param stop why it ended by itself: the reason and the message; empty if it was killed
   * @param faults what must not be
   */
  record Said(long least, long most, long highest, String last, String stop, List<String> faults) {}

  private static final long START_SECONDS = 60;
  private static final int OPENING_MILLIS = 250;
  private static final int WORKING_MILLIS = 200;
  private static final int EVENT_MILLIS = 600;
  private static final int PRUNING_SECONDS = 5;
  private static final int PRUNING_MILLIS = 40;
  private static final int STOP_SECONDS = 120;

  private final Path log;
  private final Process process;
  private final Random random;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch pruning = new CountDownLatch(1);
  private final AtomicInteger migrated = new AtomicInteger();
  private final List<String> faults = new ArrayList<>();
  private final Thread reader;
  private long least;
  private long most;
  private long highest;
  private String last = "start";
  private String stop = "";

  private Victim(Path log, Process process, Random random, long least, long most) {
    this.log = log;
    this.process = process;
    this.random = random;
    this.least = least;
    this.most = most;
    this.highest = most;
    this.reader = Thread.ofPlatform().daemon().name("reader").start(this::read);
  }

  /** Starts one on a store that is at a height. */
  static Victim start(Path folder, Life life, long height, Path library, Random random)
      throws IOException {
    Path log = folder.resolve("worker.log");
    return start(Worker.command(folder, life, library), log, height, height, random);
  }

  /** Starts one by a command, on a store that is at one of some heights. */
  static Victim start(List<String> command, Path log, long least, long most, Random random)
      throws IOException {
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    return new Victim(log, process, random, least, most);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      faults.add("its words cannot be read: " + e.getMessage());
    } finally {
      opening.countDown();
      working.countDown();
      pruning.countDown();
    }
  }

  // a kill can cut the last line short, never one before it
  private void heard(String line) {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "open" -> opening.countDown();
      case "migrate" -> migrated.incrementAndGet();
      case "prune" -> pruning.countDown();
      case "at", "commit" -> {
        least = Long.parseLong(words[1]);
        most = least + 1;
        highest = Math.max(highest, most);
        working.countDown();
      }
      case "back" -> {
        most = least;
        least = Long.parseLong(words[1]);
      }
      case "close" -> most = least;
      case "stop" -> {
        stop = words[1];
        return;
      }
      default -> faults.add(line);
    }
    last = words[0];
  }

  /** Kills it (SIGKILL) while it opens the store, works, or as something hard to meet happens. */
  Said killAtRandom() throws IOException, InterruptedException {
    require(opening);
    int die = random.nextInt(100);
    if (die < 25) {
      pause(OPENING_MILLIS);
      return kill("opening");
    }
    require(working);
    if (die < 65) {
      pause(WORKING_MILLIS);
      return kill("working");
    }
    return die < 80 ? killPruning() : killAtEvent();
  }

  /** Kills it as it removes the many heights that an opening with a smaller retention left. */
  private Said killPruning() throws InterruptedException {
    boolean begun = pruning.await(PRUNING_SECONDS, TimeUnit.SECONDS);
    pause(PRUNING_MILLIS);
    return kill(begun ? "pruning" : "working");
  }

  /** Kills it after some steps of a migration, or at work if there are fewer. */
  Said killMigrating(int steps) throws InterruptedException {
    require(opening);
    while (process.isAlive() && migrated.get() < steps && working.getCount() > 0) {
      Thread.onSpinWait();
    }
    pause(2);
    return kill(working.getCount() > 0 ? "migrating" : "working");
  }

  private Said killAtEvent() throws IOException, InterruptedException {
    String where = event();
    pause(5);
    return kill(where);
  }

  /** Something that is done to a store under a process that works on it. */
  interface Harm {
    void run() throws IOException, InterruptedException;
  }

  /** Does harm while it works, and waits until it has stopped by itself. */
  Said stopAfter(Harm harm) throws IOException, InterruptedException {
    require(working);
    pause(WORKING_MILLIS);
    harm.run();
    return stopped();
  }

  /** Waits until it has stopped by itself. */
  Said stopped() throws InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      faults.add("it did not stop in " + STOP_SECONDS + " s");
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    reader.join();
    if (stop.isEmpty()) {
      faults.add("it did not say why it stopped, see " + log);
    }
    return said("stopped");
  }

  /** Lets it work until it has said that a height is committed, then kills it. */
  Said killAfter(long height) throws IOException, InterruptedException {
    return killAfter(height, () -> {});
  }

  /** The same, with something done while it works. */
  Said killAfter(long height, Harm harm) throws IOException, InterruptedException {
    require(working);
    harm.run();
    while (process.isAlive() && least < height) {
      Thread.sleep(5);
    }
    return kill("working");
  }

  private Said kill(String where) throws InterruptedException {
    boolean alive = process.isAlive();
    // by its handle, which leaves the stream open for what was said before
    process.toHandle().destroyForcibly();
    process.waitFor();
    reader.join();
    if (!alive || !stop.isEmpty()) {
      faults.add("it ended by itself, see " + log + " " + stop);
    }
    return said(where);
  }

  private Said said(String where) {
    boolean plain = !where.equals("working");
    return new Said(least, most, highest, plain ? where : where + ":" + last, stop, faults);
  }

  private void require(CountDownLatch moment) throws InterruptedException {
    if (!moment.await(START_SECONDS, TimeUnit.SECONDS)) {
      faults.add("it did not start in " + START_SECONDS + " s");
    }
  }

  private void pause(int most) throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(random.nextInt(most * 1000));
  }

  /** Waits until a file of a moment that is hard to meet appears; not for ever. */
  private String event() throws IOException, InterruptedException {
    String name = List.of("snapshot", "tree", "table").get(random.nextInt(3));
    String pattern =
        switch (name) {
          case "snapshot" -> "unfinished-*";
          case "tree" -> "tree{.,-,_}*";
          default -> "*.sst";
        };
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<Path> before = matching(matcher);
    long end = System.nanoTime() + EVENT_MILLIS * 1_000_000L;
    while (System.nanoTime() < end && process.isAlive()) {
      if (!before.containsAll(matching(matcher))) {
        return name;
      }
    }
    return "working";
  }

  private List<Path> matching(PathMatcher matcher) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String part : List.of("state", "state/db", "snapshots")) {
      Path parent = log.resolveSibling(part);
      if (Files.isDirectory(parent)) {
        try (Stream<Path> files = Files.list(parent)) {
          files.filter(file -> matcher.matches(file.getFileName())).forEach(found::add);
        }
      }
    }
    return found;
  }
}
