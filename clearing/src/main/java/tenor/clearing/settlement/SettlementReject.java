package tenor.clearing.settlement;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why an exercise intention is refused, in order of precedence. */
public enum SettlementReject implements Reject {
  /** SET-10. */
  BAD_CONTRACTS(1, "expected at least 0 contracts to decline and to exercise"),
  /** SET-11. */
  NOT_AUTHORISED(2, "expected an authorisation for the account"),
  /** SET-11. */
  UNKNOWN_INSTRUMENT(3, "expected a listed instrument"),
  /** SET-11. */
  NOT_AN_OPTION(4, "expected an option: nothing else is exercised"),
  /** SET-12. */
  AFTER_CUTOFF(5, "expected an intention before the cut-off"),
  /** SET-12. */
  NOT_HELD(6, "expected the account to hold so many contracts long"),
  /** SET-12. */
  NO_INTENTION(7, "expected a standing intention to withdraw");

  private final int number;
  private final String message;

  SettlementReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.SETTLEMENT;
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
