package tenor.clearing.compliance;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why compliance refuses an operation, in order of precedence. */
public enum ComplianceReject implements Reject {
  /** A name that is empty, too long or not printable. */
  BAD_NAME(1, "expected a name of 1 to 64 printable ASCII characters"),
  /** Not an LEI. */
  BAD_LEI(2, "expected no LEI, or 20 characters whose check digits are right (ISO 17442)"),
  /** No role, or one that is not known. */
  BAD_ROLES(3, "expected a non-empty set of the bits 0 to 4"),
  /** A public key that no rule accepts. */
  BAD_PUBLIC_KEY(4, "expected a valid Ed25519, secp256k1 or multisig public key"),
  /** Neither active nor suspended. */
  BAD_STATUS(5, "expected status ACTIVE or SUSPENDED"),
  /** Neither house nor client. */
  BAD_ACCOUNT_KIND(6, "expected account kind HOUSE or CLIENT"),
  /** Not an admin. */
  NOT_ADMIN(7, "expected an authorisation by an admin, for account 0"),
  /** Neither the participant nor an admin. */
  NOT_AUTHORISED(8, "expected an authorisation by the participant or an admin, for account 0"),
  /** No such participant. */
  UNKNOWN_PARTICIPANT(9, "expected the number of a participant"),
  /** No such group. */
  UNKNOWN_GROUP(10, "expected 0, or the number of a participant that founded a group"),
  /** Another participant's LEI. */
  LEI_TAKEN(11, "expected an LEI that no participant has"),
  /** A key that is or was registered: it belongs to one participant for ever. */
  KEY_TAKEN(12, "expected a public key that was never registered"),
  /** Not a registered key. */
  UNKNOWN_KEY(13, "expected a registered public key"),
  /** Revoked before. */
  ALREADY_REVOKED(14, "expected a key that was not revoked"),
  /** Too many keys. */
  TOO_MANY_KEYS(15, "expected fewer keys of one participant"),
  /** No role that holds accounts. */
  NO_ACCOUNT_ROLE(16, "expected a clearing member or a liquidator"),
  /** Suspended. */
  PARTICIPANT_SUSPENDED(17, "expected a participant in active status"),
  /** Too many accounts. */
  TOO_MANY_ACCOUNTS(18, "expected fewer accounts of one participant"),
  /** Would leave nobody to govern. */
  LAST_ADMIN(19, "expected another active admin with a key to remain");

  private final int number;
  private final String message;

  ComplianceReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.COMPLIANCE;
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
