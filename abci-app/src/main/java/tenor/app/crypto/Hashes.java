package tenor.app.crypto;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions of the JDK, without its checked exceptions. */
public final class Hashes {
  private Hashes() {}

  /** A new SHA-256. */
  public static MessageDigest newSha256() {
    return newDigest("SHA-256");
  }

  /** The SHA-256 of {@code bytes}: 32 bytes. */
  public static ByteString sha256(byte[] bytes) {
    return ByteString.copyFrom(newSha256().digest(bytes));
  }

  /** A new SHA-512. */
  static MessageDigest newSha512() {
    return newDigest("SHA-512");
  }

  private static MessageDigest newDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + " is part of every JDK", e);
    }
  }
}
