package tenor.app.query;

/** A question that has no answer: why, in words for who asked. Expected, so without a trace. */
final class QueryRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a question has no answer. */
  enum Reason {
    /** No such question. */
    UNKNOWN_PATH(1),
    /** A question with a wrong argument. */
    BAD_ARGUMENT(2),
    /** What is asked about is not there. */
    NOT_FOUND(3),
    /** A height that is not kept or not reached. */
    HEIGHT(4),
    /** The chain has not started. */
    NOT_STARTED(5),
    /** A peer that is not admitted. */
    PEER(6),
    /** The rules cannot compute it. */
    RULE_FAILURE(7);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /** On the wire; permanent. */
    int code() {
      return code;
    }
  }

  private final transient Reason reason;

  QueryRefusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  static QueryRefusal argument(String message) {
    return new QueryRefusal(Reason.BAD_ARGUMENT, message);
  }

  static QueryRefusal notFound(String message) {
    return new QueryRefusal(Reason.NOT_FOUND, message);
  }
}
