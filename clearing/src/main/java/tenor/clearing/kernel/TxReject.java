package tenor.clearing.kernel;

/** Why a transaction as a whole is refused, before or beside its operations. */
public enum TxReject implements Reject {
  /** More than 65 536 bytes. */
  OVERSIZED(1, "a transaction has at most 65536 bytes"),
  /** Not Protobuf of the schema. */
  MALFORMED(2, "expected the bytes of a tenor.v1.Transaction"),
  /** Unknown fields or enum values. */
  UNKNOWN_FIELD(3, "expected only known fields and enum values"),
  /** Bytes that differ from the canonical encoding. */
  NON_CANONICAL(
      4, "expected the canonical encoding: fields ascending, shortest varints, no defaults"),
  /** No operation, or more than allowed. */
  OPERATION_COUNT(5, "expected 1 to 256 operations"),
  /** Atomicity not chosen. */
  ATOMICITY(6, "expected atomicity ALL or EACH"),
  /** An operation without a kind. */
  EMPTY_OPERATION(7, "expected every operation to have a kind"),
  /** No authorisation, or more than allowed. */
  AUTHORISATION_COUNT(8, "expected 1 to 16 authorisations"),
  /** Two authorisations with the same key, valid-until and nonce. */
  DUPLICATE_AUTHORISATION(9, "expected distinct (key, valid-until, nonce) in every authorisation"),
  /** A public key that no rule accepts. */
  BAD_PUBLIC_KEY(10, "expected a valid Ed25519, secp256k1 or multisig public key"),
  /** A wrong number of signatures. */
  SIGNATURE_COUNT(11, "expected one signature, or exactly a multisig's threshold"),
  /** A signature that does not verify. */
  BAD_SIGNATURE(12, "expected a signature of the SignDoc for this chain by this key"),
  /** A key that no participant has. Not final. */
  UNKNOWN_KEY(13, "expected a registered key"),
  /** A revoked key. Not final. */
  REVOKED_KEY(14, "expected a key that was not revoked"),
  /** Beyond its last height. Not final. */
  EXPIRED(15, "expected a valid-until at or above this height"),
  /** A last height too far ahead. Not final. */
  TOO_FAR_AHEAD(16, "expected a valid-until at most 600 blocks ahead"),
  /** A nonce used before. Not final. */
  NONCE_USED(17, "expected a nonce not used before with this key and valid-until"),
  /** Too many open nonces. Not final. */
  NONCE_WINDOW_FULL(18, "expected at most 1024 open nonces for a key"),
  /** A participant that is suspended. */
  SUSPENDED(19, "expected a participant in active status"),
  /** An account that is not there or not the key's participant's. */
  UNKNOWN_ACCOUNT(20, "expected an account of the key's participant"),
  /** Arithmetic out of range. */
  RULE_FAILURE(21, "expected numbers within the range of the rules"),
  /** Over the participant's quota. Not final. */
  OVER_QUOTA(22, "expected fewer bytes from this participant at a time"),
  /** An operation names an account that no authorisation acts for. */
  MISSING_AUTHORISATION(23, "expected an authorisation for every account that an operation binds");

  private final int number;
  private final String message;

  TxReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return 0;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String message() {
    return message;
  }

  /** Whether the same transaction may still succeed later; such a refusal consumes no nonce. */
  public boolean isFinal() {
    return switch (this) {
      case UNKNOWN_KEY,
          REVOKED_KEY,
          EXPIRED,
          TOO_FAR_AHEAD,
          NONCE_USED,
          NONCE_WINDOW_FULL,
          OVER_QUOTA ->
          false;
      default -> true;
    };
  }
}
