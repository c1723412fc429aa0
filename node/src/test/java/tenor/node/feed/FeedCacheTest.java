package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import tenor.clearing.oracle.Extensions;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.VoteExtension;

class FeedCacheTest {
  private final FeedCache cache = new FeedCache();

  @Test
  void nothingSeen_isAnEmptyExtension() {
    assertThat(cache.extension().toByteString()).isEmpty();
  }

  @Test
  void products_areAscendingWhateverTheOrderTheyCameIn() {
    for (int product : new int[] {9, 2, 300, 1}) {
      cache.put(new Observation(product, 100, 1));
    }
    assertThat(cache.extension().getPricesList())
        .extracting(PriceReport::getProduct)
        .containsExactly(1, 2, 9, 300);
    assertThat(Extensions.parse(cache.extension().toByteArray())).contains(cache.extension());
  }

  @Test
  void laterObservation_replacesAnEarlierOne_andNotTheOtherWayRound() {
    cache.put(new Observation(1, 100, 50));
    cache.put(new Observation(1, 101, 60));
    cache.put(new Observation(1, 99, 40));
    assertThat(cache.extension().getPrices(0).getPrice()).isEqualTo(101);
    cache.put(new Observation(1, 102, 60));
    assertThat(cache.extension().getPrices(0).getPrice()).isEqualTo(102);
  }

  @Test
  void moreThanFits_isCutAtTheLimitAndStaysValid() {
    for (int product = 1; product <= 2000; product++) {
      cache.put(new Observation(product, Long.MAX_VALUE, Long.MAX_VALUE));
    }
    VoteExtension extension = cache.extension();
    ByteString bytes = extension.toByteString();
    assertThat(bytes.size()).isBetween(8 * 1024 - 64, 8 * 1024);
    assertThat(extension.getPrices(0).getProduct()).isEqualTo(1);
    assertThat(Extensions.parse(bytes.toByteArray())).contains(extension);
  }
}
