package tenor.clearing.settlement;

/** A row of exercise intentions. */
public record Holder(int instrument, long account) {}
