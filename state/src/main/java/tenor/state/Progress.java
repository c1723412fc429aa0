package tenor.state;

/** Told how far a long piece of work is. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (done, total) -> {};

  /**
   * So much is done.
   *
   * @param done never less than before
   * @param total what it ends at
   */
  void at(long done, long total);
}
