package tenor.clearing.kernel;

/** The permanent numbers of the components: the first byte of every key is 0x80 more. */
public final class Prefix {
  /** Parameters, rules versions, the chain's clock. */
  public static final int GOVERNANCE = 0x01;

  /** Participants, keys, accounts' owners, nonces. */
  public static final int COMPLIANCE = 0x02;

  /** The ledger. */
  public static final int ACCOUNTS = 0x03;

  /** Assets, margin classes, underlyings, instruments. */
  public static final int INSTRUMENTS = 0x04;

  /** Indices and marks. */
  public static final int ORACLE = 0x05;

  /** Who holds what. */
  public static final int POSITIONS = 0x06;

  /** Risk arrays. */
  public static final int MARGIN = 0x07;

  /** Deposits and withdrawals. */
  public static final int COLLATERAL = 0x08;

  /** Trades. */
  public static final int TRADING = 0x09;

  /** Variation margin, funding, expiry. */
  public static final int SETTLEMENT = 0x0a;

  /** The insurance fund. */
  public static final int DEFAULT_FUND = 0x0b;

  /** Calls, slices, defaults. */
  public static final int LIQUIDATION = 0x0c;

  /** Epochs, price scan ranges, offsets, reputation. */
  public static final int ADAPTIVE = 0x0d;

  /** What the house as a whole has at stake. */
  public static final int SYSTEMIC = 0x0e;

  private Prefix() {}
}
