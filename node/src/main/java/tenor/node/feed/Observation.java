package tenor.node.feed;

/**
 * A price seen at a source.
 *
 * @param product the underlying's number
 * @param price in 10⁻⁸ of the quote asset
 * @param timeMillis when the source saw it
 */
public record Observation(int product, long price, long timeMillis) {}
