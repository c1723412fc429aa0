package tenor.testnet.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import tenor.state.Progress;
import tenor.state.Snapshots;
import tenor.state.Store;
import tenor.state.StoreException;
import tenor.state.StoreException.Reason;
import tenor.state.StoreOptions;
import tenor.state.View;

/**
 * The process that is killed: it commits the blocks of a {@link Life} and says what is done, makes
 * snapshots beside it, goes back some heights now and then, and closes and opens the store.
 *
 * <p>Its words, a line each: {@code open} before it opens the store, {@code at H} once that is open
 * at height H, {@code commit H} once height H is committed, {@code back H} before it goes back to
 * H, {@code close} before it closes, {@code migrate} after a step of a migration, {@code prune} as
 * it begins to remove many heights at once, {@code stop REASON …} if the store cannot go on.
 */
public final class Worker {
  /** The folder of snapshots in the folder of a life. */
  static final String SNAPSHOTS = "snapshots";

  /** What making a snapshot may run into: the end of the store or of its height, a full disk. */
  private static final Set<Reason> HARMLESS =
      Set.of(Reason.CLOSED, Reason.NOT_RETAINED, Reason.NO_SPACE);

  /** The folder of the store in the folder of a life. */
  static final String STORE = "state";

  private static final int MOST_BLOCKS = 600;
  private static final int PACE_MILLIS = 25;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Path folder;
  private final Life life;
  private final Random random = new Random();
  private final AtomicReference<View> shown = new AtomicReference<>();
  private int made;

  private Worker(Path folder, Life life) {
    this.folder = folder;
    this.life = life;
  }

  /** The command of a process that does this until it is killed. */
  static List<String> command(Path folder, Life life, Path library) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx256m",
            "-Djava.library.path=" + library));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(
        List.of(
            folder.toString(),
            Long.toString(life.seed()),
            Long.toString(life.number()),
            Boolean.toString(life.large())));
    return command;
  }

  /** Runs until it is killed. */
  public static void main(String[] args) {
    Life life =
        Life.of(Long.parseLong(args[1]), Long.parseLong(args[2]), Boolean.parseBoolean(args[3]));
    new Worker(Path.of(args[0]), life).run();
  }

  private void run() {
    Thread.ofPlatform().daemon().name("snapshots").start(this::snapshots);
    Thread.ofPlatform().daemon().name("parent").start(Worker::endWithParent);
    try {
      while (true) {
        once();
      }
    } catch (StoreException e) {
      out.println("stop " + e.reason() + " " + e.getMessage());
      System.exit(1);
    }
  }

  /** Nobody would stop it if the process that does were gone. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    } catch (IOException e) {
      // as if it ended
    }
    Runtime.getRuntime().halt(1);
  }

  private void once() {
    // a smaller retention than the last time's leaves much to remove
    boolean less = random.nextInt(2) == 0;
    StoreOptions options =
        less ? life.options().withRetainedHeights(life.fewest()) : life.options();
    out.println("open");
    try (Store store = Store.open(folder.resolve(STORE), Life.COMPONENTS, options, this::watched)) {
      out.println("at " + store.height());
      commit(store, 1);
      if (less) {
        out.println("prune");
      }
      commit(store, 50 + random.nextInt(400));
      out.println("close");
    }
  }

  private Progress watched(String what, String unit) {
    return what.startsWith("migration") ? (done, total) -> out.println("migrate") : Progress.NONE;
  }

  private void commit(Store store, int blocks) {
    for (int i = 0; i < blocks; i++) {
      // whoever checks has to make each block too
      if (++made > MOST_BLOCKS) {
        pause(PACE_MILLIS);
      }
      if (random.nextInt(100) == 0 && store.height() > 20) {
        back(store);
      }
      long next = store.height() + 1;
      store.commit(store.stage(next, life.changes(next)));
      out.println("commit " + next);
      shown.set(store.current());
    }
  }

  private void back(Store store) {
    long least = Math.max(12, store.oldestHeight());
    long to = Math.max(least, store.height() - random.nextInt(8));
    if (to < store.height()) {
      out.println("back " + to);
      store.rollbackTo(to);
      out.println("at " + to);
    }
  }

  private void snapshots() {
    Snapshots snapshots = Snapshots.in(folder.resolve(SNAPSHOTS));
    while (true) {
      View view = shown.getAndSet(null);
      if (view != null) {
        try {
          snapshots.make(view, Progress.NONE);
          snapshots.keep(2);
        } catch (StoreException e) {
          if (!HARMLESS.contains(e.reason())) {
            out.println("fault " + e);
          }
        } catch (RuntimeException e) {
          out.println("fault " + e + " at " + Arrays.asList(e.getStackTrace()));
        }
      }
      pause(random.nextInt(40));
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
