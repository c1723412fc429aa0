package tenor.clearing.collateral;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why collateral refuses an operation, in order of precedence. */
public enum CollateralReject implements Reject {
  /** Nothing, or less. */
  BAD_AMOUNT(1, "expected an amount above 0"),
  /** Too long or not printable. */
  BAD_REFERENCE(2, "expected a reference of at most 64 printable ASCII characters"),
  /** Not a custodian. */
  NOT_CUSTODIAN(3, "expected an authorisation by a custodian, for account 0"),
  /** Not the account. */
  NOT_ACCOUNT(4, "expected an authorisation for the account"),
  /** No such account. */
  UNKNOWN_ACCOUNT(5, "expected a participant's account, or 2 for the house"),
  /** No such asset. */
  UNKNOWN_ASSET(6, "expected a listed asset"),
  /** Too little to be worth a payment. */
  BELOW_MINIMUM(7, "expected at least the smallest withdrawal of the asset"),
  /** Too many requests. */
  TOO_MANY_REQUESTS(8, "expected fewer requests of the account that wait"),
  /** Not there. */
  INSUFFICIENT_CASH(9, "expected at most the cash that no earlier request asks for"),
  /** No such withdrawal. */
  UNKNOWN_WITHDRAWAL(10, "expected the number of a withdrawal that is not finished"),
  /** Still waits for the margin step. */
  NOT_PENDING(11, "expected a withdrawal that is pending"),
  /** Issued by the account's own group. */
  OWN_ISSUE(12, "expected an asset that nobody of the account's group issued"),
  /** Nothing converted, or less. */
  UNKNOWN_CONVERSION(13, "expected at most what was converted and is not sold yet");

  private final int number;
  private final String message;

  CollateralReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.COLLATERAL;
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
