package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ExtendedVoteInfo;
import tenor.abci.proto.VoteInfo;
import tenor.app.tx.Decoded;
import tenor.app.tx.NonceId;
import tenor.app.tx.TxCodec;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Admission;

/**
 * Makes a block: item 0 where it is due, then those of the waiting transactions that fit, in
 * canonical order. It proposes nothing that it would itself refuse.
 */
public final class ProposalBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ProposalBuilder.class);

  private final ClearingHouse house;
  private final Signatures signatures;
  private final ProposalCheck check;

  /** Builds for the rules of {@code house}. */
  public ProposalBuilder(ClearingHouse house, Signatures signatures, ProposalCheck check) {
    this.house = house;
    this.signatures = signatures;
    this.check = check;
  }

  /**
   * The items of the block.
   *
   * @param waiting candidates in the order in which they came; repeated ones count once
   * @param precommits on the block before, with their extensions
   * @param maxBytes what the items may fill
   */
  public List<ByteString> build(
      List<ByteString> waiting, ExtendedCommitInfo precommits, long maxBytes, Base base) {
    List<ByteString> votes =
        base.votesDue()
            ? List.of(VoteRecords.encode(base.voteRules().record(precommits)))
            : List.of();
    long room = maxBytes - votes.stream().mapToLong(Entry::wireSize).sum();
    List<ByteString> items = new ArrayList<>(votes);
    base.order()
        .sort(choose(candidates(waiting, base), room, base))
        .forEach(entry -> items.add(entry.tx().bytes()));
    Optional<String> refusal = check.refusal(items, commit(precommits), base);
    if (refusal.isPresent() && items.size() > votes.size()) {
      LOG.error(
          "own proposal for height {} would be refused, so it goes without transactions: {}",
          base.height(),
          refusal.get());
      return votes;
    }
    refusal.ifPresent(
        reason -> LOG.warn("own proposal for height {} may be refused: {}", base.height(), reason));
    return items;
  }

  /** Those that can stand in a block and that the state would not turn away, verified. */
  private List<Entry> candidates(List<ByteString> waiting, Base base) {
    Set<ByteString> hashes = new HashSet<>();
    List<Entry> entries = new ArrayList<>();
    for (ByteString bytes : waiting) {
      if (TxCodec.decode(bytes) instanceof Decoded.Ok ok && hashes.add(ok.hash())) {
        Entry.of(ok, house, base.state())
            .filter(entry -> isTimely(entry, base))
            .ifPresent(entries::add);
      }
    }
    List<Boolean> good = signatures.verify(entries.stream().map(Entry::tx).toList());
    List<Entry> verified = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (good.get(i)) {
        verified.add(entries.get(i));
      }
    }
    return verified;
  }

  /** Whether it is not expired, its nonces unused: else it would only take room. */
  private boolean isTimely(Entry entry, Base base) {
    return !(house.admission().admit(entry.tx().transaction(), base.state(), base.height())
            instanceof Admission.Admitted.Refused refused)
        || refused.reason().isFinal();
  }

  private static List<Entry> choose(List<Entry> candidates, long room, Base base) {
    List<Entry> byLane = new ArrayList<>(candidates);
    byLane.sort(Comparator.comparingInt(Entry::lane));
    Caps caps = new Caps(base.state());
    Set<NonceId> nonces = new HashSet<>();
    List<Entry> chosen = new ArrayList<>();
    long left = room;
    for (Entry entry : byLane) {
      List<NonceId> own = NonceId.of(entry.tx().transaction());
      if (entry.wireSize() <= left
          && own.stream().noneMatch(nonces::contains)
          && caps.add(entry).isEmpty()) {
        nonces.addAll(own);
        left -= entry.wireSize();
        chosen.add(entry);
      }
    }
    return chosen;
  }

  /** The commit that the block will hold, as its judges will see it. */
  private static CommitInfo commit(ExtendedCommitInfo precommits) {
    CommitInfo.Builder commit = CommitInfo.newBuilder().setRound(precommits.getRound());
    for (ExtendedVoteInfo vote : precommits.getVotesList()) {
      commit.addVotes(
          VoteInfo.newBuilder()
              .setValidator(vote.getValidator())
              .setBlockIdFlag(vote.getBlockIdFlag()));
    }
    return commit.build();
  }
}
