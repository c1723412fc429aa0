package tenor.clearing.trading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Unique transaction identifiers (TRD-16) in the form of ISO 23897: 20 characters for who made it,
 * then up to 32 that are unique with it. Where a legal entity identifier would be stands a hash of
 * the chain's name, so no two chains make the same one.
 */
final class Uti {
  private static final String DOMAIN = "tenor.uti.v1\0";
  private static final int HOUSE_BYTES = 10;
  private static final int DIGITS = 20;

  private Uti() {}

  /** The identifier of trade {@code number} on a chain: 40 characters among 0-9 and A-F. */
  static String of(String chainId, long number) {
    String digits = Long.toUnsignedString(number);
    return house(chainId) + "0".repeat(DIGITS - digits.length()) + digits;
  }

  private static String house(String chainId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((DOMAIN + chainId).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(hash, 0, HOUSE_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
