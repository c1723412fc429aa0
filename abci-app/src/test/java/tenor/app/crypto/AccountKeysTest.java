package tenor.app.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

class AccountKeysTest {
  @Test
  void fault_ofEmptyKey_isMissing() {
    assertThat(AccountKeys.fault(PublicKey.getDefaultInstance())).contains(KeyFault.MISSING);
  }

  @Test
  void fault_ofEd25519_namesLengthAndPoint() {
    PublicKey good = ed25519Keys(1).getFirst();
    assertThat(AccountKeys.fault(good)).isEmpty();
    assertThat(AccountKeys.fault(ed25519(good.getEd25519().substring(1))))
        .contains(KeyFault.ED25519_LENGTH);
    assertThat(AccountKeys.fault(ed25519(ByteString.EMPTY))).contains(KeyFault.ED25519_LENGTH);
    // The neutral element: its order is 1.
    assertThat(AccountKeys.fault(ed25519(hex("01" + "00".repeat(31)))))
        .contains(KeyFault.ED25519_POINT);
    // y = p + 3 encodes the point of y = 3, which has a canonical encoding.
    assertThat(AccountKeys.fault(ed25519(hex("f0" + "ff".repeat(30) + "7f"))))
        .contains(KeyFault.ED25519_POINT);
  }

  @Test
  void fault_ofSecp256k1_namesLengthAndPoint() {
    String x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    assertThat(AccountKeys.fault(secp256k1(hex("02" + x)))).isEmpty();
    assertThat(AccountKeys.fault(secp256k1(hex("03" + x)))).isEmpty();
    assertThat(AccountKeys.fault(secp256k1(hex(x)))).contains(KeyFault.SECP256K1_LENGTH);
    for (String first : List.of("00", "01", "04", "05", "06", "07")) {
      assertThat(AccountKeys.fault(secp256k1(hex(first + x)))).contains(KeyFault.SECP256K1_POINT);
    }
    // No point has x = 5, and 2^256 - 1 is above the prime.
    assertThat(AccountKeys.fault(secp256k1(hex("02" + "00".repeat(31) + "05"))))
        .contains(KeyFault.SECP256K1_POINT);
    assertThat(AccountKeys.fault(secp256k1(hex("02" + "ff".repeat(32)))))
        .contains(KeyFault.SECP256K1_POINT);
  }

  @Test
  void fault_ofMultisig_namesTheFirstFault() {
    List<PublicKey> keys = ed25519Keys(17);
    assertThat(AccountKeys.fault(multisig(2, keys.subList(0, 3)))).isEmpty();
    assertThat(AccountKeys.fault(multisig(16, keys.subList(0, 16)))).isEmpty();
    assertThat(AccountKeys.fault(multisig(1, List.of()))).contains(KeyFault.MULTISIG_SIZE);
    assertThat(AccountKeys.fault(multisig(1, keys))).contains(KeyFault.MULTISIG_SIZE);
    assertThat(AccountKeys.fault(multisig(0, keys.subList(0, 3))))
        .contains(KeyFault.MULTISIG_THRESHOLD);
    assertThat(AccountKeys.fault(multisig(4, keys.subList(0, 3))))
        .contains(KeyFault.MULTISIG_THRESHOLD);
    assertThat(AccountKeys.fault(multisig(-1, keys.subList(0, 3))))
        .contains(KeyFault.MULTISIG_THRESHOLD);
    PublicKey nested = multisig(1, keys.subList(0, 1));
    assertThat(AccountKeys.fault(multisig(1, List.of(keys.getFirst(), nested))))
        .contains(KeyFault.MULTISIG_NESTED);
  }

  @Test
  void fault_ofMultisigMembers_namesOrderRepetitionAndTheMembersOwnFault() {
    List<PublicKey> keys = new ArrayList<>(ed25519Keys(3));
    PublicKey notAPoint = ed25519(hex("00".repeat(32)));
    assertThat(AccountKeys.fault(multisig(1, List.of(notAPoint, keys.get(0)))))
        .contains(KeyFault.ED25519_POINT);
    assertThat(AccountKeys.fault(multisig(1, List.of(PublicKey.getDefaultInstance()))))
        .contains(KeyFault.MISSING);
    assertThat(AccountKeys.fault(multisig(1, List.of(keys.get(0), keys.get(0)))))
        .contains(KeyFault.MULTISIG_ORDER);
    Collections.reverse(keys);
    assertThat(AccountKeys.fault(multisig(1, keys))).contains(KeyFault.MULTISIG_ORDER);
  }

  @Test
  void id_isTheHashOfPrefixZeroAndCanonicalBytes() {
    PublicKey key = secp256k1(hex("02" + "11".repeat(32)));
    ByteString expected =
        Hashes.sha256(
            hex("74656e6f722e6b65792e7631" + "00" + "1221" + "02" + "11".repeat(32)).toByteArray());
    assertThat(KeyId.of(key).bytes()).isEqualTo(expected.toByteArray());
    assertThat(KeyId.of(ed25519(key.getSecp256K1()))).isNotEqualTo(KeyId.of(key));
  }

  @Test
  void signingKey_ofWrongSecret_isRefused() {
    assertThatThrownBy(() -> SigningKey.ed25519(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.secp256k1(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] order =
        hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141").toByteArray();
    assertThatThrownBy(() -> SigningKey.secp256k1(order))
        .isInstanceOf(IllegalArgumentException.class);
    order[31]--;
    assertThat(AccountKeys.fault(SigningKey.secp256k1(order).publicKey())).isEmpty();
  }

  @Test
  void signingKey_printed_showsNoSecret() {
    byte[] secret = hex("5a".repeat(32)).toByteArray();
    assertThat(SigningKey.ed25519(secret).toString()).doesNotContain("5a5a5a");
    assertThat(SigningKey.secp256k1(secret).toString()).doesNotContain("5a5a5a");
  }

  private static List<PublicKey> ed25519Keys(int count) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(SigningKey.ed25519(Hashes.sha256(new byte[] {(byte) i}).toByteArray()).publicKey());
    }
    keys.sort(
        (one, other) ->
            ByteString.unsignedLexicographicalComparator()
                .compare(one.toByteString(), other.toByteString()));
    return keys;
  }

  private static PublicKey ed25519(ByteString bytes) {
    return PublicKey.newBuilder().setEd25519(bytes).build();
  }

  private static PublicKey secp256k1(ByteString bytes) {
    return PublicKey.newBuilder().setSecp256K1(bytes).build();
  }

  private static PublicKey multisig(int threshold, List<PublicKey> members) {
    return PublicKey.newBuilder()
        .setMultisig(Multisig.newBuilder().setThreshold(threshold).addAllMembers(members))
        .build();
  }

  private static ByteString hex(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
