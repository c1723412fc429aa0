package tenor.node.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import tenor.clearing.oracle.Extensions;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

/**
 * The newest price of each product and the newest volatilities of each expiry. Written by the
 * feeder, read by vote extensions without waiting.
 */
public final class FeedCache {
  /** A tag and a length go before each report, which is shorter than 2¹⁴ bytes. */
  private static final int MOST_OVERHEAD = 3;

  private final ConcurrentSkipListMap<Integer, Observation> newest = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Slice, SurfaceObservation> surfaces =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(Slice::product).thenComparingLong(Slice::expiryMillis));

  private record Slice(int product, long expiryMillis) {}

  /** Keeps an observation unless a later one is there. */
  public void put(Observation observation) {
    newest.merge(
        observation.product(),
        observation,
        (old, young) -> young.timeMillis() >= old.timeMillis() ? young : old);
  }

  /** Keeps an observation unless a later one is there, and forgets what has expired by then. */
  public void put(SurfaceObservation observation) {
    surfaces.merge(
        new Slice(observation.product(), observation.expiryMillis()),
        observation,
        (old, young) -> young.timeMillis() >= old.timeMillis() ? young : old);
    surfaces
        .subMap(
            new Slice(observation.product(), Long.MIN_VALUE),
            true,
            new Slice(observation.product(), observation.timeMillis()),
            true)
        .clear();
  }

  /**
   * What this node reports at a height: products ascending, as many as fit the limits of an
   * extension, then in what is left surfaces, by product and expiry. Where not all surfaces fit,
   * they take turns by height: nodes that see the same report the same at once, and everything
   * comes round.
   */
  public VoteExtension extension(long height) {
    VoteExtension.Builder builder = VoteExtension.newBuilder();
    int room = Extensions.MOST_BYTES;
    for (Observation seen : newest.values()) {
      PriceReport report =
          PriceReport.newBuilder()
              .setProduct(seen.product())
              .setPrice(seen.price())
              .setTimeMillis(seen.timeMillis())
              .build();
      // A length below 128 has one byte.
      room -= report.getSerializedSize() + 2;
      if (room < 0) {
        return builder.build();
      }
      builder.addPrices(report);
    }
    List<List<SurfaceReport>> turns = turns(room);
    if (!turns.isEmpty()) {
      builder.addAllSurfaces(turns.get((int) Math.floorMod(height, (long) turns.size())));
    }
    return builder.build();
  }

  /** All surfaces in as many groups as it takes so that each fits. */
  private List<List<SurfaceReport>> turns(int room) {
    List<List<SurfaceReport>> turns = new ArrayList<>();
    int left = 0;
    for (SurfaceObservation seen : surfaces.values()) {
      SurfaceReport report =
          SurfaceReport.newBuilder()
              .setProduct(seen.product())
              .setExpiryMillis(seen.expiryMillis())
              .setTimeMillis(seen.timeMillis())
              .addAllVols(seen.vols())
              .build();
      int size = report.getSerializedSize() + MOST_OVERHEAD;
      if (size > room) {
        continue;
      }
      if (turns.isEmpty() || size > left || turns.getLast().size() == Extensions.MOST_SURFACES) {
        turns.add(new ArrayList<>());
        left = room;
      }
      turns.getLast().add(report);
      left -= size;
    }
    return turns;
  }
}
