package tenor.node.light;

import java.security.MessageDigest;
import java.util.List;
import tenor.app.crypto.Hashes;

/** The root of a list as RFC 6962 defines it, which the engine uses for the fields of a header. */
final class Merkle {
  private Merkle() {}

  static byte[] root(List<byte[]> items) {
    MessageDigest sha256 = Hashes.newSha256();
    switch (items.size()) {
      case 0 -> {}
      case 1 -> {
        sha256.update((byte) 0);
        sha256.update(items.getFirst());
      }
      default -> {
        int half = Integer.highestOneBit(items.size() - 1);
        sha256.update((byte) 1);
        sha256.update(root(items.subList(0, half)));
        sha256.update(root(items.subList(half, items.size())));
      }
    }
    return sha256.digest();
  }
}
