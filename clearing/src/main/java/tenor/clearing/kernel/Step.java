package tenor.clearing.kernel;

/** What a component does in a phase of every block. */
@FunctionalInterface
public interface Step {
  /**
   * Runs it. A {@code RuleFailure} that leaves a step stops the node: what may fail on its own is
   * run by {@link Context#isolated}.
   */
  void run(Context context);
}
