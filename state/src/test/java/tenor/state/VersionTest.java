package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VersionTest {
  private final long seed = TestState.seed(31);

  /** Short keys of few different bytes, so that they are often equal or begin one another. */
  private static byte[] key(Random random) {
    byte[] key = new byte[random.nextInt(5)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt(3));
    }
    return key;
  }

  @Test
  void entriesAreInTheOrderOfPlainKeys_andTheNewestOfEachComesFirst() {
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      byte[] a = key(random);
      byte[] b = key(random);
      long ha = random.nextLong(3);
      long hb = random.nextLong(3);
      int order = Arrays.compareUnsigned(a, b);
      int wanted = order != 0 ? order : Long.compare(hb, ha);
      byte[] va = Version.key(a, ha);
      byte[] vb = Version.key(b, hb);
      assertThat(Integer.signum(Arrays.compareUnsigned(va, vb)))
          .as("%s %s, -Dtenor.seed=%d", Bytes.of(a), Bytes.of(b), seed)
          .isEqualTo(Integer.signum(wanted));
      assertThat(Version.isSame(va, vb)).isEqualTo(order == 0);
      assertThat(Arrays.compareUnsigned(vb, Version.after(a)) >= 0).isEqualTo(order < 0);
      assertThat(Arrays.compareUnsigned(vb, Version.from(a)) >= 0).isEqualTo(order <= 0);
      assertThat(Version.afterAll(va)).isEqualTo(Version.after(a));
    }
  }

  @Test
  void whatWasPutIn_comesOut() {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] plain = TestState.randomBytes(random, 0, 40);
      long height = random.nextLong() >>> 1;
      byte[] key = Version.key(plain, height);
      assertThat(Version.plain(key)).isEqualTo(plain);
      assertThat(Version.height(key)).isEqualTo(height);
      assertThat(Version.withHeight(key, 7)).isEqualTo(Version.key(plain, 7));
    }
  }
}
