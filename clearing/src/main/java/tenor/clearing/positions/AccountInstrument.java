package tenor.clearing.positions;

/** A row of positions. */
public record AccountInstrument(long account, int instrument) {}
