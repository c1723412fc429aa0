package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.VoteInfo;
import tenor.app.proto.RecordedVote;
import tenor.app.proto.VoteFlag;
import tenor.app.proto.VoteRecord;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.oracle.Extensions;
import tenor.clearing.proto.VoteExtension;

/**
 * Turns a decided block into what the rules execute. It takes whatever was decided: an item that no
 * correct node would have accepted becomes a refusal, the same on every node.
 */
public final class BlockReader {
  private final Signatures signatures;

  /** Reads transactions with {@code signatures}. */
  public BlockReader(Signatures signatures) {
    this.signatures = signatures;
  }

  /**
   * A block as the rules see it.
   *
   * @param votes the validators' reports
   * @param totalPower of the commit, 0 where the block carries no usable votes
   * @param inputs one per item
   */
  public record Contents(List<Block.Vote> votes, long totalPower, List<TxInput> inputs) {}

  /** The contents of a block with these items and this commit. */
  public Contents read(List<ByteString> items, CommitInfo commit, Base base) {
    BlockItems parts = BlockItems.of(items, base.votesDue());
    List<TxInput> transactions = signatures.read(parts.transactions());
    if (parts.votes().isEmpty()) {
      return new Contents(List.of(), 0, transactions);
    }
    List<TxInput> inputs = new ArrayList<>();
    Optional<VoteRecord> record =
        VoteRecords.decode(parts.votes().get())
            .filter(found -> base.voteRules().fault(found, commit).isEmpty());
    inputs.add(
        record.isPresent()
            ? new TxInput.Votes()
            : new TxInput.Invalid(TxReject.MALFORMED, "item 0 is not a valid vote record"));
    inputs.addAll(transactions);
    return record
        .map(found -> new Contents(votes(found), totalPower(commit), inputs))
        .orElseGet(() -> new Contents(List.of(), 0, inputs));
  }

  private static List<Block.Vote> votes(VoteRecord record) {
    List<Block.Vote> votes = new ArrayList<>();
    for (RecordedVote vote : record.getVotesList()) {
      if (vote.getFlag() == VoteFlag.VOTE_FLAG_COMMIT) {
        VoteExtension extension = Extensions.parse(vote.getExtension().toByteArray()).orElseThrow();
        votes.add(new Block.Vote(vote.getPower(), extension));
      }
    }
    return votes;
  }

  private static long totalPower(CommitInfo commit) {
    long total = 0;
    for (VoteInfo vote : commit.getVotesList()) {
      total = Math.addExact(total, vote.getValidator().getPower());
    }
    return total;
  }
}
