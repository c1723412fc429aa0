package tenor.clearing.compliance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tenor.clearing.kernel.KeyReader;
import tenor.clearing.proto.PublicKey;

/**
 * What a public key is called in the state: SHA-256("tenor.key.v1" ‖ 0x00 ‖ its canonical bytes).
 */
public final class KeyId {
  /** How many bytes it has. */
  static final int BYTES = 32;

  private static final byte[] DOMAIN = "tenor.key.v1\0".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private KeyId(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The id with these 32 bytes. */
  public static KeyId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key id has " + BYTES + " bytes, not " + bytes.length);
    }
    return new KeyId(bytes.clone());
  }

  /** Reads one from a key of the state. */
  static KeyId read(KeyReader in) {
    return new KeyId(in.bytes(BYTES));
  }

  /** The id of a public key. */
  public static KeyId of(PublicKey key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(DOMAIN);
      return new KeyId(digest.digest(key.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyId id && Arrays.equals(bytes, id.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
