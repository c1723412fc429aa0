package tenor.clearing.kernel;

/**
 * Why an operation or a transaction was refused: one constant of a component's enum, in order of
 * precedence. Numbers are permanent.
 */
public interface Reject {
  /** The number of the enum's component; 0 for the kernel. */
  int prefix();

  /** The number within the component, 1 to 999. */
  int number();

  /** The constant's name. */
  String name();

  /** What was expected, for people. */
  String message();

  /** The result code on the wire: component × 1000 + number. */
  default int code() {
    return prefix() * 1000 + number();
  }
}
