package tenor.state;

import org.jspecify.annotations.Nullable;

/** A snapshot, or a part of one, is not what it should be. Nothing was changed by looking at it. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and so who is to blame. */
  public enum Reason {
    /** The format is not one that this release reads. */
    FORMAT,
    /** The description is malformed, breaks a limit, or contradicts itself or its hash. */
    MANIFEST,
    /** The description is of another state than the one that is trusted. */
    APP_HASH,
    /** The part is not the one that the description names; whoever sent it is to blame. */
    CHUNK,
    /** The part is the one described, and yet does not prove what it holds: no copy will do. */
    UNTRUE,
    /** The store holds blocks already, or is not being restored. */
    STORE
  }

  private final Reason reason;

  SnapshotException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  SnapshotException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
