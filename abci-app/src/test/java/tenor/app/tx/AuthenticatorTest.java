package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tenor.app.crypto.Hashes;
import tenor.app.crypto.KeyFault;
import tenor.app.crypto.SignatureCache;
import tenor.app.crypto.SigningKey;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Transaction;

class AuthenticatorTest {
  private final SignatureCache cache = SignatureCache.of(10);
  private final Authenticator authenticator = Authenticator.of(Samples.CHAIN, cache);

  @Test
  void read_ofSamples_isValid() {
    for (Transaction transaction : Samples.all()) {
      assertThat(authenticator.read(transaction.toByteString()))
          .isEqualTo(new TxInput.Valid(transaction));
    }
  }

  @Test
  void read_ofBytesThatAreNoTransaction_isInvalid() {
    assertThat(authenticator.read(ByteString.EMPTY))
        .isEqualTo(new TxInput.Invalid(TxReject.OPERATION_COUNT, "has 0"));
  }

  @Test
  void anySignedField_changed_isBadSignature() {
    badSignature(Samples.byMultisig(), tx -> tx.getAuthorisationsBuilder(0).setAccount(9), 0);
    badSignature(Samples.trade(), tx -> tx.getAuthorisationsBuilder(0).setNonce(5), 0);
    badSignature(Samples.trade(), tx -> tx.getAuthorisationsBuilder(1).setValidUntil(123_501), 1);
    badSignature(
        Samples.trade(),
        tx -> tx.getAuthorisationsBuilder(0).setPublicKey(Samples.CUSTODIAN.publicKey()),
        0);
    badSignature(
        Samples.trade(),
        tx ->
            tx.getBodyBuilder().getOperationsBuilder(0).getRegisterTradeBuilder().setContracts(41),
        0);
    badSignature(
        Samples.byMultisig(), tx -> tx.getBodyBuilder().setAtomicity(Atomicity.ATOMICITY_ALL), 0);
  }

  @Test
  void authorisations_swapped_areBadSignatures() {
    Transaction trade = Samples.trade();
    badSignature(
        trade,
        tx ->
            tx.setAuthorisations(0, trade.getAuthorisations(1))
                .setAuthorisations(1, trade.getAuthorisations(0)),
        0);
  }

  @Test
  void multisigSignatures_swapped_areBad() {
    ByteString first = Samples.byMultisig().getAuthorisations(0).getSignatures(0);
    ByteString second = Samples.byMultisig().getAuthorisations(0).getSignatures(1);
    badSignature(
        Samples.byMultisig(),
        tx -> tx.getAuthorisationsBuilder(0).setSignatures(0, second).setSignatures(1, first),
        0);
  }

  @Test
  void registeringAKeyThatIsNoPoint_isBadPublicKey() {
    PublicKey identity =
        PublicKey.newBuilder().setEd25519(ByteString.fromHex("01" + "00".repeat(31))).build();
    Body body =
        Samples.depositBody().toBuilder().addOperations(Samples.registerKey(identity)).build();
    Transaction transaction =
        Signer.of(Samples.CHAIN)
            .sign(body, List.of(Samples.custodians(1)), List.of(Samples.CUSTODIAN));

    assertThat(authenticator.read(transaction.toByteString()))
        .isEqualTo(
            new TxInput.Invalid(
                TxReject.BAD_PUBLIC_KEY, "operation 1: " + KeyFault.ED25519_POINT.expectation()));
  }

  @Test
  void cache_remembersValidTransactionsOnly() {
    Transaction good = Samples.deposit();
    Transaction bad = edited(good, tx -> tx.getAuthorisationsBuilder(0).setNonce(9));
    assertThat(authenticator.read(bad.toByteString())).isInstanceOf(TxInput.Invalid.class);
    assertThat(cache.size()).isZero();
    assertThat(authenticator.read(good.toByteString())).isInstanceOf(TxInput.Valid.class);
    assertThat(cache.isValid(Hashes.sha256(good.toByteArray()))).isTrue();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void cachedTransaction_isNotCheckedAgain() {
    Transaction bad = edited(Samples.deposit(), tx -> tx.getAuthorisationsBuilder(0).setNonce(9));
    cache.addValid(Hashes.sha256(bad.toByteArray()));
    assertThat(authenticator.read(bad.toByteString())).isEqualTo(new TxInput.Valid(bad));
  }

  @Test
  void signer_withoutThePrivateKeys_isRefused() {
    SigningKey other = SigningKey.ed25519(new byte[32]);
    assertThatThrownBy(
            () ->
                Signer.of(Samples.CHAIN)
                    .sign(Samples.depositBody(), List.of(Samples.custodians(1)), List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("authorisation 0 needs 1 signatures");
    Authorisation byTwo = Signer.unsigned(0, Samples.twoOfThree(), 1, 600);
    assertThatThrownBy(
            () ->
                Signer.of(Samples.CHAIN)
                    .sign(Samples.depositBody(), 0, byTwo, List.of(Samples.ADMINS.get(1), other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 2 signatures");
  }

  @Test
  void signer_withAllMembers_usesTheThresholdOnly() {
    Authorisation byTwo = Signer.unsigned(0, Samples.twoOfThree(), 1, 600);
    Transaction transaction =
        Signer.of(Samples.CHAIN).sign(Samples.depositBody(), List.of(byTwo), Samples.ADMINS);
    assertThat(authenticator.read(transaction.toByteString())).isInstanceOf(TxInput.Valid.class);
  }

  private void badSignature(Transaction base, Consumer<Transaction.Builder> edit, int place) {
    assertThat(authenticator.read(edited(base, edit).toByteString()))
        .isEqualTo(
            new TxInput.Invalid(
                TxReject.BAD_SIGNATURE, "authorisation " + place + ", chain " + Samples.CHAIN));
  }

  private static Transaction edited(Transaction base, Consumer<Transaction.Builder> edit) {
    Transaction.Builder builder = base.toBuilder();
    edit.accept(builder);
    return builder.build();
  }
}
