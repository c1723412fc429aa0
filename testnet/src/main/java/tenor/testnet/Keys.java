package tenor.testnet;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import tenor.app.crypto.SigningKey;
import tenor.node.config.NodeHome;
import tenor.node.keys.Keystore;

/** Keys that live as long as a network. */
final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  static SigningKey random() {
    byte[] seed = new byte[32];
    RANDOM.nextBytes(seed);
    return SigningKey.ed25519(seed);
  }

  /** Puts the keys of a network into its home's keystore, for use by the command line. */
  static void keep(Path home, SigningKey admin, SigningKey custodian, List<Member> members)
      throws IOException {
    Keystore keystore = new Keystore(new NodeHome(home).keys());
    keystore.add("admin", Keystore.Kind.ED25519, admin.secret());
    keystore.add("custodian", Keystore.Kind.ED25519, custodian.secret());
    for (Member member : members) {
      keystore.add(member.name(), Keystore.Kind.ED25519, member.key().secret());
    }
  }

  static long nonce() {
    return RANDOM.nextLong();
  }
}
