package tenor.abci;

import java.util.concurrent.CompletionStage;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestInsertTx;
import tenor.abci.proto.RequestReapTxs;
import tenor.abci.proto.ResponseCheckTx;
import tenor.abci.proto.ResponseInsertTx;
import tenor.abci.proto.ResponseReapTxs;

/**
 * Answers the messages of the mempool.
 *
 * <p>Calls arrive one after the other in the order of the requests, on a thread of their own; the
 * stages they return may end on any thread and in any order, so that signatures are checked in
 * parallel. Answers leave in the order of the requests all the same. A stage that ends with a
 * Throwable stops the node.
 */
public interface MempoolHandler {

  /** The code with which InsertTx is refused where the engine keeps the mempool. */
  int NO_APP_MEMPOOL = 1;

  /**
   * Judges a transaction for the mempool: code 0 admits it. Must return soon; slow work belongs
   * into the stage.
   */
  CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request);

  /**
   * Takes a peer's transaction into a mempool that the application keeps. Refused by default: the
   * engine runs its own ("flood") and sends this message only under another configuration.
   */
  default ResponseInsertTx insertTx(RequestInsertTx request) {
    return ResponseInsertTx.newBuilder().setCode(NO_APP_MEMPOOL).build();
  }

  /** Gives transactions to gossip from a mempool that the application keeps; none by default. */
  default ResponseReapTxs reapTxs(RequestReapTxs request) {
    return ResponseReapTxs.getDefaultInstance();
  }
}
