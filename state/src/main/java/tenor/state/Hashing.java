package tenor.state;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of the tree: those of RFC 6962 over CometBFT's form of a leaf, so that its stock proof
 * operator {@code simple:v} and ICS-23's TendermintSpec accept them.
 *
 * <ul>
 *   <li>leaf: {@code SHA-256(0x00 ‖ uvarint(len key) ‖ key ‖ 0x20 ‖ SHA-256(value))}
 *   <li>inner: {@code SHA-256(0x01 ‖ left ‖ right)}
 *   <li>level of a key: leading zero hexadecimal digits of {@code SHA-256("tenor.level.v1" ‖ 0x00 ‖
 *       key)}, 0 to 64
 * </ul>
 */
final class Hashing {
  /** Bytes of a hash. */
  static final int SIZE = 32;

  private static final byte LEAF = 0;
  private static final byte INNER = 1;
  private static final byte[] LEVEL = "tenor.level.v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hashing::make);

  private Hashing() {}

  private static MessageDigest make() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** This thread's SHA-256, reset. Do not keep it across calls of this class. */
  static MessageDigest sha256() {
    return SHA_256.get();
  }

  /** The hash of a leaf. */
  static byte[] leaf(byte[] key, byte[] value) {
    byte[] hash = new byte[SIZE];
    leaf(key, value, hash, 0);
    return hash;
  }

  /** Writes the hash of a leaf into {@code target} at {@code offset}. */
  static void leaf(byte[] key, byte[] value, byte[] target, int offset) {
    MessageDigest digest = sha256();
    byte[] valueHash = digest.digest(value);
    digest.update(LEAF);
    for (int rest = key.length; ; rest >>>= 7) {
      if (rest < 0x80) {
        digest.update((byte) rest);
        break;
      }
      digest.update((byte) ((rest & 0x7f) | 0x80));
    }
    digest.update(key);
    digest.update((byte) SIZE);
    digest.update(valueHash);
    finish(digest, target, offset);
  }

  /** The hash of an inner node. */
  static byte[] inner(byte[] left, byte[] right) {
    byte[] hash = new byte[SIZE];
    inner(left, 0, right, 0, hash, 0);
    return hash;
  }

  /** Writes the hash of an inner node, of two hashes in arrays, into another. */
  static void inner(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target, int offset) {
    MessageDigest digest = sha256();
    digest.update(INNER);
    digest.update(left, leftAt, SIZE);
    digest.update(right, rightAt, SIZE);
    finish(digest, target, offset);
  }

  private static void finish(MessageDigest digest, byte[] target, int offset) {
    try {
      digest.digest(target, offset, SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("no room for a hash", e);
    }
  }

  /** The level of a key, which alone decides where groups end. */
  static int level(byte[] key) {
    MessageDigest digest = sha256();
    digest.update(LEVEL);
    byte[] hash = digest.digest(key);
    int digits = 0;
    for (byte b : hash) {
      if (b != 0) {
        return (b & 0xf0) == 0 ? digits + 1 : digits;
      }
      digits += 2;
    }
    return digits;
  }
}
