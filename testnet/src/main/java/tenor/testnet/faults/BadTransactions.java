package tenor.testnet.faults;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tenor.app.crypto.SigningKey;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/** Transactions that are wrong in one way each. */
final class BadTransactions {
  private static final int BODY = 1;
  private static final int UNKNOWN_FIELD = 99;
  private static final long UNKNOWN_ACCOUNT = 999_999;
  private static final long TOO_FAR = 5_000;

  private final Desk desk;
  private final long height;
  private final SigningKey custodian;

  /** Wrong transactions for the block after {@code height}. */
  BadTransactions(Desk desk, long height) throws IOException {
    this.desk = desk;
    this.height = height;
    this.custodian = desk.key("custodian");
  }

  /** One of them, with the code that it must get. */
  record Bad(String what, TxReject reason, ByteString bytes) {}

  List<Bad> all() throws IOException {
    Transaction good = good();
    byte[] bytes = good.toByteArray();
    Authorisation first = good.getAuthorisations(0);
    List<Bad> bad = new ArrayList<>();
    add(bad, "bytes of nothing", TxReject.MALFORMED, noise(200));
    add(bad, "a cut transaction", TxReject.MALFORMED, cut(bytes));
    add(bad, "a field nobody knows", TxReject.UNKNOWN_FIELD, withUnknownField(good));
    add(bad, "fields in another order", TxReject.NON_CANONICAL, reordered(good));
    add(bad, "no operation", TxReject.OPERATION_COUNT, signed(noOperation()));
    add(bad, "no atomicity", TxReject.ATOMICITY, signed(noAtomicity()));
    add(bad, "an operation of no kind", TxReject.EMPTY_OPERATION, signed(emptyOperation()));
    add(
        bad,
        "no authorisation",
        TxReject.AUTHORISATION_COUNT,
        good.toBuilder().clearAuthorisations());
    add(
        bad,
        "an authorisation twice",
        TxReject.DUPLICATE_AUTHORISATION,
        good.toBuilder().addAuthorisations(first));
    add(bad, "a key that is too short", TxReject.BAD_PUBLIC_KEY, badKey(good));
    add(
        bad,
        "no signature",
        TxReject.SIGNATURE_COUNT,
        with(good, first.toBuilder().clearSignatures()));
    add(bad, "a signature with a bit flipped", TxReject.BAD_SIGNATURE, badSignature(good));
    add(bad, "signed for another chain", TxReject.BAD_SIGNATURE, otherChain());
    add(
        bad,
        "another amount than was signed",
        TxReject.BAD_SIGNATURE,
        good.toBuilder().setBody(body(2)));
    add(bad, "a key that nobody registered", TxReject.UNKNOWN_KEY, stranger());
    add(bad, "expired", TxReject.EXPIRED, validUntil(Math.max(1, height - 1)));
    add(bad, "valid for too long", TxReject.TOO_FAR_AHEAD, validUntil(height + TOO_FAR));
    add(bad, "an account that nobody has", TxReject.UNKNOWN_ACCOUNT, unknownAccount());
    return bad;
  }

  private static void add(List<Bad> bad, String what, TxReject reason, byte[] bytes) {
    bad.add(new Bad(what, reason, ByteString.copyFrom(bytes)));
  }

  private static void add(List<Bad> bad, String what, TxReject reason, Transaction.Builder bytes) {
    bad.add(new Bad(what, reason, bytes.build().toByteString()));
  }

  /** A deposit that would be accepted. */
  Transaction good() {
    return signed(body(1)).build();
  }

  /** More bytes than a transaction may have. */
  static byte[] oversized() {
    return noise(70_000);
  }

  /** A deposit of more than any balance can hold, by the custodian. */
  Transaction overflowing() {
    return signed(body(Long.MAX_VALUE)).build();
  }

  private static Body body(long amount) {
    return Desk.body(Desk.deposit(Desk.QUIET_ACCOUNT, amount));
  }

  private Transaction.Builder signed(Body body) {
    return desk.sign(body, desk.unsigned(0, custodian, height + 100), custodian).toBuilder();
  }

  private static Transaction.Builder with(Transaction good, Authorisation.Builder authorisation) {
    return good.toBuilder().setAuthorisations(0, authorisation);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  private static byte[] cut(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static Transaction.Builder withUnknownField(Transaction good) {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(UNKNOWN_FIELD, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    return good.toBuilder().setUnknownFields(unknown);
  }

  // The body after the authorisations: the same message to a parser, other bytes.
  private static byte[] reordered(Transaction good) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    good.toBuilder().clearBody().build().writeTo(out);
    UnknownFieldSet.newBuilder()
        .addField(
            BODY,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(good.getBody().toByteString())
                .build())
        .build()
        .writeTo(out);
    return out.toByteArray();
  }

  private static Body noOperation() {
    return body(1).toBuilder().clearOperations().build();
  }

  private static Body noAtomicity() {
    return body(1).toBuilder().clearAtomicity().build();
  }

  private static Body emptyOperation() {
    return Desk.body(Operation.getDefaultInstance());
  }

  private static Transaction.Builder badKey(Transaction good) {
    Authorisation.Builder authorisation = good.getAuthorisations(0).toBuilder();
    authorisation.getPublicKeyBuilder().setEd25519(ByteString.copyFrom(new byte[31]));
    return with(good, authorisation);
  }

  private static Transaction.Builder badSignature(Transaction good) {
    Authorisation.Builder authorisation = good.getAuthorisations(0).toBuilder();
    byte[] signature = authorisation.getSignatures(0).toByteArray();
    signature[3] ^= 1;
    return with(good, authorisation.setSignatures(0, ByteString.copyFrom(signature)));
  }

  private Transaction.Builder otherChain() {
    return desk
        .onChain("another-chain")
        .sign(body(1), desk.unsigned(0, custodian, height + 100), custodian)
        .toBuilder();
  }

  private Transaction.Builder stranger() {
    SigningKey key = SigningKey.ed25519(filled((byte) 7));
    return desk.sign(body(1), desk.unsigned(0, key, height + 100), key).toBuilder();
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, value);
    return bytes;
  }

  private Transaction.Builder validUntil(long last) {
    return desk.sign(body(1), desk.unsigned(0, custodian, last), custodian).toBuilder();
  }

  private Transaction.Builder unknownAccount() {
    return desk
        .sign(body(1), desk.unsigned(UNKNOWN_ACCOUNT, custodian, height + 100), custodian)
        .toBuilder();
  }
}
