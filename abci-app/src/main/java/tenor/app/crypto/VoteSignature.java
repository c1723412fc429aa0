package tenor.app.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The rule for signatures of validators: Ed25519 as ZIP-215 has it, which is CometBFT's rule. A
 * node with another rule would refuse blocks that the others accept.
 *
 * <p>ZIP-215 accepts every encoding of a point of the curve, canonical or not, of any order, asks S
 * &lt; L, and checks [8][S]B = [8]R + [8][k]A with k = SHA-512(R ‖ A ‖ message) over the bytes as
 * they came. Bouncy Castle's verifier accepts a part of that set and is fast, so it is asked first;
 * what it refuses is checked here in full.
 */
public final class VoteSignature {
  /** Bytes of a public key. */
  public static final int PUBLIC_KEY_BYTES = 32;

  /** Bytes of a signature: R, then S. */
  public static final int SIGNATURE_BYTES = 64;

  private static final BigInteger COFACTOR = BigInteger.valueOf(8);

  private VoteSignature() {}

  /**
   * Whether {@code signature} is a valid ZIP-215 signature of {@code message}. Bytes of a wrong
   * length are an invalid signature, never an exception.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_KEY_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    return Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length)
        || verifyByDefinition(publicKey, message, signature);
  }

  /** The definition of ZIP-215 itself; the lengths are right. */
  static boolean verifyByDefinition(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] encodedR = Arrays.copyOfRange(signature, 0, 32);
    BigInteger s = Scalars.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    if (s.compareTo(Edwards25519.ORDER) >= 0) {
      return false;
    }
    Optional<Edwards25519> a = Edwards25519.decode(publicKey);
    Optional<Edwards25519> r = Edwards25519.decode(encodedR);
    if (a.isEmpty() || r.isEmpty()) {
      return false;
    }
    BigInteger k = challenge(encodedR, publicKey, message);
    Edwards25519 left = Edwards25519.BASE.multiply(s);
    Edwards25519 right = r.get().add(a.get().multiply(k));
    return left.add(right.negate()).multiply(COFACTOR).isIdentity();
  }

  private static BigInteger challenge(byte[] encodedR, byte[] publicKey, byte[] message) {
    MessageDigest sha512 = Hashes.newSha512();
    sha512.update(encodedR);
    sha512.update(publicKey);
    sha512.update(message);
    return Scalars.littleEndian(sha512.digest()).mod(Edwards25519.ORDER);
  }
}
