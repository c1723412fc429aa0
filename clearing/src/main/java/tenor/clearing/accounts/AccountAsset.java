package tenor.clearing.accounts;

/** A row of the ledger. */
public record AccountAsset(long account, int asset) {}
