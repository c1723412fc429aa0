package tenor.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Protects a validator from signing twice: one process per home, and no key without its sign state.
 *
 * <p>Held while the engine runs. It cannot know of a copy of the key in another home.
 */
public final class ValidatorGuard implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private ValidatorGuard(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock of a home.
   *
   * @throws HomeRefusedException if another process has it, or the key's sign state is missing or
   *     damaged
   */
  public static ValidatorGuard take(Path home) throws IOException {
    EngineFiles files = new EngineFiles(home);
    if (Files.exists(files.validatorKey())) {
      requireSignState(files);
    }
    FileChannel channel =
        FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new HomeRefusedException(
          home
              + " is in use by another process: stop that node first (its key must not sign"
              + " twice)");
    }
    return new ValidatorGuard(channel, lock);
  }

  static void requireSignState(EngineFiles files) throws IOException {
    Path state = files.signState();
    if (!Files.exists(state)) {
      throw new HomeRefusedException(
          state
              + " is missing though the key exists, so what it signed is unknown: restore the file"
              + " from where the node last ran, or give the validator a new key");
    }
    if (KeyFiles.signedHeight(state) < 0) {
      throw new HomeRefusedException(
          state + " is damaged: restore it, or give the validator a new key");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // this very process has it
    }
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
