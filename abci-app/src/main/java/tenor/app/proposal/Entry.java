package tenor.app.proposal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.util.Optional;
import tenor.app.tx.Decoded;
import tenor.clearing.ClearingHouse;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.Transaction;

/**
 * A transaction with what its place in a block depends on.
 *
 * @param tx the transaction, its bytes and its hash
 * @param lane 1 to 3
 * @param entity the participant of authorisation 0's key
 * @param keyId of authorisation 0's key, 32 bytes
 */
public record Entry(Decoded.Ok tx, int lane, long entity, ByteString keyId) {

  /** The entry of a transaction, or empty if one of its keys is not registered in {@code state}. */
  public static Optional<Entry> of(Decoded.Ok tx, ClearingHouse house, Reader state) {
    Transaction transaction = tx.transaction();
    for (Authorisation authorisation : transaction.getAuthorisationsList()) {
      if (!ComplianceKeys.KEYS.contains(state, KeyId.of(authorisation.getPublicKey()))) {
        return Optional.empty();
      }
    }
    KeyId key = KeyId.of(transaction.getAuthorisations(0).getPublicKey());
    KeyRecord record = ComplianceKeys.KEYS.get(state, key);
    return Optional.of(
        new Entry(
            tx,
            house.lane(transaction),
            record.getParticipant(),
            ByteString.copyFrom(key.bytes())));
  }

  /** The submitter's authorisation. */
  Authorisation submitter() {
    return tx.transaction().getAuthorisations(0);
  }

  /** The bytes it takes in a block. */
  public long wireSize() {
    return wireSize(tx.bytes());
  }

  /** The bytes that an item takes in a block: tag, length, itself. */
  public static long wireSize(ByteString item) {
    return 1L + CodedOutputStream.computeUInt32SizeNoTag(item.size()) + item.size();
  }
}
