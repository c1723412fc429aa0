package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.Optional;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ExtendedVoteInfo;
import tenor.abci.proto.VoteInfo;
import tenor.app.crypto.VoteSignature;
import tenor.app.proto.RecordedVote;
import tenor.app.proto.VoteFlag;
import tenor.app.proto.VoteRecord;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Extensions;
import tenor.clearing.proto.ValidatorRecord;

/**
 * Makes item 0 from the precommits that a proposer holds, and judges one by the commit in the
 * proposed block. Late precommits reach a proposer without having been verified, so it leaves out
 * what it could not defend.
 */
public final class VoteRules {
  private final String chainId;
  private final Reader state;
  private final long votedHeight;

  /**
   * Rules for the votes on a block.
   *
   * @param state after that block
   * @param votedHeight the block that was voted for
   */
  public VoteRules(String chainId, Reader state, long votedHeight) {
    this.chainId = chainId;
    this.state = state;
    this.votedHeight = votedHeight;
  }

  /** The record of these precommits, unusable ones marked ABSENT. */
  public VoteRecord record(ExtendedCommitInfo commit) {
    VoteRecord.Builder record =
        VoteRecord.newBuilder().setFormat(VoteRecords.FORMAT).setRound(commit.getRound());
    for (ExtendedVoteInfo vote : commit.getVotesList()) {
      record.addVotes(recorded(vote, commit.getRound()));
    }
    return record.build();
  }

  private RecordedVote recorded(ExtendedVoteInfo vote, int round) {
    RecordedVote.Builder recorded =
        RecordedVote.newBuilder()
            .setAddress(vote.getValidator().getAddress())
            .setPower(vote.getValidator().getPower())
            .setFlag(flag(vote.getBlockIdFlag()));
    if (recorded.getFlag() == VoteFlag.VOTE_FLAG_COMMIT) {
      recorded.setExtension(vote.getVoteExtension()).setSignature(vote.getExtensionSignature());
      if (fault(recorded.build(), round).isPresent()) {
        recorded.clearExtension().clearSignature().setFlag(VoteFlag.VOTE_FLAG_ABSENT);
      }
    }
    return recorded.build();
  }

  private static VoteFlag flag(BlockIDFlag flag) {
    return switch (flag) {
      case BLOCK_ID_FLAG_COMMIT -> VoteFlag.VOTE_FLAG_COMMIT;
      case BLOCK_ID_FLAG_NIL -> VoteFlag.VOTE_FLAG_NIL;
      case BLOCK_ID_FLAG_ABSENT, BLOCK_ID_FLAG_UNKNOWN, UNRECOGNIZED -> VoteFlag.VOTE_FLAG_ABSENT;
    };
  }

  /** What is wrong with item 0 of a block that holds {@code commit}; empty if nothing is. */
  public Optional<String> fault(VoteRecord record, CommitInfo commit) {
    if (record.getRound() != commit.getRound()) {
      return fault("is of round " + record.getRound() + ", not " + commit.getRound());
    }
    if (record.getVotesCount() != commit.getVotesCount()) {
      return fault("has " + record.getVotesCount() + " votes, not " + commit.getVotesCount());
    }
    for (int i = 0; i < record.getVotesCount(); i++) {
      RecordedVote vote = record.getVotes(i);
      Optional<String> fault =
          disagreement(vote, commit.getVotes(i)).or(() -> fault(vote, commit.getRound()));
      if (fault.isPresent()) {
        return fault("vote " + i + " " + fault.get());
      }
    }
    return isEnough(record, commit)
        ? Optional.empty()
        : fault("has not more than 2/3 of the voting power");
  }

  private static Optional<String> disagreement(RecordedVote vote, VoteInfo own) {
    if (!vote.getAddress().equals(own.getValidator().getAddress())) {
      return fault("is another validator's");
    }
    if (vote.getPower() != own.getValidator().getPower()) {
      return fault("has power " + vote.getPower() + ", not " + own.getValidator().getPower());
    }
    VoteFlag flag = flag(own.getBlockIdFlag());
    boolean pruned =
        flag == VoteFlag.VOTE_FLAG_COMMIT && vote.getFlag() == VoteFlag.VOTE_FLAG_ABSENT;
    return vote.getFlag() == flag || pruned
        ? Optional.empty()
        : fault("is flagged " + vote.getFlag() + ", not " + flag);
  }

  /** What is wrong with a vote by itself: its extension, its signature. */
  private Optional<String> fault(RecordedVote vote, int round) {
    ByteString extension = vote.getExtension();
    if (vote.getFlag() != VoteFlag.VOTE_FLAG_COMMIT) {
      return extension.isEmpty() && vote.getSignature().isEmpty()
          ? Optional.empty()
          : fault("carries an extension but is no COMMIT");
    }
    if (Extensions.parse(extension.toByteArray()).isEmpty()) {
      return fault("has an extension that breaks the rules of extensions");
    }
    ValidatorRecord validator = EngineKeys.VALIDATORS.find(state, vote.getAddress());
    if (validator == null) {
      return fault("is of a validator that the state does not know");
    }
    byte[] signed = VoteRecords.signBytes(chainId, votedHeight, round, extension);
    return VoteSignature.verify(
            validator.getEd25519().toByteArray(), signed, vote.getSignature().toByteArray())
        ? Optional.empty()
        : fault("has an extension signature that does not verify");
  }

  /** More than ⅔ of the power in the commit, by the commit's own numbers. */
  private static boolean isEnough(VoteRecord record, CommitInfo commit) {
    long voted = 0;
    long total = 0;
    for (int i = 0; i < commit.getVotesCount(); i++) {
      long power = commit.getVotes(i).getValidator().getPower();
      total = Math.addExact(total, power);
      if (record.getVotes(i).getFlag() == VoteFlag.VOTE_FLAG_COMMIT) {
        voted = Math.addExact(voted, power);
      }
    }
    return Math.multiplyExact(voted, 3) > Math.multiplyExact(total, 2);
  }

  private static Optional<String> fault(String text) {
    return Optional.of(text);
  }
}
