package tenor.app.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SignatureCacheTest {
  @Test
  void add_beyondCapacity_dropsTheLeastRecentlyUsed() {
    SignatureCache cache = SignatureCache.of(2);
    cache.addValid(hash(1));
    cache.addValid(hash(2));
    assertThat(cache.isValid(hash(1))).isTrue();

    cache.addValid(hash(3));

    assertThat(cache.isValid(hash(1))).isTrue();
    assertThat(cache.isValid(hash(2))).isFalse();
    assertThat(cache.isValid(hash(3))).isTrue();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void of_noCapacity_isRefused() {
    assertThatThrownBy(() -> SignatureCache.of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void use_byManyThreads_staysBoundedAndTrue() throws Exception {
    SignatureCache cache = SignatureCache.of(50);
    List<Future<Integer>> wrong = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        int first = thread;
        wrong.add(threads.submit(() -> addAndAsk(cache, first)));
      }
    }
    for (Future<Integer> count : wrong) {
      assertThat(count.get()).isZero();
    }
    assertThat(cache.size()).isEqualTo(50);
  }

  /** Adds even numbers only, and counts the odd ones that the cache claims to know. */
  private static int addAndAsk(SignatureCache cache, int first) {
    int wrong = 0;
    for (int i = first; i < 20_000; i += 4) {
      cache.addValid(hash(2 * i));
      wrong += cache.isValid(hash(2 * i + 1)) ? 1 : 0;
    }
    return wrong;
  }

  private static ByteString hash(int number) {
    return ByteString.copyFromUtf8("hash " + number);
  }
}
