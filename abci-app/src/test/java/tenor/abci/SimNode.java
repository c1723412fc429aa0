package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import tenor.abci.proto.CheckTxType;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseInitChain;

/** One node: an application under a simulated engine, which keeps its blocks when it crashes. */
final class SimNode {

  private final CallSequence.Instance instance;
  private AbciHandlers app;
  private final List<ByteString> mempool = new ArrayList<>();
  private long committed;

  SimNode(CallSequence.Instance instance) {
    this.instance = instance;
    this.app = instance.open();
  }

  AbciHandlers app() {
    return app;
  }

  /** Height of the last block this node has committed, 0 before the first. */
  long committed() {
    return committed;
  }

  ResponseInitChain handshake(SimChain chain) {
    info();
    return app.consensus().initChain(chain.initChain());
  }

  ResponseInfo info() {
    return app.info().info(RequestInfo.newBuilder().setAbciVersion("2.0.0").build());
  }

  /** The transactions this node would propose: what its CheckTx has let in. */
  List<ByteString> mempool() {
    return List.copyOf(mempool);
  }

  void submit(ByteString tx) {
    if (!mempool.contains(tx) && check(tx, CheckTxType.NEW)) {
      mempool.add(tx);
    }
  }

  ResponseFinalizeBlock execute(SimBlock block) {
    return app.consensus().finalizeBlock(block.finalizeBlock());
  }

  void commit(SimBlock block) {
    app.consensus().commit(RequestCommit.getDefaultInstance());
    committed = block.height();
    mempool.removeAll(block.txs());
    mempool.removeIf(tx -> !check(tx, CheckTxType.RECHECK));
  }

  /** The engine dies and comes back; the application lives. */
  ResponseInfo restartEngine() {
    app.consensus().consensusConnectionClosed();
    return info();
  }

  /** The application dies, and with it the engine; both come back. */
  ResponseInfo restart() {
    instance.kill();
    app = instance.open();
    mempool.clear();
    ResponseInfo info = info();
    committed = info.getLastBlockHeight();
    return info;
  }

  private boolean check(ByteString tx, CheckTxType type) {
    RequestCheckTx request = RequestCheckTx.newBuilder().setTx(tx).setType(type).build();
    return app.mempool().checkTx(request).toCompletableFuture().join().getCode() == 0;
  }
}
