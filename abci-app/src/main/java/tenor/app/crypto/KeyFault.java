package tenor.app.crypto;

/** Why a public key may not be registered, or used, as the key of an account; first fault first. */
public enum KeyFault {
  /** No kind of key is set. */
  MISSING("expected one of ed25519, secp256k1 or multisig"),
  /** An Ed25519 key that is not 32 bytes. */
  ED25519_LENGTH("expected an Ed25519 key of 32 bytes"),
  /** An Ed25519 key that does not encode, canonically, a point of prime order. */
  ED25519_POINT("expected the canonical encoding of an Ed25519 point of prime order"),
  /** A secp256k1 key that is not 33 bytes. */
  SECP256K1_LENGTH("expected a compressed secp256k1 key of 33 bytes"),
  /** A secp256k1 key that does not encode a point of the curve. */
  SECP256K1_POINT("expected the compressed encoding, 02 or 03 first, of a secp256k1 point"),
  /** A multisig without members or with more than 16. */
  MULTISIG_SIZE("expected a multisig of 1 to 16 members"),
  /** A multisig's threshold that is zero or above the number of its members. */
  MULTISIG_THRESHOLD("expected a multisig threshold from 1 to the number of members"),
  /** A multisig among the members of a multisig. */
  MULTISIG_NESTED("expected ed25519 and secp256k1 keys as the members of a multisig"),
  /** Members of a multisig that are equal or not ascending by their bytes. */
  MULTISIG_ORDER("expected the members of a multisig distinct and ascending by their bytes");

  private final String expectation;

  KeyFault(String expectation) {
    this.expectation = expectation;
  }

  /** What was expected instead, for people. */
  public String expectation() {
    return expectation;
  }
}
