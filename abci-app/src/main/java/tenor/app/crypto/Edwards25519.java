package tenor.app.crypto;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A point of edwards25519, the curve −x² + y² = 1 + d·x²·y² over the field of p = 2²⁵⁵ − 19, in
 * extended coordinates (x = X/Z, y = Y/Z, x·y = T/Z).
 *
 * <p>Written for reading, not for speed or secrecy: it handles public values only, and only in the
 * rare case that Bouncy Castle refused a signature. The formulas are those of RFC 8032, section
 * 5.1.4; they hold for every pair of points, so no case is special.
 */
record Edwards25519(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
  /** The prime of the field. */
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The order of the base point, a prime. */
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_EXPONENT = P.add(BigInteger.valueOf(3)).shiftRight(3);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  /** The neutral element. */
  static final Edwards25519 IDENTITY = affine(BigInteger.ZERO, BigInteger.ONE);

  /** The base point: y = 4/5, x even. */
  static final Edwards25519 BASE = base();

  /**
   * Decodes 32 bytes as ZIP-215 does: bit 255 is the sign of x, the rest is y, little-endian.
   *
   * <p>Unlike RFC 8032, y is taken modulo p when it is not smaller than p, and x = 0 is accepted
   * with either sign.
   *
   * @return empty if no point of the curve has this y
   */
  static Optional<Edwards25519> decode(byte[] bytes) {
    BigInteger number = Scalars.littleEndian(bytes);
    boolean odd = number.testBit(255);
    return fromY(number.clearBit(255).mod(P), odd);
  }

  private static Optional<Edwards25519> fromY(BigInteger y, boolean odd) {
    BigInteger ySquared = y.multiply(y);
    BigInteger numerator = ySquared.subtract(BigInteger.ONE);
    // Never zero: −1/d is not a square.
    BigInteger denominator = D.multiply(ySquared).add(BigInteger.ONE).mod(P);
    BigInteger xSquared = numerator.multiply(denominator.modInverse(P)).mod(P);
    return squareRoot(xSquared).map(root -> affine(withParity(root, odd), y));
  }

  private static Optional<BigInteger> squareRoot(BigInteger square) {
    BigInteger root = square.modPow(ROOT_EXPONENT, P);
    if (isRoot(root, square)) {
      return Optional.of(root);
    }
    BigInteger turned = root.multiply(ROOT_OF_MINUS_ONE).mod(P);
    return isRoot(turned, square) ? Optional.of(turned) : Optional.empty();
  }

  private static boolean isRoot(BigInteger root, BigInteger square) {
    return root.multiply(root).mod(P).equals(square);
  }

  private static BigInteger withParity(BigInteger x, boolean odd) {
    return x.testBit(0) == odd ? x : x.negate().mod(P);
  }

  private static Edwards25519 affine(BigInteger x, BigInteger y) {
    return new Edwards25519(x, y, BigInteger.ONE, x.multiply(y).mod(P));
  }

  private static Edwards25519 base() {
    BigInteger y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);
    return fromY(y, false).orElseThrow();
  }

  /** The sum of two points. */
  Edwards25519 add(Edwards25519 other) {
    BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
    BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
    BigInteger c = t.multiply(other.t).multiply(D).shiftLeft(1).mod(P);
    BigInteger e = z.multiply(other.z).shiftLeft(1);
    BigInteger difference = b.subtract(a);
    BigInteger f = e.subtract(c);
    BigInteger g = e.add(c);
    BigInteger sum = b.add(a);
    return new Edwards25519(
        difference.multiply(f).mod(P),
        g.multiply(sum).mod(P),
        f.multiply(g).mod(P),
        difference.multiply(sum).mod(P));
  }

  /** The inverse of this point. */
  Edwards25519 negate() {
    return new Edwards25519(x.negate().mod(P), y, z, t.negate().mod(P));
  }

  /** This point added to itself {@code factor} times; {@code factor} is not negative. */
  Edwards25519 multiply(BigInteger factor) {
    Edwards25519 result = IDENTITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      result = result.add(result);
      if (factor.testBit(bit)) {
        result = result.add(this);
      }
    }
    return result;
  }

  /** Whether this is the neutral element. */
  boolean isIdentity() {
    return x.signum() == 0 && y.equals(z);
  }
}
