package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.app.crypto.KeyFault;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.RegisterParticipant;
import tenor.clearing.proto.Transaction;

class TxCodecTest {
  private static final UnknownFieldSet UNKNOWN =
      UnknownFieldSet.newBuilder()
          .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
          .build();

  @Test
  void decode_samples_isOkWithTheirBytes() {
    for (Transaction transaction : Samples.all()) {
      assertThat(TxCodec.decode(transaction.toByteString()))
          .isInstanceOfSatisfying(
              Decoded.Ok.class, ok -> assertThat(ok.bytes()).isEqualTo(transaction.toByteString()));
    }
  }

  @Test
  void decode_tradeWithoutItsSecondAuthorisation_isRefusedByShape() {
    Transaction trade = Samples.trade();
    Transaction stripped = trade.toBuilder().removeAuthorisations(1).build();

    refused(
        stripped.toByteArray(),
        TxReject.MISSING_AUTHORISATION,
        "operation 0 binds account " + trade.getAuthorisations(1).getAccount());
  }

  @Test
  void decode_sizeLimit_isExact() {
    Transaction base = Samples.deposit();
    // From 40 000 characters on, every length around the reference takes three bytes.
    int others = withReference(base, "x".repeat(40_000)).getSerializedSize() - 40_000;
    int most = TxCodec.MAX_BYTES - others;
    Transaction largest = withReference(base, "x".repeat(most));
    assertThat(largest.getSerializedSize()).isEqualTo(TxCodec.MAX_BYTES);
    assertThat(TxCodec.decode(largest.toByteArray())).isInstanceOf(Decoded.Ok.class);

    refused(
        withReference(base, "x".repeat(most + 1)).toByteArray(),
        TxReject.OVERSIZED,
        "has 65537 bytes");
    refused(new byte[10_000_000], TxReject.OVERSIZED, "has 10000000 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a", // a length is missing
        "0aff01", // longer than what follows
        "0affffffff0f", // a length of minus one
        "0a808080808080808080808001", // an endless varint
        "0c", // the end of a group that never began
        "07", // a wire type that does not exist
        "00", // field number zero
        "0a0612043202ff" // cut inside
      })
  void decode_brokenBytes_isMalformed(String hex) {
    refused(HexFormat.of().parseHex(hex), TxReject.MALFORMED, "");
  }

  @Test
  void decode_invalidUtf8_isMalformed() {
    byte[] bytes = withReference(Samples.deposit(), "reference").toByteArray();
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("reference");
    bytes[at] = (byte) 0xff;
    refused(bytes, TxReject.MALFORMED, "");
  }

  @Test
  void decode_deeplyNestedKeys_isMalformed() {
    PublicKey key = Samples.CUSTODIAN.publicKey();
    for (int i = 0; i < 200; i++) {
      PublicKey inner = key;
      PublicKey.Builder outer = PublicKey.newBuilder();
      outer.getMultisigBuilder().setThreshold(1).addMembers(inner);
      key = outer.build();
    }
    PublicKey nested = key;
    refused(
        edited(tx -> tx.getAuthorisationsBuilder(0).setPublicKey(nested)), TxReject.MALFORMED, "");
  }

  @Test
  void decode_unknownFields_areRefusedAtAnyDepth() {
    refused(edited(tx -> tx.setUnknownFields(UNKNOWN)), TxReject.UNKNOWN_FIELD, "field 99");
    refused(
        edited(tx -> tx.getBodyBuilder().setUnknownFields(UNKNOWN)),
        TxReject.UNKNOWN_FIELD,
        "body: field 99");
    refused(
        edited(
            tx ->
                tx.getBodyBuilder()
                    .getOperationsBuilder(0)
                    .getDepositBuilder()
                    .setUnknownFields(UNKNOWN)),
        TxReject.UNKNOWN_FIELD,
        "body: operations: 0: deposit: field 99");
    refused(
        edited(
            tx -> tx.getAuthorisationsBuilder(0).getPublicKeyBuilder().setUnknownFields(UNKNOWN)),
        TxReject.UNKNOWN_FIELD,
        "authorisations: 0: public_key: field 99");
  }

  @Test
  void decode_unknownOperation_isRefused() {
    refused(
        edited(
            tx ->
                tx.getBodyBuilder()
                    .addOperations(Operation.newBuilder().setUnknownFields(UNKNOWN))),
        TxReject.UNKNOWN_FIELD,
        "body: operations: 1: field 99");
  }

  @Test
  void decode_unknownEnumNumber_isRefused() {
    refused(
        edited(tx -> tx.getBodyBuilder().setAtomicityValue(3)),
        TxReject.UNKNOWN_FIELD,
        "body: atomicity: number 3");
    refused(
        edited(tx -> tx.getBodyBuilder().setAtomicityValue(-1)),
        TxReject.UNKNOWN_FIELD,
        "body: atomicity: number -1");
    refused(
        edited(
            tx ->
                tx.getBodyBuilder().addOperationsBuilder().getOpenAccountBuilder().setKindValue(9)),
        TxReject.UNKNOWN_FIELD,
        "open_account: kind: number 9");
  }

  @Test
  void decode_anotherEncodingOfTheSameMessage_isNonCanonical() {
    Transaction transaction = Samples.deposit();
    ByteString body =
        Transaction.newBuilder().setBody(transaction.getBody()).build().toByteString();
    ByteString rest = transaction.toBuilder().clearBody().build().toByteString();

    refused(rest.concat(body), TxReject.NON_CANONICAL, "differs from byte 0");
    // The body in two pieces: a decoder merges them.
    ByteString atomicityOnly = ByteString.fromHex("0a020801");
    ByteString operationsOnly = edited(tx -> tx.getBodyBuilder().clearAtomicity()).toByteString();
    refused(atomicityOnly.concat(operationsOnly), TxReject.NON_CANONICAL, "");
    // Atomicity 1 as a varint of two bytes.
    ByteString longVarint = ByteString.fromHex("0a03088100");
    refused(longVarint.concat(operationsOnly), TxReject.NON_CANONICAL, "");
    // Account 0, the default, written out.
    ByteString zero = ByteString.fromHex("0800");
    ByteString authorisation = zero.concat(transaction.getAuthorisations(0).toByteString());
    ByteString field = ByteString.copyFrom(new byte[] {0x12, (byte) authorisation.size()});
    assertThat(authorisation.size()).isLessThan(128);
    refused(body.concat(field).concat(authorisation), TxReject.NON_CANONICAL, "");
  }

  @Test
  void decode_numbersOfTooManyBits_isNonCanonical() {
    // Field asset, 32 bits, of a deposit with 2^32 + 1: decoders keep 1.
    refused(
        ByteString.fromHex("0a0d" + "0801" + "1209" + "f20106" + "108180808010"),
        TxReject.NON_CANONICAL,
        "");
  }

  @Test
  void decode_counts_areLimited() {
    refused(new byte[0], TxReject.OPERATION_COUNT, "has 0");
    refused(edited(tx -> tx.getBodyBuilder().clearOperations()), TxReject.OPERATION_COUNT, "has 0");
    Operation operation = Samples.deposit().getBody().getOperations(0);
    refused(
        edited(tx -> tx.getBodyBuilder().addAllOperations(Collections.nCopies(256, operation))),
        TxReject.OPERATION_COUNT,
        "has 257");
    assertThat(
            TxCodec.decode(
                edited(
                        tx ->
                            tx.getBodyBuilder()
                                .addAllOperations(Collections.nCopies(255, operation)))
                    .toByteString()))
        .isInstanceOf(Decoded.Ok.class);

    refused(
        edited(Transaction.Builder::clearAuthorisations), TxReject.AUTHORISATION_COUNT, "has 0");
    refused(withAuthorisations(17), TxReject.AUTHORISATION_COUNT, "has 17");
    assertThat(TxCodec.decode(withAuthorisations(16).toByteString()))
        .isInstanceOf(Decoded.Ok.class);
  }

  @Test
  void decode_atomicityAndKinds_mustBeSet() {
    refused(
        edited(tx -> tx.getBodyBuilder().setAtomicity(Atomicity.ATOMICITY_UNSPECIFIED)),
        TxReject.ATOMICITY,
        "");
    refused(
        edited(tx -> tx.getBodyBuilder().addOperations(Operation.getDefaultInstance())),
        TxReject.EMPTY_OPERATION,
        "operation 1");
  }

  @Test
  void decode_sameKeyHeightAndNonceTwice_isDuplicate() {
    Authorisation first = Samples.deposit().getAuthorisations(0);
    refused(
        edited(tx -> tx.addAuthorisations(first.toBuilder().setAccount(7))),
        TxReject.DUPLICATE_AUTHORISATION,
        "authorisation 1");
    assertThat(
            TxCodec.decode(
                edited(tx -> tx.addAuthorisations(first.toBuilder().setValidUntil(601)))
                    .toByteString()))
        .isInstanceOf(Decoded.Ok.class);
  }

  @Test
  void decode_publicKeysOfWrongForm_areRefused() {
    refused(
        edited(tx -> tx.getAuthorisationsBuilder(0).clearPublicKey()),
        TxReject.BAD_PUBLIC_KEY,
        "authorisation 0: " + KeyFault.MISSING.expectation());
    refused(
        edited(
            tx ->
                tx.getAuthorisationsBuilder(0)
                    .getPublicKeyBuilder()
                    .setEd25519(ByteString.copyFrom(new byte[31]))),
        TxReject.BAD_PUBLIC_KEY,
        KeyFault.ED25519_LENGTH.expectation());
    refused(
        edited(
            tx ->
                tx.getBodyBuilder()
                    .addOperations(Samples.registerKey(PublicKey.getDefaultInstance()))),
        TxReject.BAD_PUBLIC_KEY,
        "operation 1: " + KeyFault.MISSING.expectation());
    refused(
        edited(
            tx ->
                tx.getBodyBuilder()
                    .addOperationsBuilder()
                    .setRegisterParticipant(RegisterParticipant.newBuilder().setName("A"))),
        TxReject.BAD_PUBLIC_KEY,
        "operation 1: " + KeyFault.MISSING.expectation());
  }

  @Test
  void decode_signatureCountAndLength_mustFitTheKey() {
    ByteString signature = Samples.deposit().getAuthorisations(0).getSignatures(0);
    refused(
        edited(tx -> tx.getAuthorisationsBuilder(0).clearSignatures()),
        TxReject.SIGNATURE_COUNT,
        "authorisation 0 has 0, not 1");
    refused(
        edited(tx -> tx.getAuthorisationsBuilder(0).addSignatures(signature)),
        TxReject.SIGNATURE_COUNT,
        "authorisation 0 has 2, not 1");
    refused(
        Samples.byMultisig().toBuilder()
            .setAuthorisations(
                0, Samples.byMultisig().getAuthorisations(0).toBuilder().addSignatures(signature))
            .build(),
        TxReject.SIGNATURE_COUNT,
        "authorisation 0 has 3, not 2");
    refused(
        edited(tx -> tx.getAuthorisationsBuilder(0).setSignatures(0, signature.substring(1))),
        TxReject.BAD_SIGNATURE,
        "63 bytes, not 64");
  }

  @Test
  void message_saysNameExpectationAndPlace() {
    var malformed = (Decoded.Malformed) TxCodec.decode(new byte[0]);
    assertThat(malformed.message())
        .isEqualTo("OPERATION_COUNT: expected 1 to 256 operations (has 0)");
    assertThat(malformed.toInput().reason().code()).isEqualTo(5);
  }

  /**
   * Canonical bytes need a schema without maps, whose order is open; amounts need one without
   * floats.
   */
  @Test
  void schema_hasNoMapsFloatsOrRequiredFields() {
    Set<Descriptor> seen = new HashSet<>();
    Deque<Descriptor> open = new ArrayDeque<>();
    open.add(Transaction.getDescriptor());
    while (!open.isEmpty()) {
      Descriptor message = open.remove();
      if (!seen.add(message)) {
        continue;
      }
      for (FieldDescriptor field : message.getFields()) {
        assertThat(field.isMapField() || field.isExtension() || field.isRequired())
            .as(field.getFullName())
            .isFalse();
        assertThat(field.getJavaType())
            .as(field.getFullName())
            .isNotIn(FieldDescriptor.JavaType.FLOAT, FieldDescriptor.JavaType.DOUBLE);
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
          open.add(field.getMessageType());
        }
      }
    }
    assertThat(seen).contains(Deposit.getDescriptor(), PublicKey.getDescriptor());
  }

  private static Transaction edited(Consumer<Transaction.Builder> edit) {
    Transaction.Builder builder = Samples.deposit().toBuilder();
    edit.accept(builder);
    return builder.build();
  }

  private static Transaction withReference(Transaction base, String reference) {
    Transaction.Builder builder = base.toBuilder();
    builder.getBodyBuilder().getOperationsBuilder(0).getDepositBuilder().setReference(reference);
    return builder.build();
  }

  private static Transaction withAuthorisations(int count) {
    Authorisation first = Samples.deposit().getAuthorisations(0);
    return edited(
        tx -> {
          for (int nonce = 2; nonce <= count; nonce++) {
            tx.addAuthorisations(first.toBuilder().setNonce(nonce));
          }
        });
  }

  private static void refused(Transaction transaction, TxReject reason, String detail) {
    refused(transaction.toByteArray(), reason, detail);
  }

  private static void refused(ByteString bytes, TxReject reason, String detail) {
    refused(bytes.toByteArray(), reason, detail);
  }

  private static void refused(byte[] bytes, TxReject reason, String detail) {
    assertThat(TxCodec.decode(bytes))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed -> {
              assertThat(malformed.reason()).isEqualTo(reason);
              assertThat(malformed.detail()).contains(detail);
            });
  }
}
