package tenor.clearing.liquidation;

/** A row of offers. */
public record OfferRow(int underlying, long account) {}
