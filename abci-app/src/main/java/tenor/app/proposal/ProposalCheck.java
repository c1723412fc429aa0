package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tenor.abci.proto.CommitInfo;
import tenor.app.proto.VoteRecord;
import tenor.app.tx.Decoded;
import tenor.app.tx.NonceId;
import tenor.app.tx.TxCodec;
import tenor.clearing.ClearingHouse;

/**
 * Judges a proposed block by its bytes and the committed state alone, so that all correct nodes
 * judge alike: item 0, canonical bytes, registered keys and their signatures, shared nonces, order,
 * caps. Funds, scope, used nonces and expiry are judged when the block is executed.
 */
public final class ProposalCheck {
  private final ClearingHouse house;
  private final Signatures signatures;

  /** Judges by the lanes of {@code house}. */
  public ProposalCheck(ClearingHouse house, Signatures signatures) {
    this.house = house;
    this.signatures = signatures;
  }

  /**
   * Why the block must be refused, or empty.
   *
   * @param items the block's
   * @param commit the block's, with what the engine itself knows of its validators
   */
  public Optional<String> refusal(List<ByteString> items, CommitInfo commit, Base base) {
    BlockItems parts = BlockItems.of(items, base.votesDue());
    if (base.votesDue()) {
      Optional<String> fault = votesFault(parts.votes(), commit, base);
      if (fault.isPresent()) {
        return fault;
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < parts.transactions().size(); i++) {
      Decoded decoded = TxCodec.decode(parts.transactions().get(i));
      if (!(decoded instanceof Decoded.Ok ok)) {
        return Optional.of("transaction " + i + ": " + ((Decoded.Malformed) decoded).message());
      }
      Optional<Entry> entry = Entry.of(ok, house, base.state());
      if (entry.isEmpty()) {
        return Optional.of("transaction " + i + " has a key that is not registered");
      }
      entries.add(entry.get());
    }
    return setFault(entries, base).or(() -> signatureFault(entries));
  }

  private static Optional<String> votesFault(
      Optional<ByteString> votes, CommitInfo commit, Base base) {
    if (votes.isEmpty()) {
      return Optional.of("item 0, the votes on the block before, is missing");
    }
    Optional<VoteRecord> record = VoteRecords.decode(votes.get());
    return record.isEmpty()
        ? Optional.of("item 0 is not the canonical encoding of a vote record")
        : base.voteRules().fault(record.get(), commit).map(fault -> "item 0 " + fault);
  }

  private static Optional<String> setFault(List<Entry> entries, Base base) {
    Set<NonceId> nonces = new HashSet<>();
    Caps caps = new Caps(base.state());
    for (int i = 0; i < entries.size(); i++) {
      for (NonceId nonce : NonceId.of(entries.get(i).tx().transaction())) {
        if (!nonces.add(nonce)) {
          return Optional.of("transaction " + i + " shares a nonce with an earlier one");
        }
      }
      Optional<String> cap = caps.add(entries.get(i));
      if (cap.isPresent()) {
        return Optional.of("transaction " + i + ": " + cap.get());
      }
    }
    return base.order().sort(entries).equals(entries)
        ? Optional.empty()
        : Optional.of("the transactions are not in canonical order");
  }

  private Optional<String> signatureFault(List<Entry> entries) {
    int bad = signatures.verify(entries.stream().map(Entry::tx).toList()).indexOf(false);
    return bad < 0
        ? Optional.empty()
        : Optional.of("transaction " + bad + " has a signature that does not verify");
  }
}
