package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.List;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestProcessProposal;

/**
 * A block as the application sees it.
 *
 * @param timeMillis block time in milliseconds since 1970
 * @param lastCommit the votes on the block before, as its proposer saw them
 * @param hash stands for the header's hash: different blocks have different ones
 */
public record SimBlock(
    long height,
    long timeMillis,
    List<ByteString> txs,
    CommitInfo lastCommit,
    ByteString nextValidatorsHash,
    ByteString proposer,
    ByteString hash) {

  static SimBlock of(
      long height,
      long timeMillis,
      List<ByteString> txs,
      CommitInfo lastCommit,
      ByteString nextValidatorsHash,
      ByteString proposer) {
    RequestProcessProposal content =
        new SimBlock(
                height,
                timeMillis,
                List.copyOf(txs),
                lastCommit,
                nextValidatorsHash,
                proposer,
                ByteString.EMPTY)
            .process();
    ByteString hash = SimValidator.sha256(content.toByteString());
    return new SimBlock(
        height, timeMillis, List.copyOf(txs), lastCommit, nextValidatorsHash, proposer, hash);
  }

  RequestProcessProposal process() {
    return RequestProcessProposal.newBuilder()
        .addAllTxs(txs)
        .setProposedLastCommit(lastCommit)
        .setHash(hash)
        .setHeight(height)
        .setTime(SimChain.timestamp(timeMillis))
        .setNextValidatorsHash(nextValidatorsHash)
        .setProposerAddress(proposer)
        .build();
  }

  RequestExtendVote extend() {
    return RequestExtendVote.newBuilder()
        .setHash(hash)
        .setHeight(height)
        .setTime(SimChain.timestamp(timeMillis))
        .addAllTxs(txs)
        .setProposedLastCommit(lastCommit)
        .setNextValidatorsHash(nextValidatorsHash)
        .setProposerAddress(proposer)
        .build();
  }

  RequestFinalizeBlock finalizeBlock() {
    return RequestFinalizeBlock.newBuilder()
        .addAllTxs(txs)
        .setDecidedLastCommit(lastCommit)
        .setHash(hash)
        .setHeight(height)
        .setTime(SimChain.timestamp(timeMillis))
        .setNextValidatorsHash(nextValidatorsHash)
        .setProposerAddress(proposer)
        .build();
  }
}
