package tenor.node.feed;

import java.io.IOException;
import java.util.List;

/**
 * Where prices and volatilities come from: one plug-in per kind of source. It may block; consensus
 * never waits for it.
 */
public interface PriceSource {
  /** What is written in the log, such as {@code csv market.csv}. */
  String name();

  /** How long to wait between two polls, in milliseconds. */
  long everyMillis();

  /**
   * The prices as the source gives them at {@code nowMillis}; empty if it has none.
   *
   * @throws IOException if it cannot be read; the prices of before go on ageing
   */
  List<Observation> poll(long nowMillis) throws IOException, InterruptedException;

  /**
   * The implied volatilities as the source gives them at {@code nowMillis}; none, unless it is a
   * source of them.
   *
   * @throws IOException if it cannot be read; what was seen before goes on ageing
   */
  default List<SurfaceObservation> surfaces(long nowMillis)
      throws IOException, InterruptedException {
    return List.of();
  }
}
