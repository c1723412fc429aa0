package tenor.node.cli;

/** What a command ends with. */
final class ExitCode {
  /** Refused or failed: a rule, a proof, a disagreement. */
  static final int REFUSED = 1;

  /** Wrong usage or input file. */
  static final int USAGE = 2;

  /** No node answers. */
  static final int UNREACHABLE = 3;

  /** Interrupted. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
