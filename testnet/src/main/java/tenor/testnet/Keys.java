package tenor.testnet;

import java.security.SecureRandom;
import tenor.app.crypto.SigningKey;

/** Keys that live as long as a network. */
final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  static SigningKey random() {
    byte[] seed = new byte[32];
    RANDOM.nextBytes(seed);
    return SigningKey.ed25519(seed);
  }

  static long nonce() {
    return RANDOM.nextLong();
  }
}
