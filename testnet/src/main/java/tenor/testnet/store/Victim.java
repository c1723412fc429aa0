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
import java.util.stream.Stream;

/** A worker that runs until a moment that chance picks, and what it said until then. */
final class Victim {
  /** What a worker said last about heights: the store is at one of these. */
  record Said(long least, long most, String last, List<String> faults) {}

  private static final long START_SECONDS = 60;
  private static final int OPENING_MILLIS = 250;
  private static final int WORKING_MILLIS = 200;
  private static final int EVENT_MILLIS = 600;

  private final Path folder;
  private final Process process;
  private final Random random;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch working = new CountDownLatch(1);
  private final List<String> faults = new ArrayList<>();
  private final Thread reader;
  private long least;
  private long most;
  private String last = "start";

  private Victim(Path folder, Process process, Random random, long height) {
    this.folder = folder;
    this.process = process;
    this.random = random;
    this.least = height;
    this.most = height;
    this.reader = Thread.ofPlatform().daemon().name("reader").start(this::read);
  }

  /** Starts one on a store that is at a height. */
  static Victim start(Path folder, Life life, long height, Path library, Random random)
      throws IOException {
    Process process =
        new ProcessBuilder(Worker.command(folder, life, library))
            .redirectError(folder.resolve("worker.log").toFile())
            .start();
    return new Victim(folder, process, random, height);
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
    }
  }

  // a kill can cut the last line short, never one before it
  private void heard(String line) {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "open" -> opening.countDown();
      case "at", "commit" -> {
        least = Long.parseLong(words[1]);
        most = least + 1;
        working.countDown();
      }
      case "back" -> {
        most = least;
        least = Long.parseLong(words[1]);
      }
      case "close" -> most = least;
      default -> faults.add(line);
    }
    last = words[0];
  }

  /** Kills it (SIGKILL) while it opens the store, works, or as soon as a file like this appears. */
  Said killAtRandom(boolean early) throws IOException, InterruptedException {
    require(opening);
    int die = early ? 0 : random.nextInt(100);
    String where;
    if (die < 25) {
      where = "opening";
      pause(OPENING_MILLIS);
    } else {
      require(working);
      where = die < 75 ? "working" : event();
      pause(die < 75 ? WORKING_MILLIS : 5);
    }
    return kill(where);
  }

  /** Lets it work until it has said that a height is committed, then kills it. */
  Said killAfter(long height) throws InterruptedException {
    require(working);
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
    if (!alive) {
      faults.add("it ended by itself, see " + folder.resolve("worker.log"));
    }
    return new Said(least, most, where.equals("opening") ? where : where + ":" + last, faults);
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
      Path parent = folder.resolve(part);
      if (Files.isDirectory(parent)) {
        try (Stream<Path> files = Files.list(parent)) {
          files.filter(file -> matcher.matches(file.getFileName())).forEach(found::add);
        }
      }
    }
    return found;
  }
}
