package tenor.abci;

import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.RequestVerifyVoteExtension;
import tenor.abci.proto.ResponseCommit;
import tenor.abci.proto.ResponseExtendVote;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInitChain;
import tenor.abci.proto.ResponsePrepareProposal;
import tenor.abci.proto.ResponseProcessProposal;
import tenor.abci.proto.ResponseVerifyVoteExtension;

/**
 * Answers the messages of consensus.
 *
 * <p>All methods of one handler, {@link #consensusConnectionClosed} included, run one after the
 * other on one thread, which is the only writer of the application's state. A Throwable out of any
 * of them is a deliberate stop of the node: it never becomes an answer.
 */
public interface ConsensusHandler {

  /**
   * Starts the chain from genesis. Asked again whenever {@link InfoHandler#info} reported height 0,
   * so it must be idempotent.
   */
  ResponseInitChain initChain(RequestInitChain request);

  /**
   * Chooses the transactions of a block. Their bytes, each counted with its Protobuf overhead, must
   * not exceed {@code max_tx_bytes}.
   */
  ResponsePrepareProposal prepareProposal(RequestPrepareProposal request);

  /** Judges a proposed block; the status is ACCEPT or REJECT, never UNKNOWN. */
  ResponseProcessProposal processProposal(RequestProcessProposal request);

  /** Gives what this validator adds to its precommit; may be empty. */
  ResponseExtendVote extendVote(RequestExtendVote request);

  /** Judges an extension by its bytes; the status is ACCEPT or REJECT, never UNKNOWN. */
  ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request);

  /**
   * Executes the decided block without making it durable. May come again for the same height, with
   * another block even, until {@link #commit} is answered.
   */
  ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request);

  /** Makes the finalized block durable: the only step that does. */
  ResponseCommit commit(RequestCommit request);

  /**
   * The connection that carried messages of consensus has closed, for instance because the engine
   * died: whatever is finalized but not committed must be dropped. Runs before the first message of
   * a later connection.
   */
  void consensusConnectionClosed();
}
