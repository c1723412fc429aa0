package tenor.clearing.accounts;

/** Why value moves. It decides whether the payer may owe afterwards. */
public enum Reason {
  /** Cash arrived at the custodian. */
  DEPOSIT(false),
  /** Cash leaves the account and waits for the custodian. */
  WITHDRAWAL(false),
  /** Cash that waited was paid out. */
  WITHDRAWAL_SETTLED(false),
  /** Cash that waited comes back. */
  WITHDRAWAL_RETURNED(false),
  /** Variation margin of a block. */
  VARIATION_MARGIN(true),
  /** The difference between a trade's price and the mark. */
  TRADE(true),
  /** The price of what is paid for up front. */
  PREMIUM(true),
  /** Funding of a perpetual. */
  FUNDING(true),
  /** Final settlement of an expiring instrument. */
  SETTLEMENT(true),
  /** A liquidator's premium and the mark difference of a slice. */
  SLICE(true),
  /** The fund's share of a liquidation. */
  LIQUIDATION_FEE(true),
  /** The fund or the house covers what an account cannot pay. */
  COVER(false),
  /** Collateral for cash that is owed, and what its sale brings beyond that. */
  CONVERSION(false),
  /** A contribution to the insurance fund. */
  FUND_CONTRIBUTION(false);

  private final boolean mayOverdraw;

  Reason(boolean mayOverdraw) {
    this.mayOverdraw = mayOverdraw;
  }

  /** Whether it is no result of positions: what an owner brings or takes, or others pay for it. */
  boolean isBrought() {
    return switch (this) {
      case DEPOSIT,
          WITHDRAWAL,
          WITHDRAWAL_SETTLED,
          WITHDRAWAL_RETURNED,
          COVER,
          CONVERSION,
          FUND_CONTRIBUTION ->
          true;
      default -> false;
    };
  }

  /** Whether the payer's cash may be negative afterwards. */
  public boolean mayOverdraw() {
    return mayOverdraw;
  }
}
