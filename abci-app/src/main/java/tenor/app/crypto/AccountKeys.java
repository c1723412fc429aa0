package tenor.app.crypto;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

/** The public keys of participants: which of them are allowed. */
public final class AccountKeys {
  /** The most members that a multisig may have. */
  public static final int MAX_MEMBERS = 16;

  private static final Comparator<ByteString> BYTE_ORDER =
      ByteString.unsignedLexicographicalComparator();

  private AccountKeys() {}

  /**
   * The full rule, for registration: form and points. After it a signature can be checked by any
   * verifier, alone or in a batch, with the same verdict.
   */
  public static Optional<KeyFault> fault(PublicKey key) {
    return formFault(key).or(() -> pointFault(key));
  }

  /** The part of the rule that needs no arithmetic: kind, lengths, threshold, members' order. */
  public static Optional<KeyFault> formFault(PublicKey key) {
    return switch (key.getKindCase()) {
      case ED25519 ->
          unless(key.getEd25519().size() == Ed25519.PUBLIC_KEY_SIZE, KeyFault.ED25519_LENGTH);
      case SECP256K1 ->
          unless(
              key.getSecp256K1().size() == Secp256k1.PUBLIC_KEY_BYTES, KeyFault.SECP256K1_LENGTH);
      case MULTISIG -> multisigFormFault(key.getMultisig());
      case KIND_NOT_SET -> Optional.of(KeyFault.MISSING);
    };
  }

  private static Optional<KeyFault> multisigFormFault(Multisig multisig) {
    List<PublicKey> members = multisig.getMembersList();
    if (members.isEmpty() || members.size() > MAX_MEMBERS) {
      return Optional.of(KeyFault.MULTISIG_SIZE);
    }
    if (multisig.getThreshold() < 1 || multisig.getThreshold() > members.size()) {
      return Optional.of(KeyFault.MULTISIG_THRESHOLD);
    }
    if (members.stream().anyMatch(PublicKey::hasMultisig)) {
      return Optional.of(KeyFault.MULTISIG_NESTED);
    }
    return members.stream()
        .flatMap(member -> formFault(member).stream())
        .findFirst()
        .or(() -> unless(ascending(members), KeyFault.MULTISIG_ORDER));
  }

  private static boolean ascending(List<PublicKey> members) {
    for (int i = 1; i < members.size(); i++) {
      ByteString before = members.get(i - 1).toByteString();
      if (BYTE_ORDER.compare(before, members.get(i).toByteString()) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<KeyFault> pointFault(PublicKey key) {
    return switch (key.getKindCase()) {
      case ED25519 ->
          unless(
              Ed25519.validatePublicKeyFull(key.getEd25519().toByteArray(), 0),
              KeyFault.ED25519_POINT);
      case SECP256K1 ->
          unless(
              Secp256k1.point(key.getSecp256K1().toByteArray()).isPresent(),
              KeyFault.SECP256K1_POINT);
      case MULTISIG ->
          key.getMultisig().getMembersList().stream()
              .flatMap(member -> pointFault(member).stream())
              .findFirst();
      case KIND_NOT_SET -> Optional.of(KeyFault.MISSING);
    };
  }

  private static Optional<KeyFault> unless(boolean right, KeyFault fault) {
    return right ? Optional.empty() : Optional.of(fault);
  }
}
