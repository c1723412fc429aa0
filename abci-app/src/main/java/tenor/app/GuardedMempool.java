package tenor.app;

import java.util.concurrent.CompletionStage;
import tenor.abci.MempoolHandler;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.ResponseCheckTx;

/** A mempool handler whose failures stop the node. */
record GuardedMempool(MempoolHandler inner, Guard guard) implements MempoolHandler {
  @Override
  public CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request) {
    return guard
        .run(() -> inner.checkTx(request))
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                guard.tell(failure);
              }
            });
  }
}
