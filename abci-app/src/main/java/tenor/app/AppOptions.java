package tenor.app;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a node decides for itself; none of it changes a result of consensus.
 *
 * @param prices where ExtendVote takes its reports from
 * @param peers node ids that the peer filter admits besides those of the genesis file, asked for at
 *     each peer; if both are empty it admits everybody
 * @param signatureThreads threads that check signatures
 * @param pendingBytes the most bytes of transactions that one participant may have waiting here
 * @param keepMillis how long blocks are kept at least, in milliseconds of block time: the light
 *     client's trust period; negative keeps all of them, as an observer does
 * @param onFatal told of the first Throwable that must stop the node, before it is thrown on
 */
public record AppOptions(
    PriceSource prices,
    Supplier<Set<String>> peers,
    int signatureThreads,
    long pendingBytes,
    long keepMillis,
    Consumer<Throwable> onFatal) {

  private static final long DAY = 86_400_000L;

  /** Reports nothing, admits everybody, keeps 14 days of blocks. */
  public static final AppOptions DEFAULT =
      new AppOptions(
          PriceSource.NONE,
          Set::of,
          Runtime.getRuntime().availableProcessors(),
          4L << 20,
          14 * DAY,
          cause -> {});

  /** Checks the ranges. */
  public AppOptions {
    if (signatureThreads < 1 || pendingBytes < 1) {
      throw new IllegalArgumentException("expected at least one thread and one pending byte");
    }
  }

  /** The same with these prices. */
  public AppOptions withPrices(PriceSource source) {
    return new AppOptions(source, peers, signatureThreads, pendingBytes, keepMillis, onFatal);
  }

  /** The same with these peers. */
  public AppOptions withPeers(Set<String> ids) {
    Set<String> own = Collections.unmodifiableSet(new TreeSet<>(ids));
    return new AppOptions(prices, () -> own, signatureThreads, pendingBytes, keepMillis, onFatal);
  }

  /** The same with another limit of pending bytes per participant. */
  public AppOptions withPendingBytes(long bytes) {
    return new AppOptions(prices, peers, signatureThreads, bytes, keepMillis, onFatal);
  }

  /** The same with another time that blocks are kept. */
  public AppOptions withKeepMillis(long millis) {
    return new AppOptions(prices, peers, signatureThreads, pendingBytes, millis, onFatal);
  }

  /** The same with another one to be told of what must stop the node. */
  public AppOptions withOnFatal(Consumer<Throwable> told) {
    return new AppOptions(prices, peers, signatureThreads, pendingBytes, keepMillis, told);
  }
}
