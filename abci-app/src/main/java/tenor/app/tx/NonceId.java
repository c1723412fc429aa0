package tenor.app.tx;

import java.util.List;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Transaction;

/**
 * What an authorisation consumes. No two authorisations of a transaction, and no two transactions
 * of a proposal, may share one.
 *
 * @param key the signing key
 * @param validUntil the last block height, unsigned
 * @param nonce any 64 bits
 */
public record NonceId(PublicKey key, long validUntil, long nonce) {
  /** The nonce of one authorisation. */
  public static NonceId of(Authorisation authorisation) {
    return new NonceId(
        authorisation.getPublicKey(), authorisation.getValidUntil(), authorisation.getNonce());
  }

  /** The nonces of a transaction, in the order of its authorisations. */
  public static List<NonceId> of(Transaction transaction) {
    return transaction.getAuthorisationsList().stream().map(NonceId::of).toList();
  }
}
