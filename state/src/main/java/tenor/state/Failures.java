package tenor.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import tenor.state.StoreException.Reason;

/** Turns errors of RocksDB and the file system into what happened and what to do next. */
final class Failures {
  private Failures() {}

  static StoreException of(Path folder, RocksDBException cause) {
    Status status = cause.getStatus();
    String text = String.valueOf(cause.getMessage());
    return make(reason(status, text), folder, text, cause);
  }

  /**
   * A database that does not open. RocksDB names the damaged file only where a checksum fails;
   * where it stumbles over the contents first, the files are read to find it.
   */
  static StoreException opening(Path folder, RocksDBException cause) throws IOException {
    StoreException failure = of(folder, cause);
    if (failure.reason() != Reason.CORRUPT) {
      return failure;
    }
    String found =
        new StoreFiles(FrozenDisk.data(folder))
            .check(Progress.NONE).stream().map(Damage::toString).collect(Collectors.joining("; "));
    String text = (found.isEmpty() ? "" : found + "; ") + cause.getMessage();
    return make(failure.reason(), folder, text, cause);
  }

  static StoreException of(Path folder, IOException cause) {
    boolean named = cause instanceof FileSystemException;
    String text =
        (named ? cause.getClass().getSimpleName() + ": " : "") + String.valueOf(cause.getMessage());
    boolean access =
        cause instanceof AccessDeniedException || cause instanceof FileAlreadyExistsException;
    return make(access ? Reason.ACCESS : reason(null, text), folder, text, cause);
  }

  private static Reason reason(@Nullable Status status, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if ((status != null && status.getSubCode() == Status.SubCode.NoSpace)
        || lower.contains("no space left")) {
      return Reason.NO_SPACE;
    }
    if (status != null && status.getCode() == Status.Code.Corruption) {
      return Reason.CORRUPT;
    }
    if (lower.contains("lock file") || lower.contains("lock hold")) {
      return lower.contains("permission denied") ? Reason.ACCESS : Reason.LOCKED;
    }
    if (lower.contains("permission denied")
        || lower.contains("read-only")
        || lower.contains("not a directory")) {
      return Reason.ACCESS;
    }
    return lower.contains("column families not opened") ? Reason.NEWER : Reason.IO;
  }

  private static StoreException make(Reason reason, Path folder, String text, Throwable cause) {
    String advice =
        switch (reason) {
          case LOCKED -> "another process has it open; stop that process and start again";
          case NO_SPACE -> "the disk is full; free some space and start again, nothing is lost";
          case ACCESS ->
              "it cannot be written; check that the folder exists, belongs to this user and is not"
                  + " read-only, and start again";
          case NEWER -> "a newer release wrote it; start that release";
          case CORRUPT -> "data on disk are damaged";
          default -> "input or output failed; check the disk and start again";
        };
    return new StoreException(reason, "store " + folder + ": " + advice + " (" + text + ")", cause);
  }
}
