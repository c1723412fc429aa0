package tenor.clearing.compliance;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

/** The form that a public key must have, whatever its points are. */
final class KeyForm {
  private static final int ED25519_BYTES = 32;
  private static final int SECP256K1_BYTES = 33;
  private static final int MOST_MEMBERS = 16;

  private KeyForm() {}

  /** What was expected instead, or empty. */
  static Optional<String> fault(PublicKey key) {
    return switch (key.getKindCase()) {
      case ED25519 -> sized(key.getEd25519(), ED25519_BYTES);
      case SECP256K1 -> sized(key.getSecp256K1(), SECP256K1_BYTES);
      case MULTISIG -> fault(key.getMultisig());
      case KIND_NOT_SET -> Optional.of("no kind of key is set");
    };
  }

  private static Optional<String> sized(ByteString bytes, int size) {
    return bytes.size() == size
        ? Optional.empty()
        : Optional.of("has " + bytes.size() + " bytes, not " + size);
  }

  private static Optional<String> fault(Multisig multisig) {
    List<PublicKey> members = multisig.getMembersList();
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      return Optional.of("a multisig has 1 to " + MOST_MEMBERS + " members");
    }
    if (multisig.getThreshold() < 1 || multisig.getThreshold() > members.size()) {
      return Optional.of("the threshold is from 1 to the number of members");
    }
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).hasMultisig()) {
        return Optional.of("no member is a multisig");
      }
      Optional<String> fault = fault(members.get(i));
      if (fault.isPresent()) {
        return fault;
      }
      if (i > 0 && !ascending(members.get(i - 1), members.get(i))) {
        return Optional.of("members are distinct and ascending by their bytes");
      }
    }
    return Optional.empty();
  }

  private static boolean ascending(PublicKey first, PublicKey second) {
    return ByteString.unsignedLexicographicalComparator()
            .compare(first.toByteString(), second.toByteString())
        < 0;
  }
}
