package tenor.node.abci;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import tenor.abci.AbciHandlers;
import tenor.abci.ConsensusHandler;
import tenor.abci.InfoHandler;
import tenor.abci.MempoolHandler;
import tenor.abci.SnapshotHandler;
import tenor.abci.proto.ExecTxResult;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.RequestVerifyVoteExtension;
import tenor.abci.proto.ResponseCheckTx;
import tenor.abci.proto.ResponseCommit;
import tenor.abci.proto.ResponseExtendVote;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseInitChain;
import tenor.abci.proto.ResponsePrepareProposal;
import tenor.abci.proto.ResponseProcessProposal;
import tenor.abci.proto.ResponseQuery;
import tenor.abci.proto.ResponseVerifyVoteExtension;

/** An application that accepts everything, records the calls of consensus, and can be slowed. */
final class TestApp implements ConsensusHandler, MempoolHandler, InfoHandler, SnapshotHandler {

  final List<String> calls = new CopyOnWriteArrayList<>();

  /** Runs in every call of consensus, with its name. */
  volatile Consumer<String> onConsensus = name -> {};

  volatile Function<RequestCheckTx, CompletionStage<ResponseCheckTx>> onCheckTx =
      request -> CompletableFuture.completedStage(echo(request));

  volatile Function<RequestQuery, ResponseQuery> onQuery =
      request -> ResponseQuery.newBuilder().setKey(request.getData()).build();

  volatile ResponseProcessProposal.ProposalStatus verdict =
      ResponseProcessProposal.ProposalStatus.ACCEPT;

  volatile int missingResults;

  AbciHandlers handlers() {
    return new AbciHandlers(this, this, this, this);
  }

  /** The transaction comes back as data, so that answers can be told apart. */
  static ResponseCheckTx echo(RequestCheckTx request) {
    return ResponseCheckTx.newBuilder().setData(request.getTx()).build();
  }

  private void record(String name) {
    calls.add(name);
    onConsensus.accept(name);
  }

  @Override
  public ResponseInitChain initChain(RequestInitChain request) {
    record("initChain");
    return ResponseInitChain.getDefaultInstance();
  }

  @Override
  public ResponsePrepareProposal prepareProposal(RequestPrepareProposal request) {
    record("prepareProposal");
    return ResponsePrepareProposal.newBuilder().addAllTxs(request.getTxsList()).build();
  }

  @Override
  public ResponseProcessProposal processProposal(RequestProcessProposal request) {
    record("processProposal");
    return ResponseProcessProposal.newBuilder().setStatus(verdict).build();
  }

  @Override
  public ResponseExtendVote extendVote(RequestExtendVote request) {
    record("extendVote");
    return ResponseExtendVote.getDefaultInstance();
  }

  @Override
  public ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request) {
    record("verifyVoteExtension");
    return ResponseVerifyVoteExtension.newBuilder()
        .setStatus(ResponseVerifyVoteExtension.VerifyStatus.ACCEPT)
        .build();
  }

  @Override
  public ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request) {
    record("finalizeBlock " + request.getHeight());
    ResponseFinalizeBlock.Builder out = ResponseFinalizeBlock.newBuilder();
    for (int i = missingResults; i < request.getTxsCount(); i++) {
      out.addTxResults(ExecTxResult.getDefaultInstance());
    }
    return out.build();
  }

  @Override
  public ResponseCommit commit(RequestCommit request) {
    record("commit");
    return ResponseCommit.getDefaultInstance();
  }

  @Override
  public void consensusConnectionClosed() {
    record("closed");
  }

  @Override
  public CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request) {
    return onCheckTx.apply(request);
  }

  @Override
  public ResponseInfo info(RequestInfo request) {
    return ResponseInfo.newBuilder().setData("test").build();
  }

  @Override
  public ResponseQuery query(RequestQuery request) {
    return onQuery.apply(request);
  }
}
