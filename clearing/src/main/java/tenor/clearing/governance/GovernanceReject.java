package tenor.clearing.governance;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why governance refuses an operation. */
public enum GovernanceReject implements Reject {
  /** Not an admin. */
  NOT_ADMIN(1, "expected an authorisation by an admin, for account 0"),
  /** No such parameter. */
  UNKNOWN_PARAM(2, "expected the name of a component and of one of its parameters"),
  /** Nothing there to set it for. */
  BAD_SCOPE(3, "expected scope 0, or what is listed of the kind that the parameter is set for"),
  /** Beyond the parameter's bounds. */
  OUT_OF_BOUNDS(4, "expected a value within the parameter's bounds"),
  /** At odds with another value. */
  INCONSISTENT(5, "expected a value that agrees with the other parameters"),
  /** Not enough notice. */
  RULES_TOO_SOON(6, "expected a height at least 2 above this block's"),
  /** Before a height already scheduled. */
  RULES_OUT_OF_ORDER(7, "expected a height not below one that is already scheduled"),
  /** A version that skips one or goes back. */
  RULES_VERSION(8, "expected the version in force just before that height, or the next one");

  private final int number;
  private final String message;

  GovernanceReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.GOVERNANCE;
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
