package tenor.clearing.kernel;

import java.util.Optional;

/**
 * A sum that must hold at the end of every block.
 *
 * @param name for people, such as {@code conservation}
 * @param check the broken sums in words, or empty if it holds
 */
public record Invariant(String name, Check check) {
  /** Looks at the state. */
  @FunctionalInterface
  public interface Check {
    /** What is wrong, with both sums; empty if nothing is. */
    Optional<String> broken(Reader state, Block block);
  }
}
