package tenor.state;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Components, keys and values for tests. */
final class TestState {
  static final Components COMPONENTS =
      Components.of(
          List.of(
              Component.founding(0x01, "accounts", new byte[] {8, 1}),
              Component.founding(0x02, "oracle", new byte[] {8, 1}),
              Component.later(0x03, "options")));

  private TestState() {}

  /** The seed of a random test: {@code -Dtenor.seed}, or a given one. */
  static long seed(long otherwise) {
    return Long.getLong("tenor.seed", otherwise);
  }

  /** A key of component {@code prefix}, table 1. */
  static byte[] key(int prefix, long number) {
    byte[] key = new byte[10];
    key[0] = (byte) prefix;
    key[1] = 1;
    for (int i = 0; i < 8; i++) {
      key[9 - i] = (byte) (number >>> (8 * i));
    }
    return key;
  }

  static byte[] value(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] randomBytes(Random random, int min, int max) {
    byte[] bytes = new byte[min + random.nextInt(max - min + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
