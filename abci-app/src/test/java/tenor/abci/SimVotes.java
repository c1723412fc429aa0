package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ExtendedVoteInfo;
import tenor.abci.proto.VoteInfo;

/**
 * The precommits on one decided block, in the order of its validator set.
 *
 * @param round in which it was decided
 * @param votes one for each validator
 */
record SimVotes(int round, List<Vote> votes) {

  /** Before the first block nobody has voted. */
  static final SimVotes NONE = new SimVotes(0, List.of());

  SimVotes {
    votes = List.copyOf(votes);
  }

  /**
   * One precommit.
   *
   * @param extension empty unless the flag is COMMIT
   * @param signature empty where the chain has no extensions
   */
  record Vote(
      SimValidator validator, BlockIDFlag flag, ByteString extension, ByteString signature) {

    static Vote without(SimValidator validator, BlockIDFlag flag) {
      return new Vote(validator, flag, ByteString.EMPTY, ByteString.EMPTY);
    }
  }

  ExtendedCommitInfo extended() {
    ExtendedCommitInfo.Builder out = ExtendedCommitInfo.newBuilder().setRound(round);
    for (Vote vote : votes) {
      out.addVotes(
          ExtendedVoteInfo.newBuilder()
              .setValidator(vote.validator().asAbci())
              .setBlockIdFlag(vote.flag())
              .setVoteExtension(vote.extension())
              .setExtensionSignature(vote.signature()));
    }
    return out.build();
  }

  CommitInfo commit() {
    CommitInfo.Builder out = CommitInfo.newBuilder().setRound(round);
    for (Vote vote : votes) {
      out.addVotes(
          VoteInfo.newBuilder()
              .setValidator(vote.validator().asAbci())
              .setBlockIdFlag(vote.flag()));
    }
    return out.build();
  }

  /** The votes with some COMMITs not seen, as another proposer may have them. */
  SimVotes without(List<SimValidator> unseen) {
    List<Vote> seen = new ArrayList<>();
    for (Vote vote : votes) {
      boolean hidden = unseen.contains(vote.validator());
      seen.add(hidden ? Vote.without(vote.validator(), BlockIDFlag.BLOCK_ID_FLAG_ABSENT) : vote);
    }
    return new SimVotes(round, seen);
  }
}
