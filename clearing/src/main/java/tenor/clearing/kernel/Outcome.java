package tenor.clearing.kernel;

/** What became of an operation. */
public sealed interface Outcome {
  /** It happened. */
  record Accepted() implements Outcome {}

  /**
   * It was refused and left no trace.
   *
   * @param reason why
   * @param detail the numbers behind it, for people; not consensus
   */
  record Rejected(Reject reason, String detail) implements Outcome {}

  /** It happened. */
  static Outcome accepted() {
    return new Accepted();
  }

  /** It was refused. */
  static Outcome rejected(Reject reason) {
    return new Rejected(reason, "");
  }

  /** It was refused, with the numbers behind it. */
  static Outcome rejected(Reject reason, String detail) {
    return new Rejected(reason, detail);
  }
}
