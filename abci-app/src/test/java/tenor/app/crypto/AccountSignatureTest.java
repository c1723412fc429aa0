package tenor.app.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

class AccountSignatureTest {
  private static final byte[] DIGEST = Hashes.sha256(new byte[] {1, 2, 3}).toByteArray();
  private static final List<SigningKey> SIGNERS =
      IntStream.range(0, 5)
          .mapToObj(AccountSignatureTest::signer)
          .sorted(
              (one, other) ->
                  ByteString.unsignedLexicographicalComparator()
                      .compare(one.publicKey().toByteString(), other.publicKey().toByteString()))
          .toList();

  @ParameterizedTest
  @ValueSource(strings = {"ed25519.json", "ed25519-speccheck.json"})
  void ed25519_onEveryVector_givesTheVerdictOfTheAccountRule(String file) {
    assertThat(Vectors.signed(file))
        .allSatisfy(
            vector -> {
              PublicKey key = PublicKey.newBuilder().setEd25519(vector.key()).build();
              boolean accepted =
                  AccountKeys.fault(key).isEmpty()
                      && AccountSignature.verify(
                          key, vector.message().toByteArray(), List.of(vector.signature()));
              assertThat(accepted).as("%s", vector).isEqualTo(vector.verdict("account"));
            });
  }

  @Test
  void ed25519_whateverAccountsAccept_validatorsAcceptToo() {
    assertThat(Stream.of("ed25519.json", "ed25519-speccheck.json", "ed25519-zip215.json"))
        .flatMap(file -> Vectors.signed(file).toList())
        .filteredOn(
            vector ->
                Ed25519.verify(
                    vector.signature().toByteArray(),
                    0,
                    vector.key().toByteArray(),
                    0,
                    vector.message().toByteArray(),
                    0,
                    vector.message().size()))
        .isNotEmpty()
        .allMatch(vector -> vector.verdict("zip215"));
  }

  @Test
  void secp256k1_onEveryVector_givesTheVerdictOfTheOtherProgram() {
    List<Vectors.Signed> vectors = Vectors.signed("secp256k1.json").toList();
    assertThat(vectors).hasSize(96);
    assertThat(vectors)
        .allSatisfy(
            vector -> {
              PublicKey key = PublicKey.newBuilder().setSecp256K1(vector.key()).build();
              assertThat(AccountKeys.fault(key)).isEmpty();
              assertThat(
                      AccountSignature.verify(
                          key, vector.message().toByteArray(), List.of(vector.signature())))
                  .as("%s", vector)
                  .isEqualTo(vector.verdict("valid"));
            });
  }

  @Test
  void secp256k1_signing_givesTheSignatureOfTheOtherProgram() {
    assertThat(Vectors.signed("secp256k1.json").filter(vector -> vector.kind().equals("valid")))
        .hasSize(11)
        .allSatisfy(
            vector -> {
              SigningKey signer =
                  SigningKey.secp256k1(Vectors.hex(vector.all(), "privateKey").toByteArray());
              assertThat(signer.publicKey().getSecp256K1()).isEqualTo(vector.key());
              assertThat(signer.sign(vector.message().toByteArray())).isEqualTo(vector.signature());
            });
  }

  @Test
  void singleKey_withTwoSignaturesOrNone_isRefused() {
    SigningKey signer = SIGNERS.getFirst();
    ByteString signature = signer.sign(DIGEST);
    assertThat(AccountSignature.verify(signer.publicKey(), DIGEST, List.of(signature))).isTrue();
    assertThat(AccountSignature.verify(signer.publicKey(), DIGEST, List.of(signature, signature)))
        .isFalse();
    assertThat(AccountSignature.verify(signer.publicKey(), DIGEST, List.of())).isFalse();
  }

  @Test
  void multisig_byAnyMembersInTheirOrder_isAccepted() {
    for (int[] members : new int[][] {{0, 1, 2}, {0, 2, 4}, {2, 3, 4}, {1, 3, 4}}) {
      assertThat(AccountSignature.verify(threeOfFive(), DIGEST, signaturesOf(members)))
          .as("members %s", members)
          .isTrue();
    }
  }

  @Test
  void multisig_outOfOrderRepeatedTooFewOrTooMany_isRefused() {
    for (int[] members :
        new int[][] {{1, 0, 2}, {0, 4, 2}, {0, 0, 1}, {4, 4, 4}, {0, 1}, {0, 1, 2, 3}, {}}) {
      assertThat(AccountSignature.verify(threeOfFive(), DIGEST, signaturesOf(members)))
          .as("members %s", members)
          .isFalse();
    }
  }

  @Test
  void multisig_withOneForeignSignature_isRefused() {
    ByteString foreign = SigningKey.ed25519(new byte[32]).sign(DIGEST);
    List<ByteString> good = signaturesOf(0, 1, 2);
    assertThat(
            AccountSignature.verify(
                threeOfFive(), DIGEST, List.of(good.get(0), foreign, good.get(2))))
        .isFalse();
  }

  @Test
  void verify_ofAnotherDigest_isFalse() {
    byte[] other = Hashes.sha256(new byte[0]).toByteArray();
    assertThat(AccountSignature.verify(threeOfFive(), other, signaturesOf(0, 1, 2))).isFalse();
    for (SigningKey signer : SIGNERS) {
      assertThat(AccountSignature.verify(signer.publicKey(), other, List.of(signer.sign(DIGEST))))
          .isFalse();
    }
  }

  private static PublicKey threeOfFive() {
    var multisig = Multisig.newBuilder().setThreshold(3);
    SIGNERS.forEach(signer -> multisig.addMembers(signer.publicKey()));
    PublicKey key = PublicKey.newBuilder().setMultisig(multisig).build();
    assertThat(AccountKeys.fault(key)).isEmpty();
    return key;
  }

  private static List<ByteString> signaturesOf(int... members) {
    return IntStream.of(members).mapToObj(member -> SIGNERS.get(member).sign(DIGEST)).toList();
  }

  private static SigningKey signer(int number) {
    byte[] secret = Hashes.sha256(new byte[] {(byte) number}).toByteArray();
    return number % 2 == 0 ? SigningKey.ed25519(secret) : SigningKey.secp256k1(secret);
  }
}
