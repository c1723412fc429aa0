package tenor.app.crypto;

import com.google.protobuf.ByteString;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

/**
 * The rule for signatures of accounts over a 32-byte digest.
 *
 * <ul>
 *   <li>Ed25519: the cofactored equation, canonical A and R, S &lt; L. That A has prime order is
 *       checked once, when the key is registered ({@link AccountKeys#fault}).
 *   <li>secp256k1: ECDSA with low s.
 *   <li>Multisig: exactly as many signatures as the threshold, in the order of the members that
 *       made them, each by another member.
 * </ul>
 */
public final class AccountSignature {
  /** Bytes of one signature, of either kind of key. */
  public static final int BYTES = 64;

  private AccountSignature() {}

  /**
   * How many signatures {@code key} needs, without saying that the key itself is well formed: 1, or
   * a multisig's threshold.
   */
  public static int count(PublicKey key) {
    return key.hasMultisig() ? key.getMultisig().getThreshold() : 1;
  }

  /**
   * Whether {@code signatures} are exactly the valid signatures of {@code digest} by {@code key}. A
   * key or a signature of a wrong form gives false, never an exception.
   *
   * @param digest 32 bytes
   */
  public static boolean verify(PublicKey key, byte[] digest, List<ByteString> signatures) {
    if (AccountKeys.formFault(key).isPresent() || signatures.size() != count(key)) {
      return false;
    }
    return key.hasMultisig()
        ? verifyMembers(key.getMultisig(), digest, signatures)
        : verifyOne(key, digest, signatures.getFirst());
  }

  /**
   * Gives each signature, in turn, to the first member after the last signer that it fits. A member
   * is tried once, so a multisig costs at most 16 checks.
   */
  private static boolean verifyMembers(
      Multisig multisig, byte[] digest, List<ByteString> signatures) {
    int matched = 0;
    for (PublicKey member : multisig.getMembersList()) {
      if (matched < signatures.size() && verifyOne(member, digest, signatures.get(matched))) {
        matched++;
      }
    }
    return matched == signatures.size();
  }

  private static boolean verifyOne(PublicKey key, byte[] digest, ByteString signature) {
    return switch (key.getKindCase()) {
      case ED25519 -> verifyEd25519(key.getEd25519(), digest, signature);
      case SECP256K1 ->
          Secp256k1.verify(key.getSecp256K1().toByteArray(), digest, signature.toByteArray());
      case MULTISIG, KIND_NOT_SET -> false;
    };
  }

  private static boolean verifyEd25519(ByteString key, byte[] digest, ByteString signature) {
    return signature.size() == BYTES
        && Ed25519.verify(
            signature.toByteArray(), 0, key.toByteArray(), 0, digest, 0, digest.length);
  }
}
