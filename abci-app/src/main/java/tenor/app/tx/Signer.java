package tenor.app.tx;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tenor.app.crypto.AccountSignature;
import tenor.app.crypto.SigningKey;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Transaction;

/**
 * Builds and signs transactions for a chain, on the side of the client. Each authorisation is
 * signed on its own, so the parties of a trade need not share a machine: each signs its own place,
 * and whoever has them all assembles the transaction.
 */
public final class Signer {
  private final String chainId;

  private Signer(String chainId) {
    this.chainId = chainId;
  }

  /** Signs for the chain {@code chainId}. */
  public static Signer of(String chainId) {
    return new Signer(chainId);
  }

  /**
   * An authorisation without its signatures.
   *
   * @param account the account acted for, 0 for the key's participant itself
   * @param nonce any number not used before with this key and {@code validUntil}
   * @param validUntil the last block height in which the transaction may be executed
   */
  public static Authorisation unsigned(long account, PublicKey key, long nonce, long validUntil) {
    return Authorisation.newBuilder()
        .setAccount(account)
        .setPublicKey(key)
        .setNonce(nonce)
        .setValidUntil(validUntil)
        .build();
  }

  /** The 32 bytes to sign for one place, for a key that is held elsewhere. */
  public byte[] digest(Body body, int index, Authorisation unsigned) {
    return SignDocs.digest(SignDocs.of(chainId, index, unsigned, SignDocs.bodyHash(body)));
  }

  /**
   * Signs one place.
   *
   * @param keys the private keys at hand; of a multisig, the first members among them sign
   * @throws IllegalArgumentException if they cannot sign for this authorisation's public key
   */
  public Authorisation sign(
      Body body, int index, Authorisation unsigned, List<? extends SigningKey> keys) {
    byte[] digest = digest(body, index, unsigned);
    List<ByteString> signatures = new ArrayList<>();
    for (SigningKey signatory : signatories(unsigned.getPublicKey(), keys)) {
      signatures.add(signatory.sign(digest));
    }
    int needed = AccountSignature.count(unsigned.getPublicKey());
    if (signatures.size() != needed) {
      throw new IllegalArgumentException(
          "authorisation "
              + index
              + " needs "
              + needed
              + " signatures of key "
              + KeyId.of(unsigned.getPublicKey())
              + ", but only "
              + signatures.size()
              + " of its private keys are given");
    }
    return unsigned.toBuilder().clearSignatures().addAllSignatures(signatures).build();
  }

  /**
   * Signs every place.
   *
   * @throws IllegalArgumentException if {@code keys} cannot sign for one of them
   */
  public Transaction sign(
      Body body, List<Authorisation> unsigned, List<? extends SigningKey> keys) {
    var transaction = Transaction.newBuilder().setBody(body);
    for (int i = 0; i < unsigned.size(); i++) {
      transaction.addAuthorisations(sign(body, i, unsigned.get(i), keys));
    }
    return transaction.build();
  }

  private static List<SigningKey> signatories(PublicKey key, List<? extends SigningKey> keys) {
    Map<PublicKey, SigningKey> byPublicKey = new HashMap<>();
    keys.forEach(signatory -> byPublicKey.put(signatory.publicKey(), signatory));
    List<PublicKey> members = key.hasMultisig() ? key.getMultisig().getMembersList() : List.of(key);
    return members.stream()
        .filter(byPublicKey::containsKey)
        .limit(AccountSignature.count(key))
        .map(byPublicKey::get)
        .toList();
  }
}
