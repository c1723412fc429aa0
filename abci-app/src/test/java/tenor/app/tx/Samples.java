package tenor.app.tx;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tenor.app.crypto.Hashes;
import tenor.app.crypto.SigningKey;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.RegisterKey;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.Transaction;

/** The transactions of {@code signdoc.json}, built from the schema. */
final class Samples {
  static final String CHAIN = "tenor-vectors-1";
  static final SigningKey CUSTODIAN = SigningKey.ed25519(secret("custodian"));
  static final SigningKey BUYER = SigningKey.ed25519(secret("buyer"));
  static final SigningKey SELLER = SigningKey.secp256k1(secret("seller"));
  static final List<SigningKey> ADMINS =
      Stream.of(
              SigningKey.ed25519(secret("admin 1")),
              SigningKey.ed25519(secret("admin 2")),
              SigningKey.secp256k1(secret("admin 3")))
          .sorted(
              Comparator.comparing(
                  key -> key.publicKey().toByteString(),
                  ByteString.unsignedLexicographicalComparator()))
          .toList();

  private Samples() {}

  static byte[] secret(String name) {
    return Hashes.sha256(ByteString.copyFromUtf8("tenor vector key " + name).toByteArray())
        .toByteArray();
  }

  static List<Transaction> all() {
    return List.of(deposit(), trade(), byMultisig());
  }

  static Transaction deposit() {
    return Signer.of(CHAIN).sign(depositBody(), List.of(custodians(1)), List.of(CUSTODIAN));
  }

  static Authorisation custodians(long nonce) {
    return Signer.unsigned(0, CUSTODIAN.publicKey(), nonce, 600);
  }

  static Body depositBody() {
    return body(
        Atomicity.ATOMICITY_ALL,
        Operation.newBuilder()
            .setDeposit(
                Deposit.newBuilder()
                    .setAccount(7)
                    .setAsset(1)
                    .setAmount(2_500_000_000_000L)
                    .setReference("SWIFT 20080915/0001"))
            .build());
  }

  static Transaction trade() {
    Body body =
        body(
            Atomicity.ATOMICITY_ALL,
            Operation.newBuilder()
                .setRegisterTrade(
                    RegisterTrade.newBuilder()
                        .setInstrument(3)
                        .setBuyer(7)
                        .setSeller(8)
                        .setPrice(-1_250_000)
                        .setContracts(40)
                        .setReduceOnly(true))
                .build());
    return Signer.of(CHAIN)
        .sign(
            body,
            List.of(
                Signer.unsigned(7, BUYER.publicKey(), -1, 123_456),
                Signer.unsigned(8, SELLER.publicKey(), 0, 123_500)),
            List.of(SELLER, BUYER));
  }

  static Transaction byMultisig() {
    Body body =
        body(
            Atomicity.ATOMICITY_EACH,
            Operation.newBuilder()
                .setSetParam(
                    SetParam.newBuilder()
                        .setComponent("margin")
                        .setName("priceScanRange")
                        .setScope(2)
                        .setValue(-45_000_000))
                .build(),
            registerKey(twoOfThree()));
    return Signer.of(CHAIN)
        .sign(
            body,
            List.of(Signer.unsigned(0, twoOfThree(), 0x0123456789abcdefL, 1)),
            List.of(ADMINS.get(2), ADMINS.get(0)));
  }

  static Operation registerKey(PublicKey key) {
    return Operation.newBuilder()
        .setRegisterKey(RegisterKey.newBuilder().setParticipant(5).setPublicKey(key))
        .build();
  }

  static PublicKey twoOfThree() {
    return PublicKey.newBuilder()
        .setMultisig(
            Multisig.newBuilder()
                .setThreshold(2)
                .addAllMembers(ADMINS.stream().map(SigningKey::publicKey).toList()))
        .build();
  }

  static Body body(Atomicity atomicity, Operation... operations) {
    return Body.newBuilder().setAtomicity(atomicity).addAllOperations(List.of(operations)).build();
  }
}
