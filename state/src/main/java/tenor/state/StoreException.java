package tenor.state;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot go on. This is trouble of this machine, never a consensus result: whoever meets
 * it stops the node. The message says what to do next; of damage it always says how to get the
 * state back.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble. */
  public enum Reason {
    /** Another process has the store open. */
    LOCKED,
    /** A newer release wrote the store, or it holds components that this build does not know. */
    NEWER,
    /** An older release wrote the store in a form that this one does not go on with. */
    OLDER,
    /** Data on disk are not what was written. */
    CORRUPT,
    /** The disk is full. */
    NO_SPACE,
    /** Permission is missing, the file system is read-only, or the path is not a folder. */
    ACCESS,
    /** The height is not, or no longer, kept. */
    NOT_RETAINED,
    /** The store is closed, or stopped after an earlier failure. */
    CLOSED,
    /** Any other input or output error. */
    IO
  }

  private final Reason reason;

  StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(advised(reason, message), cause);
    this.reason = reason;
  }

  StoreException(Reason reason, String message) {
    this(reason, message, null);
  }

  private static String advised(Reason reason, String message) {
    boolean lacks = reason == Reason.CORRUPT && !message.contains(Recovery.PAGE);
    return lacks ? message + "; " + Recovery.STATE : message;
  }

  /** What kind of trouble. */
  public Reason reason() {
    return reason;
  }
}
