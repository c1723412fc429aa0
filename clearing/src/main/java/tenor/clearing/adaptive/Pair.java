package tenor.clearing.adaptive;

/** Two underlyings of one margin class, the lower number first. */
public record Pair(int first, int second) {}
