package tenor.node.abci;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tenor.abci.AbciHandlers;
import tenor.abci.ConsensusHandler;
import tenor.abci.proto.Request;
import tenor.abci.proto.Response;
import tenor.abci.proto.ResponseEcho;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseFlush;
import tenor.abci.proto.ResponseProcessProposal;
import tenor.abci.proto.ResponseVerifyVoteExtension;

/**
 * Asks the handler of a request and wraps what it says, so that the answer is always of the kind
 * asked for. An answer at which the engine would end itself is an IllegalStateException here, where
 * the reason can still be told.
 */
final class Answers {

  private final AbciHandlers handlers;

  Answers(AbciHandlers handlers) {
    this.handlers = handlers;
  }

  /** The answer, or the promise of one, to any request. */
  CompletionStage<Response> to(Request request) {
    return switch (Lane.of(request.getValueCase())) {
      case SERVER -> CompletableFuture.completedStage(server(request));
      case CONSENSUS -> CompletableFuture.completedStage(consensus(request));
      case MEMPOOL -> mempool(request);
      case INFO -> CompletableFuture.completedStage(info(request));
      case SNAPSHOT -> CompletableFuture.completedStage(snapshot(request));
    };
  }

  private static Response server(Request request) {
    Response.Builder out = Response.newBuilder();
    if (request.hasEcho()) {
      out.setEcho(ResponseEcho.newBuilder().setMessage(request.getEcho().getMessage()));
    } else {
      out.setFlush(ResponseFlush.getDefaultInstance());
    }
    return out.build();
  }

  private Response consensus(Request request) {
    ConsensusHandler handler = handlers.consensus();
    Response.Builder out = Response.newBuilder();
    switch (request.getValueCase()) {
      case INIT_CHAIN -> out.setInitChain(handler.initChain(request.getInitChain()));
      case PREPARE_PROPOSAL ->
          out.setPrepareProposal(handler.prepareProposal(request.getPrepareProposal()));
      case PROCESS_PROPOSAL ->
          out.setProcessProposal(decided(handler.processProposal(request.getProcessProposal())));
      case EXTEND_VOTE -> out.setExtendVote(handler.extendVote(request.getExtendVote()));
      case VERIFY_VOTE_EXTENSION ->
          out.setVerifyVoteExtension(
              decided(handler.verifyVoteExtension(request.getVerifyVoteExtension())));
      case FINALIZE_BLOCK ->
          out.setFinalizeBlock(
              complete(
                  request.getFinalizeBlock().getTxsCount(),
                  handler.finalizeBlock(request.getFinalizeBlock())));
      default -> out.setCommit(handler.commit(request.getCommit()));
    }
    return out.build();
  }

  private CompletionStage<Response> mempool(Request request) {
    Response.Builder out = Response.newBuilder();
    return switch (request.getValueCase()) {
      case CHECK_TX ->
          handlers
              .mempool()
              .checkTx(request.getCheckTx())
              .thenApply(answer -> out.setCheckTx(answer).build());
      case INSERT_TX ->
          CompletableFuture.completedStage(
              out.setInsertTx(handlers.mempool().insertTx(request.getInsertTx())).build());
      default ->
          CompletableFuture.completedStage(
              out.setReapTxs(handlers.mempool().reapTxs(request.getReapTxs())).build());
    };
  }

  private Response info(Request request) {
    Response.Builder out = Response.newBuilder();
    if (request.hasInfo()) {
      out.setInfo(handlers.info().info(request.getInfo()));
    } else {
      out.setQuery(handlers.info().query(request.getQuery()));
    }
    return out.build();
  }

  private Response snapshot(Request request) {
    Response.Builder out = Response.newBuilder();
    switch (request.getValueCase()) {
      case LIST_SNAPSHOTS ->
          out.setListSnapshots(handlers.snapshot().listSnapshots(request.getListSnapshots()));
      case OFFER_SNAPSHOT ->
          out.setOfferSnapshot(handlers.snapshot().offerSnapshot(request.getOfferSnapshot()));
      case LOAD_SNAPSHOT_CHUNK ->
          out.setLoadSnapshotChunk(
              handlers.snapshot().loadSnapshotChunk(request.getLoadSnapshotChunk()));
      default ->
          out.setApplySnapshotChunk(
              handlers.snapshot().applySnapshotChunk(request.getApplySnapshotChunk()));
    }
    return out.build();
  }

  private static ResponseProcessProposal decided(ResponseProcessProposal answer) {
    return switch (answer.getStatus()) {
      case ACCEPT, REJECT -> answer;
      case UNKNOWN, UNRECOGNIZED ->
          throw new IllegalStateException("ProcessProposal was answered without a verdict");
    };
  }

  private static ResponseVerifyVoteExtension decided(ResponseVerifyVoteExtension answer) {
    return switch (answer.getStatus()) {
      case ACCEPT, REJECT -> answer;
      case UNKNOWN, UNRECOGNIZED ->
          throw new IllegalStateException("VerifyVoteExtension was answered without a verdict");
    };
  }

  private static ResponseFinalizeBlock complete(int transactions, ResponseFinalizeBlock answer) {
    if (answer.getTxResultsCount() != transactions) {
      throw new IllegalStateException(
          "FinalizeBlock of "
              + transactions
              + " transactions was answered with "
              + answer.getTxResultsCount()
              + " results");
    }
    return answer;
  }
}
