package tenor.app.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * ECDSA on secp256k1 over a 32-byte digest. A signature is r then s, 32 bytes each, big-endian, and
 * s at most half the order ("low S"), so that nobody can turn a valid signature into another one.
 */
final class Secp256k1 {
  /** Bytes of a compressed public key. */
  static final int PUBLIC_KEY_BYTES = 33;

  /** Bytes of a signature. */
  static final int SIGNATURE_BYTES = 64;

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private Secp256k1() {}

  /** The point that 33 bytes encode, or empty; the point at infinity has no such encoding. */
  static Optional<ECPoint> point(byte[] publicKey) {
    if (publicKey.length != PUBLIC_KEY_BYTES || (publicKey[0] != 2 && publicKey[0] != 3)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CURVE.getCurve().decodePoint(publicKey));
    } catch (IllegalArgumentException e) {
      // Bouncy Castle's way to say that x is not below the prime or that no point has it.
      return Optional.empty();
    }
  }

  /** Whether the signature is valid; bytes of a wrong length or no point are an invalid one. */
  static boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    Optional<ECPoint> point = point(publicKey);
    if (point.isEmpty() || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    if (s.compareTo(HALF_ORDER) > 0) {
      return false;
    }
    var verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(point.get(), DOMAIN));
    return verifier.verifySignature(digest, r, s);
  }

  /** Whether 32 bytes are a private key: a number from 1 to the order − 1. */
  static boolean isPrivateKey(byte[] privateKey) {
    BigInteger number = new BigInteger(1, privateKey);
    return privateKey.length == 32 && number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  /** The compressed public key of a private key. */
  static byte[] publicKey(byte[] privateKey) {
    return new FixedPointCombMultiplier()
        .multiply(DOMAIN.getG(), new BigInteger(1, privateKey))
        .getEncoded(true);
  }

  /** Signs with the nonce of RFC 6979, so that the same digest gives the same signature. */
  static byte[] sign(byte[] privateKey, byte[] digest) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), DOMAIN));
    BigInteger[] signature = signer.generateSignature(digest);
    byte[] bytes = new byte[SIGNATURE_BYTES];
    Scalars.putBigEndian32(signature[0], bytes, 0);
    Scalars.putBigEndian32(signature[1].min(ORDER.subtract(signature[1])), bytes, 32);
    return bytes;
  }
}
