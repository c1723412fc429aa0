package tenor.node.feed;

import java.util.List;

/**
 * Implied volatilities seen at a source.
 *
 * @param product the underlying's number
 * @param expiryMillis the expiry, since 1970
 * @param vols 10⁻⁹, at the chain's knots, from the lowest strike to the greatest
 * @param timeMillis when the source saw them
 */
public record SurfaceObservation(int product, long expiryMillis, List<Long> vols, long timeMillis) {
  /** Keeps its own copy. */
  public SurfaceObservation {
    vols = List.copyOf(vols);
  }
}
