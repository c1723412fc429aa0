package tenor.app.proposal;

import com.google.protobuf.ByteString;
import tenor.clearing.kernel.Reader;

/**
 * What a block stands on.
 *
 * @param chainId the chain
 * @param height of the block
 * @param appHash of the state before it
 * @param state before it
 * @param votesDue whether the block begins with the votes on the block before
 */
public record Base(
    String chainId, long height, ByteString appHash, Reader state, boolean votesDue) {

  /** The rules for the votes on the block before. */
  VoteRules voteRules() {
    return new VoteRules(chainId, state, height - 1);
  }

  /** The order of transactions in the block. */
  CanonicalOrder order() {
    return new CanonicalOrder(appHash, height);
  }
}
