package tenor.testnet.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small file system in memory, which can be filled and made read-only. Whoever mounts it is in a
 * mount namespace of his own, so that it is gone with his process.
 */
public final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";

  private static final long KEEP_MILLIS = 300;

  private final Path folder;
  private @Nullable Thread keeper;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one on a folder, whose files are hidden until it is closed.
   *
   * @throws IOException if that is not permitted
   */
  public static SmallDisk mount(Path folder, int mebibytes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String size = "size=" + mebibytes + "m";
    run(List.of("mount", "-t", "tmpfs", "-o", size, "tenor-small-disk", folder.toString()));
    return new SmallDisk(folder);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  /** The folder it is mounted on. */
  public Path folder() {
    return folder;
  }

  /** Takes all room but so many bytes, and soon after that too, and whatever is given back. */
  public void fill(long leave) throws IOException {
    Path filler = folder.resolve(FILLER);
    takeAll(filler);
    try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, channel.size() - leave));
    }
    Thread before = keeper;
    if (before == null) {
      keeper = Thread.ofPlatform().daemon().name("filler").start(() -> keepFull(filler));
    }
  }

  /** Until it is interrupted. */
  private static void keepFull(Path filler) {
    try {
      while (true) {
        Thread.sleep(KEEP_MILLIS);
        takeAll(filler);
      }
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void takeAll(Path filler) throws IOException {
    byte[] zeros = new byte[1 << 16];
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Gives the room back. */
  public void free() throws IOException, InterruptedException {
    Thread before = keeper;
    if (before != null) {
      before.interrupt();
      before.join();
      keeper = null;
    }
    Files.deleteIfExists(folder.resolve(FILLER));
  }

  /** Makes it read-only, which nobody may have a file open for, or writable again. */
  public void readOnly(boolean on) throws IOException, InterruptedException {
    run(List.of("mount", "-o", "remount," + (on ? "ro" : "rw"), folder.toString()));
  }

  /** Takes it away, with all that is on it. */
  @Override
  public void close() throws IOException {
    try {
      run(List.of("umount", "--lazy", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
