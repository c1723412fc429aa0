package tenor.app.crypto;

import com.google.protobuf.ByteString;
import tenor.clearing.proto.PublicKey;

/**
 * A private key of one participant, for clients; a multisig signs with several of them. Never
 * printed: {@code toString} shows the public key only.
 */
public sealed interface SigningKey permits Ed25519SigningKey, Secp256k1SigningKey {
  /** The public key, as it is registered. */
  PublicKey publicKey();

  /** The 32 secret bytes: the Ed25519 seed or the secp256k1 scalar, a copy. */
  byte[] secret();

  /**
   * Signs a 32-byte digest; the same digest always gives the same 64 bytes.
   *
   * @throws IllegalArgumentException if {@code digest} is not 32 bytes
   */
  ByteString sign(byte[] digest);

  /**
   * The Ed25519 key with a seed of 32 bytes.
   *
   * @throws IllegalArgumentException if {@code seed} is not 32 bytes
   */
  static SigningKey ed25519(byte[] seed) {
    return new Ed25519SigningKey(seed);
  }

  /**
   * The secp256k1 key with a private number, 32 bytes, big-endian.
   *
   * @throws IllegalArgumentException if it is not from 1 to the order of the curve − 1
   */
  static SigningKey secp256k1(byte[] number) {
    return new Secp256k1SigningKey(number);
  }
}
