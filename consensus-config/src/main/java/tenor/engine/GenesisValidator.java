package tenor.engine;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A validator of the first block.
 *
 * @param publicKey Ed25519, 64 lower-case hex digits
 * @param power voting power, at least 1
 * @param name for people only
 */
public record GenesisValidator(String publicKey, long power, String name) {

  /** Refuses a malformed key and power below 1. */
  public GenesisValidator {
    if (!publicKey.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a validator's key is 64 lower-case hex digits, not '" + publicKey + "'");
    }
    if (power < 1) {
      throw new IllegalArgumentException("power of " + name + " must be positive, not " + power);
    }
  }

  /** CometBFT's address of the key: 40 upper-case hex digits. */
  String address() {
    return Ed25519Key.addressOf(publicKeyBytes()).toUpperCase(Locale.ROOT);
  }

  byte[] publicKeyBytes() {
    return HexFormat.of().parseHex(publicKey);
  }
}
