package tenor.clearing.oracle;

/**
 * A row of surfaces.
 *
 * @param expiryMillis milliseconds since the epoch
 */
public record UnderlyingExpiry(int underlying, long expiryMillis) {}
