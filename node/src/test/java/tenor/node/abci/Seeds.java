package tenor.node.abci;

import java.util.Random;

/** The seed of a random test: {@code -Dtenor.seed=N}, or a new one. */
final class Seeds {

  private Seeds() {}

  static long next() {
    Long given = Long.getLong("tenor.seed");
    return given != null ? given : new Random().nextLong();
  }
}
