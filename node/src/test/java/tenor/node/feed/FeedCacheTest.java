package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import tenor.clearing.oracle.Extensions;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

class FeedCacheTest {
  private final FeedCache cache = new FeedCache();

  @Test
  void nothingSeen_isAnEmptyExtension() {
    assertThat(cache.extension(1).toByteString()).isEmpty();
  }

  @Test
  void products_areAscendingWhateverTheOrderTheyCameIn() {
    for (int product : new int[] {9, 2, 300, 1}) {
      cache.put(new Observation(product, 100, 1));
    }
    assertThat(cache.extension(1).getPricesList())
        .extracting(PriceReport::getProduct)
        .containsExactly(1, 2, 9, 300);
    assertThat(Extensions.parse(cache.extension(1).toByteArray())).contains(cache.extension(1));
  }

  @Test
  void laterObservation_replacesAnEarlierOne_andNotTheOtherWayRound() {
    cache.put(new Observation(1, 100, 50));
    cache.put(new Observation(1, 101, 60));
    cache.put(new Observation(1, 99, 40));
    assertThat(cache.extension(1).getPrices(0).getPrice()).isEqualTo(101);
    cache.put(new Observation(1, 102, 60));
    assertThat(cache.extension(1).getPrices(0).getPrice()).isEqualTo(102);
  }

  @Test
  void moreThanFits_isCutAtTheLimitAndStaysValid() {
    for (int product = 1; product <= 2000; product++) {
      cache.put(new Observation(product, Long.MAX_VALUE, Long.MAX_VALUE));
    }
    VoteExtension extension = cache.extension(1);
    ByteString bytes = extension.toByteString();
    assertThat(bytes.size()).isBetween(8 * 1024 - 64, 8 * 1024);
    assertThat(extension.getPrices(0).getProduct()).isEqualTo(1);
    assertThat(Extensions.parse(bytes.toByteArray())).contains(extension);
  }

  @Test
  void surfaces_ascendByProductAndExpiry_andTheLaterStands() {
    cache.put(surface(2, 900, 10, 5));
    cache.put(surface(1, 800, 11, 5));
    cache.put(surface(1, 700, 12, 5));
    cache.put(surface(1, 700, 13, 6));
    cache.put(surface(1, 700, 14, 4));
    VoteExtension extension = cache.extension(1);
    assertThat(extension.getSurfacesList())
        .extracting(SurfaceReport::getExpiryMillis)
        .containsExactly(700L, 800L, 900L);
    assertThat(extension.getSurfaces(0).getVolsList()).containsExactly(13L);
    assertThat(Extensions.parse(extension.toByteArray())).contains(extension);
  }

  @Test
  void expiredSurfaces_areForgotten() {
    cache.put(surface(1, 700, 12, 5));
    cache.put(surface(2, 700, 12, 5));
    cache.put(surface(1, 800, 12, 700));
    assertThat(cache.extension(1).getSurfacesList())
        .extracting(SurfaceReport::getProduct, SurfaceReport::getExpiryMillis)
        .containsExactly(Tuple.tuple(1, 800L), Tuple.tuple(2, 700L));
    // What is seen after its own expiry is not kept at all.
    cache.put(surface(3, 700, 12, 700));
    assertThat(cache.extension(1).getSurfacesCount()).isEqualTo(2);
  }

  @Test
  void moreSurfacesThanFit_takeTurnsByHeight() {
    for (int expiry = 1; expiry <= 100; expiry++) {
      cache.put(surface(1, 1_000 + expiry, 4_000_000_000L, 5));
    }
    assertThat(expiries(0, 1)).hasSize(Extensions.MOST_SURFACES);
    assertThat(expiries(0, 2)).hasSize(100).doesNotHaveDuplicates();
    assertThat(expiries(2, 3)).isEqualTo(expiries(0, 1));
    for (int product = 1; product <= 290; product++) {
      cache.put(new Observation(product, Long.MAX_VALUE, Long.MAX_VALUE));
    }
    assertThat(cache.extension(7).getPricesCount()).isEqualTo(290);
    int each = expiries(0, 1).size();
    assertThat(each).isBetween(1, Extensions.MOST_SURFACES - 1);
    int turns = (100 + each - 1) / each;
    assertThat(expiries(5L * turns, 6L * turns)).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void surfaceThatNeverFits_keepsNoOtherFromItsTurn() {
    for (int product = 1; product <= 312; product++) {
      cache.put(new Observation(product, Long.MAX_VALUE, Long.MAX_VALUE));
    }
    cache.put(new SurfaceObservation(1, 700, Collections.nCopies(33, 4_000_000_000_000L), 5));
    cache.put(surface(1, 800, 11, 5));
    assertThat(expiries(0, 1)).containsExactly(800L);
    assertThat(expiries(1, 2)).containsExactly(800L);
  }

  /** What is reported from a height to before another; every extension is valid. */
  private List<Long> expiries(long from, long to) {
    List<Long> expiries = new ArrayList<>();
    for (long height = from; height < to; height++) {
      VoteExtension extension = cache.extension(height);
      assertThat(Extensions.parse(extension.toByteArray())).contains(extension);
      extension.getSurfacesList().forEach(report -> expiries.add(report.getExpiryMillis()));
    }
    return expiries;
  }

  private static SurfaceObservation surface(int product, long expiry, long vol, long time) {
    return new SurfaceObservation(product, expiry, List.of(vol), time);
  }
}
