package tenor.testnet.faults;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import tenor.app.crypto.SigningKey;
import tenor.app.tx.Signer;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;
import tenor.node.keys.Keystore;

/** Signs for a network with the keys in its folder. */
final class Desk {
  /** An account without positions: nothing but our own deposits moves it. */
  static final long QUIET_ACCOUNT = 1004;

  /** Two market makers. */
  static final long FIRST_MAKER = 1001;

  static final long SECOND_MAKER = 1002;

  private static final long WINDOW = 300;

  private final Signer signer;
  private final Keystore keys;
  private final SecureRandom random = new SecureRandom();

  private Desk(Signer signer, Keystore keys) {
    this.signer = signer;
    this.keys = keys;
  }

  static Desk of(LiveNetwork network) throws IOException {
    return new Desk(
        Signer.of(network.file().chainId()), new Keystore(network.home().resolve("keys")));
  }

  /** Signs for a chain with these keys. */
  static Desk of(String chainId, Keystore keys) {
    return new Desk(Signer.of(chainId), keys);
  }

  /** The same keys, for another chain. */
  Desk onChain(String chainId) {
    return new Desk(Signer.of(chainId), keys);
  }

  SigningKey key(String name) throws IOException {
    return keys.get(name);
  }

  static Body body(Operation operation) {
    return Body.newBuilder().setAtomicity(Atomicity.ATOMICITY_ALL).addOperations(operation).build();
  }

  static Operation deposit(long account, long amount) {
    return Operation.newBuilder()
        .setDeposit(
            Deposit.newBuilder()
                .setAccount(account)
                .setAsset(1)
                .setAmount(amount)
                .setReference("fault test"))
        .build();
  }

  Authorisation unsigned(long account, SigningKey key, long validUntil) {
    return Signer.unsigned(account, key.publicKey(), random.nextLong(), validUntil);
  }

  Transaction sign(Body body, Authorisation unsigned, SigningKey key) {
    return signer.sign(body, List.of(unsigned), List.of(key));
  }

  /** A trade of both makers, valid for a while after {@code height}. */
  Transaction trade(Operation operation, long height) throws IOException {
    SigningKey first = key("abbey-mm");
    SigningKey second = key("baker-mm");
    return signer.sign(
        body(operation),
        List.of(
            unsigned(FIRST_MAKER, first, height + WINDOW),
            unsigned(SECOND_MAKER, second, height + WINDOW)),
        List.of(first, second));
  }

  /** One operation by one key, valid for a while after {@code height}. */
  Transaction transaction(Operation operation, long account, String keyName, long height)
      throws IOException {
    SigningKey key = key(keyName);
    return sign(body(operation), unsigned(account, key, height + WINDOW), key);
  }
}
