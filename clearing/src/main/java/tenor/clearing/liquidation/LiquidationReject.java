package tenor.clearing.liquidation;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why a liquidator's offer is refused, in order of precedence. */
public enum LiquidationReject implements Reject {
  /** LIQ-20. */
  BAD_PREMIUM(1, "expected a least premium from 0 to 500000000 (half of the slice's maintenance)"),
  /** LIQ-20. */
  BAD_CONTRACTS(2, "expected at most 0 to 10^12 contracts per instrument"),
  /** LIQ-21. */
  NOT_AUTHORISED(3, "expected an authorisation for the offering account"),
  /** LIQ-21. */
  NOT_LIQUIDATOR(4, "expected an account of a participant with role LIQUIDATOR"),
  /** LIQ-22. */
  UNKNOWN_UNDERLYING(5, "expected a listed underlying"),
  /** LIQ-22. */
  NO_OFFER(6, "expected a standing offer to withdraw");

  private final int number;
  private final String message;

  LiquidationReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.LIQUIDATION;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String message() {
    return message;
  }
}
