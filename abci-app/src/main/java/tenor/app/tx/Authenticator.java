package tenor.app.tx;

import com.google.protobuf.ByteString;
import java.util.Optional;
import tenor.app.crypto.AccountKeys;
import tenor.app.crypto.AccountSignature;
import tenor.app.crypto.SignatureCache;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Transaction;

/**
 * Checks the signatures of transactions, and the points of keys they would register: all the
 * arithmetic on curves that a transaction costs, once per node. Whether a key is registered, and
 * what it may do, is asked of the state elsewhere. Safe for use by many threads.
 */
public final class Authenticator {
  private final String chainId;
  private final SignatureCache cache;

  private Authenticator(String chainId, SignatureCache cache) {
    this.chainId = chainId;
    this.cache = cache;
  }

  /** Checks signatures made for the chain {@code chainId}, and remembers the good ones. */
  public static Authenticator of(String chainId, SignatureCache cache) {
    return new Authenticator(chainId, cache);
  }

  /** Decodes and checks: what the rules are given to execute. */
  public TxInput read(ByteString bytes) {
    return switch (TxCodec.decode(bytes)) {
      case Decoded.Malformed malformed -> malformed.toInput();
      case Decoded.Ok ok -> read(ok);
    };
  }

  private TxInput read(Decoded.Ok ok) {
    Optional<TxInput.Invalid> refusal = refusal(ok);
    return refusal.isPresent() ? refusal.get() : new TxInput.Valid(ok.transaction());
  }

  /** Why the transaction is refused, or empty if every signature is valid. */
  public Optional<TxInput.Invalid> refusal(Decoded.Ok decoded) {
    if (cache.isValid(decoded.hash())) {
      return Optional.empty();
    }
    Optional<TxInput.Invalid> refusal =
        keyRefusal(decoded.transaction()).or(() -> signatureRefusal(decoded.transaction()));
    if (refusal.isEmpty()) {
      cache.addValid(decoded.hash());
    }
    return refusal;
  }

  private static Optional<TxInput.Invalid> keyRefusal(Transaction transaction) {
    return RegisteredKeys.first(transaction.getBody(), AccountKeys::fault)
        .map(found -> new TxInput.Invalid(TxReject.BAD_PUBLIC_KEY, found));
  }

  private Optional<TxInput.Invalid> signatureRefusal(Transaction transaction) {
    ByteString bodyHash = SignDocs.bodyHash(transaction.getBody());
    for (int i = 0; i < transaction.getAuthorisationsCount(); i++) {
      Authorisation authorisation = transaction.getAuthorisations(i);
      byte[] digest = SignDocs.digest(SignDocs.of(chainId, i, authorisation, bodyHash));
      if (!AccountSignature.verify(
          authorisation.getPublicKey(), digest, authorisation.getSignaturesList())) {
        return Optional.of(
            new TxInput.Invalid(
                TxReject.BAD_SIGNATURE, "authorisation " + i + ", chain " + chainId));
      }
    }
    return Optional.empty();
  }
}
