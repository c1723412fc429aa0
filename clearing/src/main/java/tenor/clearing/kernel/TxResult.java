package tenor.clearing.kernel;

import java.util.List;

/**
 * What became of a transaction.
 *
 * @param code 0, or the code of the refusal
 * @param log the refusal in words; not consensus
 * @param events what happened
 */
public record TxResult(int code, String log, List<Event> events) {
  /** Keeps its own copy. */
  public TxResult {
    events = List.copyOf(events);
  }

  /** A refusal. */
  public static TxResult refused(Reject reason, String detail) {
    return new TxResult(reason.code(), text(reason, detail), List.of());
  }

  /** A refusal in words: name, what was expected, numbers. */
  public static String text(Reject reason, String detail) {
    return reason.name() + ": " + reason.message() + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
