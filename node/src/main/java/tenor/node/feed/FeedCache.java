package tenor.node.feed;

import java.util.concurrent.ConcurrentSkipListMap;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.VoteExtension;

/**
 * The newest price of each product. Written by the feeder, read by vote extensions without waiting.
 */
public final class FeedCache {
  private static final int MOST_BYTES = 8 * 1024;

  private final ConcurrentSkipListMap<Integer, Observation> newest = new ConcurrentSkipListMap<>();

  /** Keeps an observation unless a later one is there. */
  public void put(Observation observation) {
    newest.merge(
        observation.product(),
        observation,
        (old, young) -> young.timeMillis() >= old.timeMillis() ? young : old);
  }

  /** What this node reports: products ascending, as many as fit the limit of an extension. */
  public VoteExtension extension() {
    VoteExtension.Builder builder = VoteExtension.newBuilder();
    int bytes = 0;
    for (Observation seen : newest.values()) {
      PriceReport report =
          PriceReport.newBuilder()
              .setProduct(seen.product())
              .setPrice(seen.price())
              .setTimeMillis(seen.timeMillis())
              .build();
      // A tag and a one-byte length go before each report, which is shorter than 128 bytes.
      bytes += report.getSerializedSize() + 2;
      if (bytes > MOST_BYTES) {
        break;
      }
      builder.addPrices(report);
    }
    return builder.build();
  }
}
