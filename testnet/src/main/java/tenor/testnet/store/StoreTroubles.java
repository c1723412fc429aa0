package tenor.testnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tenor.state.StateCheck;
import tenor.testnet.faults.Report;

/**
 * What a store does on a disk that is full, read-only or not permitted, and when another process
 * has it open: it stops with a clear message, and goes on once that is mended, with every block.
 */
public final class StoreTroubles {
  private static final int MEBIBYTES = 160;
  private static final int LARGEST_REST = 3 << 20;

  /** Takes from root what lets it pass permissions by. */
  private static final List<String> WITHOUT_PRIVILEGE =
      List.of(
          "setpriv",
          "--bounding-set=-dac_override,-dac_read_search",
          "--inh-caps=-dac_override,-dac_read_search");

  private final Report report;
  private final Random random;
  private final Path folder;
  private final Life life;
  private final Model model;
  private final Path library;

  /** Troubles of a store of this seed, in a folder where a small disk can be mounted. */
  public StoreTroubles(Report report, long seed, Path folder) throws IOException {
    this.report = report;
    this.random = new Random(seed);
    this.folder = folder;
    this.life = Life.of(seed, 1, false);
    this.model = new Model(life);
    this.library = NativeLibrary.unpack(Files.createDirectories(folder.resolveSibling("library")));
  }

  /** All of them; the disk is filled so often. */
  public void run(int fills) throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder, MEBIBYTES)) {
      for (int i = 1; i <= fills; i++) {
        full(disk, "full disk " + i);
      }
      readOnly(disk);
      for (String path : List.of("state", "state/db", "state/db/CURRENT", "state/db/*.sst")) {
        denied(path);
      }
      twice();
    }
  }

  private Victim start() throws IOException {
    return start(List.of(), model.height(), model.height());
  }

  /** Starts one by way of another program, on a store at one of some heights. */
  private Victim start(List<String> by, long least, long most) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.addAll(Worker.command(folder, life, library));
    return Victim.start(command, folder.resolveSibling("worker.log"), least, most, random);
  }

  private void full(SmallDisk disk, String what) throws IOException, InterruptedException {
    int rest = random.nextInt(3) == 0 ? 0 : random.nextInt(LARGEST_REST);
    Victim.Said said = start().stopAfter(() -> disk.fill(rest));
    stopped(what, said, "NO_SPACE", "free some space and start again, nothing is lost");
    // a start on the full disk is no better, and does no harm either
    disk.fill(0);
    Victim.Said again = start(List.of(), said.least(), said.most()).stopped();
    stopped(what + ", started as it is", again, "NO_SPACE", "free some space");
    disk.free();
    sound(what, again);
  }

  private void readOnly(SmallDisk disk) throws IOException, InterruptedException {
    disk.readOnly(true);
    stopped("read-only", start().stopped(), "ACCESS", "is not read-only, and start again");
    StateCheck.Report walk =
        StateCheck.run(
            folder.resolve(Worker.STORE), Life.COMPONENTS, true, StateCheck.Watcher.NONE);
    report.check(
        walk.isSound() && walk.height() == model.height(),
        "read-only: the walk needs no right to write",
        walk.damages().toString());
    disk.readOnly(false);
    goesOn("read-only");
  }

  /** Takes the permissions of a file or folder, for a process that root's do not help. */
  private void denied(String pattern) throws IOException, InterruptedException {
    Path path = first(pattern);
    String what = "no permission for " + folder.relativize(path);
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    Victim.Said said = start(WITHOUT_PRIVILEGE, model.height(), model.height()).stopped();
    Files.setPosixFilePermissions(path, before);
    stopped(what, said, "ACCESS", "belongs to this user");
    goesOn(what);
  }

  private Path first(String pattern) throws IOException {
    if (!pattern.contains("*")) {
      return folder.resolve(pattern);
    }
    Path parent = folder.resolve(pattern).getParent();
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(file -> file.toString().endsWith(pattern.replaceAll(".*\\*", "")))
          .min(Path::compareTo)
          .orElseThrow(() -> new IOException("there is no " + pattern));
    }
  }

  private void twice() throws IOException, InterruptedException {
    Victim.Said[] second = new Victim.Said[1];
    Victim.Said said = start().killAfter(model.height() + 20, () -> second[0] = start().stopped());
    stopped(
        "a second process", second[0], "LOCKED", "another process has it open; stop that process");
    sound("a second process, the first goes on", said);
  }

  private void stopped(String what, Victim.Said said, String reason, String words) {
    boolean clear = said.stop().startsWith(reason + " ") && said.stop().contains(words);
    report.check(
        clear && said.faults().isEmpty(),
        what + ": it stops and says: " + cut(said.stop()),
        said.stop() + " " + said.faults());
  }

  private static String cut(String text) {
    int end = text.indexOf(" (");
    return end < 0 ? text : text.substring(0, end);
  }

  /** It works again once mended, and is killed then. */
  private void goesOn(String what) throws IOException, InterruptedException {
    sound(what, start().killAfter(model.height() + 10));
  }

  private void sound(String what, Victim.Said said) throws IOException {
    List<String> wrong = new Probe(folder, life, model, random).run(said);
    report.check(
        wrong.isEmpty(),
        what + ": mended, it has every block up to height " + model.height(),
        String.join("; ", wrong));
  }
}
