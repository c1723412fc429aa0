package tenor.app;

import tenor.abci.SnapshotHandler;
import tenor.abci.proto.RequestApplySnapshotChunk;
import tenor.abci.proto.RequestListSnapshots;
import tenor.abci.proto.RequestLoadSnapshotChunk;
import tenor.abci.proto.RequestOfferSnapshot;
import tenor.abci.proto.ResponseApplySnapshotChunk;
import tenor.abci.proto.ResponseListSnapshots;
import tenor.abci.proto.ResponseLoadSnapshotChunk;
import tenor.abci.proto.ResponseOfferSnapshot;

/** A snapshot handler whose failures stop the node. */
record GuardedSnapshots(SnapshotHandler inner, Guard guard) implements SnapshotHandler {
  @Override
  public ResponseListSnapshots listSnapshots(RequestListSnapshots request) {
    return guard.run(() -> inner.listSnapshots(request));
  }

  @Override
  public ResponseLoadSnapshotChunk loadSnapshotChunk(RequestLoadSnapshotChunk request) {
    return guard.run(() -> inner.loadSnapshotChunk(request));
  }

  @Override
  public ResponseOfferSnapshot offerSnapshot(RequestOfferSnapshot request) {
    return guard.run(() -> inner.offerSnapshot(request));
  }

  @Override
  public ResponseApplySnapshotChunk applySnapshotChunk(RequestApplySnapshotChunk request) {
    return guard.run(() -> inner.applySnapshotChunk(request));
  }
}
