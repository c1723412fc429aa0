package tenor.clearing.compliance;

/** The nonces of a key that end with a height. */
public record KeyWindow(KeyId key, long validUntil) {}
