package tenor.engine;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key pair as CometBFT stores it: a node's identity or a validator's signing key.
 *
 * <p>Its text form never holds the secret.
 */
public final class Ed25519Key {

  private static final int KEY_BYTES = 32;
  private static final int ADDRESS_BYTES = 20;

  /** What precedes the 32 bytes of the key in its X.509 form (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] seed;
  private final byte[] publicKey;

  private Ed25519Key(byte[] seed, byte[] publicKey) {
    this.seed = seed;
    this.publicKey = publicKey;
  }

  /** A new key from the system's random source. */
  public static Ed25519Key generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new Ed25519Key(seed, publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no Ed25519", e);
    }
  }

  /**
   * Reads CometBFT's form of a private key.
   *
   * @param base64 the seed of 32 bytes and the public key of 32 bytes
   * @throws IllegalArgumentException if it is not 64 bytes or the halves do not belong together
   */
  static Ed25519Key ofPrivate(String base64) {
    byte[] both = Base64.getDecoder().decode(base64);
    if (both.length != 2 * KEY_BYTES) {
      throw new IllegalArgumentException("a private key has 64 bytes, not " + both.length);
    }
    Ed25519Key key =
        new Ed25519Key(
            Arrays.copyOf(both, KEY_BYTES), Arrays.copyOfRange(both, KEY_BYTES, 2 * KEY_BYTES));
    if (!key.halvesMatch()) {
      throw new IllegalArgumentException("the public half does not belong to the private one");
    }
    return key;
  }

  /** 64 lower-case hex digits. */
  public String publicKey() {
    return HexFormat.of().formatHex(publicKey);
  }

  /**
   * The first 20 bytes of the public key's SHA-256 as lower-case hex: node id or validator address.
   */
  public String address() {
    return addressOf(publicKey);
  }

  static String addressOf(byte[] publicKey) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
      return HexFormat.of().formatHex(hash, 0, ADDRESS_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }

  String publicBase64() {
    return Base64.getEncoder().encodeToString(publicKey);
  }

  String privateBase64() {
    byte[] both = Arrays.copyOf(seed, 2 * KEY_BYTES);
    System.arraycopy(publicKey, 0, both, KEY_BYTES, KEY_BYTES);
    return Base64.getEncoder().encodeToString(both);
  }

  private boolean halvesMatch() {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey secret =
          factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
      System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(encoded));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(X509_PREFIX);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(X509_PREFIX);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false; // a public half that is no point of the curve
    }
  }

  /** The public key only. */
  @Override
  public String toString() {
    return "Ed25519Key[" + publicKey() + "]";
  }
}
