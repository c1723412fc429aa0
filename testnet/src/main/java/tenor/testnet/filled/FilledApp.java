package tenor.testnet.filled;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tenor.abci.AbciHandlers;
import tenor.abci.ConsensusHandler;
import tenor.abci.InfoHandler;
import tenor.abci.MempoolHandler;
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
import tenor.app.SnapshotDesk;
import tenor.state.Changes;
import tenor.state.Component;
import tenor.state.Components;
import tenor.state.SnapshotMaker;
import tenor.state.Staged;
import tenor.state.Store;

/**
 * An application without rules over the real store: each of the first blocks adds leaves that
 * depend on the height alone, later ones change one leaf. Snapshots are made, served and restored
 * by the same code as in a clearing house.
 */
final class FilledApp implements ConsensusHandler, InfoHandler, MempoolHandler {
  /** The only component. */
  static final Components COMPONENTS =
      Components.of(List.of(Component.founding(1, "filler", new byte[] {8, 1})));

  private static final int KEY_BYTES = 32;
  private static final int VALUE_BYTES = 200;

  private final Store store;
  private final SnapshotMaker snapshots;
  private final long fillingBlocks;
  private final int leavesPerBlock;
  private @Nullable Staged finalized;

  FilledApp(Store store, SnapshotMaker snapshots, long fillingBlocks, int leavesPerBlock) {
    this.store = store;
    this.snapshots = snapshots;
    this.fillingBlocks = fillingBlocks;
    this.leavesPerBlock = leavesPerBlock;
  }

  AbciHandlers handlers() {
    return new AbciHandlers(
        this, this, this, new SnapshotDesk(snapshots.snapshots(), store, () -> {}, () -> {}));
  }

  private Changes changes(long height) {
    Random random = new Random(height);
    Changes changes = new Changes();
    int count = height <= fillingBlocks ? leavesPerBlock : 0;
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[KEY_BYTES];
      byte[] value = new byte[VALUE_BYTES];
      random.nextBytes(key);
      random.nextBytes(value);
      key[0] = 1;
      key[1] = 1;
      changes.put(key, value);
    }
    byte[] last = ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    return changes.put(new byte[] {1, 2}, Arrays.copyOf(last, VALUE_BYTES));
  }

  @Override
  public ResponseInfo info(RequestInfo request) {
    ResponseInfo.Builder info = ResponseInfo.newBuilder().setData("filled");
    return store.height() == 0
        ? info.build()
        : info.setLastBlockHeight(store.height()).setLastBlockAppHash(appHash()).build();
  }

  private ByteString appHash() {
    return ByteString.copyFrom(store.appHash().toArray());
  }

  @Override
  public ResponseQuery query(RequestQuery request) {
    return ResponseQuery.getDefaultInstance();
  }

  @Override
  public ResponseInitChain initChain(RequestInitChain request) {
    return ResponseInitChain.newBuilder().setAppHash(appHash()).build();
  }

  @Override
  public ResponsePrepareProposal prepareProposal(RequestPrepareProposal request) {
    return ResponsePrepareProposal.getDefaultInstance();
  }

  @Override
  public ResponseProcessProposal processProposal(RequestProcessProposal request) {
    return ResponseProcessProposal.newBuilder()
        .setStatus(ResponseProcessProposal.ProposalStatus.ACCEPT)
        .build();
  }

  @Override
  public ResponseExtendVote extendVote(RequestExtendVote request) {
    return ResponseExtendVote.getDefaultInstance();
  }

  @Override
  public ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request) {
    return ResponseVerifyVoteExtension.newBuilder()
        .setStatus(ResponseVerifyVoteExtension.VerifyStatus.ACCEPT)
        .build();
  }

  @Override
  public ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request) {
    Staged staged = store.stage(request.getHeight(), changes(request.getHeight()));
    finalized = staged;
    return ResponseFinalizeBlock.newBuilder()
        .setAppHash(ByteString.copyFrom(staged.appHash().toArray()))
        .build();
  }

  @Override
  public ResponseCommit commit(RequestCommit request) {
    Staged block = finalized;
    if (block == null) {
      throw new IllegalStateException("nothing was finalized");
    }
    store.commit(block);
    finalized = null;
    snapshots.committed(store);
    return ResponseCommit.getDefaultInstance();
  }

  @Override
  public void consensusConnectionClosed() {
    finalized = null;
  }

  @Override
  public CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request) {
    return CompletableFuture.completedStage(ResponseCheckTx.newBuilder().setCode(1).build());
  }
}
