package tenor.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.node.config.NodeHome;

/**
 * Ends the CometBFT that a killed node left behind. Without its application CometBFT begins to shut
 * down but waits for answers that never come, and so keeps its ports and its database. To kill it
 * loses nothing: what it had not written is in its write-ahead log or with its peers.
 */
final class OrphanEngine {
  private static final Logger log = LoggerFactory.getLogger(OrphanEngine.class);
  private static final long WAIT_SECONDS = 10;

  private OrphanEngine() {}

  /**
   * Ends it if it is there. The caller holds the node's lock, so it is nobody else's.
   *
   * @throws IOException if it cannot be ended
   */
  static void end(NodeHome home) throws IOException {
    Optional<ProcessHandle> found = find(home);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle orphan = found.get();
    log.warn("CometBFT {} was left behind by a node that was killed: it is ended", orphan.pid());
    orphan.destroyForcibly();
    try {
      orphan.onExit().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(
          "CometBFT " + orphan.pid() + " of " + home.folder() + " does not end: kill it first", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while CometBFT " + orphan.pid() + " ended", e);
    }
  }

  private static Optional<ProcessHandle> find(NodeHome home) throws IOException {
    try {
      long pid = Long.parseLong(Files.readString(home.enginePid()).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(each -> runs(each, home));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  // The number may have been given to another program since: ours names its home.
  private static boolean runs(ProcessHandle process, NodeHome home) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
          .contains(home.engine().toString());
    } catch (IOException e) {
      return false;
    }
  }
}
