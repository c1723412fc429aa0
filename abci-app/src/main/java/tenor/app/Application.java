package tenor.app;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.AbciHandlers;
import tenor.abci.ConsensusHandler;
import tenor.abci.SnapshotHandler;
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
import tenor.app.chain.ChainState;
import tenor.app.chain.Committed;
import tenor.app.chain.Parallel;
import tenor.app.chain.SignaturePool;
import tenor.app.crypto.AccountKeys;
import tenor.app.crypto.KeyFault;
import tenor.app.mempool.MempoolDesk;
import tenor.app.proposal.Base;
import tenor.app.proposal.ProposalBuilder;
import tenor.app.proposal.ProposalCheck;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.oracle.Extensions;
import tenor.state.Component;
import tenor.state.Components;
import tenor.state.SnapshotMaker;
import tenor.state.Snapshots;
import tenor.state.Staged;
import tenor.state.Store;

/**
 * The application that CometBFT drives: one block after the other it turns decided blocks into
 * state, and judges proposals, votes and transactions by the state that is committed.
 *
 * <p>Consensus runs on one thread and is the only writer. Everything it reads is one immutable
 * {@link Committed}, swapped by Commit, so that the mempool and queries run beside it. What a block
 * does is staged in memory; Commit alone persists, so a decided block may be executed any number of
 * times until then. A Throwable that is not an expected refusal stops the node: trouble of this
 * machine must not become a result of consensus.
 */
public final class Application implements ConsensusHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final ClearingHouse house;
  private final Store store;
  private final AppOptions options;
  private final ChainState chain;
  private final Parallel parallel;
  private final ChainStart start;
  private final MempoolDesk mempool;
  private final RetainWindow retain;
  private final @Nullable SnapshotMaker snapshots;
  private @Nullable Staged genesis;
  private @Nullable Finalized finalized;

  private Application(
      ClearingHouse house, Store store, AppOptions options, @Nullable SnapshotMaker snapshots) {
    this.house = house;
    this.store = store;
    this.options = options;
    this.parallel = new Parallel(options.signatureThreads());
    this.chain = new ChainState(house, parallel);
    this.start = new ChainStart(house);
    this.mempool = new MempoolDesk(house, chain, parallel.executor(), options.pendingBytes());
    this.retain = new RetainWindow(options.keepMillis());
    this.snapshots = snapshots;
    if (store.height() > 0) {
      chain.swap(store.current());
    }
  }

  /**
   * The application over a store that was opened with {@link #components}, without snapshots: it
   * neither makes them nor can be restored from one.
   */
  public static Application of(ClearingHouse house, Store store, AppOptions options) {
    return new Application(house, store, options, null);
  }

  /** The same with snapshots, which are their owner's to close. */
  public static Application of(
      ClearingHouse house, Store store, AppOptions options, SnapshotMaker snapshots) {
    return new Application(house, store, options, snapshots);
  }

  /** The rules, registering only public keys that the signature rules accept. */
  public static ClearingHouse rules() {
    return ClearingHouse.standard(key -> AccountKeys.fault(key).map(KeyFault::expectation));
  }

  /** The parts of the state as the store must know them. */
  public static Components components(ClearingHouse house) {
    List<Component> all = new ArrayList<>();
    house
        .schema()
        .componentNames()
        .forEach(
            (prefix, name) ->
                all.add(
                    Component.founding(
                        house.schema().metaKey(prefix).bytes()[0] & 0xff,
                        name,
                        house.schema().meta(prefix))));
    return Components.of(all);
  }

  /** All handlers of this application. */
  public AbciHandlers handlers() {
    Guard guard = new Guard(options.onFatal());
    return new AbciHandlers(
        new GuardedConsensus(this, guard),
        new GuardedMempool(mempool, guard),
        new GuardedInfo(new InfoDesk(house, store, chain, options), guard),
        snapshots == null
            ? new SnapshotHandler() {}
            : new GuardedSnapshots(desk(snapshots.snapshots()), guard));
  }

  private SnapshotDesk desk(Snapshots offered) {
    return new SnapshotDesk(offered, store, chain::forget, () -> chain.swap(store.current()));
  }

  @Override
  public ResponseInitChain initChain(RequestInitChain request) {
    if (store.height() != 0) {
      throw new IllegalStateException(
          "the engine starts a chain, but the state is at height " + store.height());
    }
    finalized = null;
    Overlay state = start.state(request, chain.reader(store.current()));
    Staged staged = store.stage(0, BlockRunner.changes(state.changes()));
    genesis = staged;
    Committed committed = chain.swap(staged.view());
    return ResponseInitChain.newBuilder()
        .setAppHash(committed.appHash())
        .setConsensusParams(BlockRunner.version(rulesFrom(committed)))
        .build();
  }

  private int rulesFrom(Committed committed) {
    return house.rulesVersion(committed.reader(), committed.nextHeight());
  }

  @Override
  public ResponsePrepareProposal prepareProposal(RequestPrepareProposal request) {
    Committed committed = committedBefore(request.getHeight());
    List<ByteString> waiting = new ArrayList<>(mempool.reducing());
    waiting.addAll(request.getTxsList());
    return ResponsePrepareProposal.newBuilder()
        .addAllTxs(
            builder(committed)
                .build(
                    waiting,
                    request.getLocalLastCommit(),
                    request.getMaxTxBytes(),
                    base(committed, request.getHeight())))
        .build();
  }

  private ProposalBuilder builder(Committed committed) {
    SignaturePool signatures = chain.signatures(committed);
    return new ProposalBuilder(house, signatures, new ProposalCheck(house, signatures));
  }

  private static Base base(Committed committed, long height) {
    return new Base(
        committed.engine().getChainId(),
        height,
        committed.appHash(),
        committed.reader(),
        committed.carriesVotes(height));
  }

  @Override
  public ResponseProcessProposal processProposal(RequestProcessProposal request) {
    Committed committed = committedBefore(request.getHeight());
    Optional<String> refusal =
        new ProposalCheck(house, chain.signatures(committed))
            .refusal(
                request.getTxsList(),
                request.getProposedLastCommit(),
                base(committed, request.getHeight()));
    refusal.ifPresent(
        reason -> LOG.warn("refused a proposal for height {}: {}", request.getHeight(), reason));
    return ResponseProcessProposal.newBuilder()
        .setStatus(
            refusal.isEmpty()
                ? ResponseProcessProposal.ProposalStatus.ACCEPT
                : ResponseProcessProposal.ProposalStatus.REJECT)
        .build();
  }

  @Override
  public ResponseExtendVote extendVote(RequestExtendVote request) {
    return ResponseExtendVote.newBuilder().setVoteExtension(extension(request.getHeight())).build();
  }

  private ByteString extension(long height) {
    try {
      ByteString bytes = options.prices().reports(height).toByteString();
      if (Extensions.parse(bytes.toByteArray()).isPresent()) {
        return bytes;
      }
      LOG.warn("the price source gave reports that break the rules of extensions: none are sent");
    } catch (RuntimeException e) {
      LOG.warn("the price source failed: no reports are sent", e);
    }
    return ByteString.EMPTY;
  }

  @Override
  public ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request) {
    boolean valid = Extensions.parse(request.getVoteExtension().toByteArray()).isPresent();
    return ResponseVerifyVoteExtension.newBuilder()
        .setStatus(
            valid
                ? ResponseVerifyVoteExtension.VerifyStatus.ACCEPT
                : ResponseVerifyVoteExtension.VerifyStatus.REJECT)
        .build();
  }

  @Override
  public ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request) {
    finalized = null;
    Committed committed = committedBefore(request.getHeight());
    BlockResult result =
        new BlockRunner(house, chain.signatures(committed))
            .run(request, base(committed, request.getHeight()), committed);
    Staged staged = stage(request.getHeight(), result);
    finalized =
        new Finalized(
            staged, request.getTxsList(), removed(result), ChainStart.millis(request.getTime()));
    int before = rulesFrom(committed);
    int after = house.rulesVersion(chain.reader(staged.view()), request.getHeight() + 1);
    return BlockRunner.response(
        result, ByteString.copyFrom(staged.appHash().toArray()), before == after ? null : after);
  }

  private static List<Key> removed(BlockResult result) {
    return result.changes().entrySet().stream()
        .filter(change -> change.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private Staged stage(long height, BlockResult result) {
    Staged before = genesis;
    return store.height() == 0 && before != null
        ? before.then(height, BlockRunner.changes(result.changes()))
        : store.stage(height, BlockRunner.changes(result.changes()));
  }

  @Override
  public ResponseCommit commit(RequestCommit request) {
    Finalized block = finalized;
    if (block == null) {
      throw new IllegalStateException("the engine commits, but no block was finalized");
    }
    store.commit(block.staged(), block.timeMillis());
    genesis = null;
    finalized = null;
    Committed committed = chain.swap(store.current(), block.removed());
    mempool.committed(block.items(), committed.height());
    if (snapshots != null) {
      snapshots.committed(store);
    }
    long from =
        retain.after(committed.height(), block.timeMillis(), lastSpared(), committed.engine());
    return ResponseCommit.newBuilder().setRetainHeight(from).build();
  }

  /**
   * Blocks from here on are needed: to replay after a power cut, and by who restores a snapshot.
   */
  private long lastSpared() {
    long snapshot = snapshots == null ? 0 : snapshots.oldestHeight();
    long synced = store.lastSyncedHeight();
    return snapshot == 0 ? synced : Math.min(synced, snapshot);
  }

  @Override
  public void consensusConnectionClosed() {
    finalized = null;
  }

  private Committed committedBefore(long height) {
    Committed committed = chain.require();
    if (height != committed.nextHeight()) {
      throw new IllegalStateException(
          "the engine is at height "
              + height
              + ", but the state is after height "
              + committed.height()
              + ": roll both back to the same height (tenor rollback)");
    }
    return committed;
  }

  /** Stops the threads; the store is its owner's to close. */
  @Override
  public void close() {
    parallel.close();
  }
}
