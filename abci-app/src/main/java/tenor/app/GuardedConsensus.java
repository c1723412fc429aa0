package tenor.app;

import tenor.abci.ConsensusHandler;
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

/** A consensus handler whose failures stop the node. */
record GuardedConsensus(ConsensusHandler inner, Guard guard) implements ConsensusHandler {
  @Override
  public ResponseInitChain initChain(RequestInitChain request) {
    return guard.run(() -> inner.initChain(request));
  }

  @Override
  public ResponsePrepareProposal prepareProposal(RequestPrepareProposal request) {
    return guard.run(() -> inner.prepareProposal(request));
  }

  @Override
  public ResponseProcessProposal processProposal(RequestProcessProposal request) {
    return guard.run(() -> inner.processProposal(request));
  }

  @Override
  public ResponseExtendVote extendVote(RequestExtendVote request) {
    return guard.run(() -> inner.extendVote(request));
  }

  @Override
  public ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request) {
    return guard.run(() -> inner.verifyVoteExtension(request));
  }

  @Override
  public ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request) {
    return guard.run(() -> inner.finalizeBlock(request));
  }

  @Override
  public ResponseCommit commit(RequestCommit request) {
    return guard.run(() -> inner.commit(request));
  }

  @Override
  public void consensusConnectionClosed() {
    guard.run(
        () -> {
          inner.consensusConnectionClosed();
          return true;
        });
  }
}
