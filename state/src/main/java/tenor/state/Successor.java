package tenor.state;

import java.util.Arrays;

/** The smallest key above another. */
final class Successor {
  private Successor() {}

  static byte[] of(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
