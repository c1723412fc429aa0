package tenor.abci;

import tenor.abci.proto.RequestApplySnapshotChunk;
import tenor.abci.proto.RequestListSnapshots;
import tenor.abci.proto.RequestLoadSnapshotChunk;
import tenor.abci.proto.RequestOfferSnapshot;
import tenor.abci.proto.ResponseApplySnapshotChunk;
import tenor.abci.proto.ResponseListSnapshots;
import tenor.abci.proto.ResponseLoadSnapshotChunk;
import tenor.abci.proto.ResponseOfferSnapshot;

/**
 * Serves snapshots of the state and restores from them, one call at a time on a thread of its own.
 */
public interface SnapshotHandler {

  /** The snapshots that peers may fetch from here; none by default. */
  default ResponseListSnapshots listSnapshots(RequestListSnapshots request) {
    return ResponseListSnapshots.getDefaultInstance();
  }

  /** One chunk for a peer; empty if it is not here, as by default. */
  default ResponseLoadSnapshotChunk loadSnapshotChunk(RequestLoadSnapshotChunk request) {
    return ResponseLoadSnapshotChunk.getDefaultInstance();
  }

  /** Whether to restore from a peer's snapshot; refused by default. */
  default ResponseOfferSnapshot offerSnapshot(RequestOfferSnapshot request) {
    return ResponseOfferSnapshot.newBuilder()
        .setResult(ResponseOfferSnapshot.Result.REJECT)
        .build();
  }

  /** Takes one chunk of the accepted snapshot; ends state sync by default. */
  default ResponseApplySnapshotChunk applySnapshotChunk(RequestApplySnapshotChunk request) {
    return ResponseApplySnapshotChunk.newBuilder()
        .setResult(ResponseApplySnapshotChunk.Result.ABORT)
        .build();
  }
}
