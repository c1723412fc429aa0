package tenor.app;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.SnapshotHandler;
import tenor.abci.proto.RequestApplySnapshotChunk;
import tenor.abci.proto.RequestListSnapshots;
import tenor.abci.proto.RequestLoadSnapshotChunk;
import tenor.abci.proto.RequestOfferSnapshot;
import tenor.abci.proto.ResponseApplySnapshotChunk;
import tenor.abci.proto.ResponseListSnapshots;
import tenor.abci.proto.ResponseLoadSnapshotChunk;
import tenor.abci.proto.ResponseOfferSnapshot;
import tenor.abci.proto.Snapshot;
import tenor.state.Bytes;
import tenor.state.Restore;
import tenor.state.SnapshotException;
import tenor.state.SnapshotException.Reason;
import tenor.state.SnapshotManifest;
import tenor.state.Snapshots;
import tenor.state.Store;

/**
 * Offers this node's snapshots to others, and fills an empty store from theirs.
 *
 * <p>Nothing that a peer sends is trusted: CometBFT's light client brings the app hash, the
 * description must be of that hash, and every chunk proves its leaves against it. A chunk that is
 * not the one described is its sender's fault, and is asked of others; one that is as described and
 * yet untrue is the fault of all who offer that snapshot.
 */
public final class SnapshotDesk implements SnapshotHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotDesk.class);
  private static final int MOST_OFFERED = 10;

  private final Snapshots snapshots;
  private final Store store;
  private final Runnable emptied;
  private final Runnable restored;
  private @Nullable Restore restore;

  /**
   * A desk.
   *
   * @param emptied told that the store is being filled, so that nothing of it counts any more
   * @param restored told that the store holds a state again
   */
  public SnapshotDesk(Snapshots snapshots, Store store, Runnable emptied, Runnable restored) {
    this.snapshots = snapshots;
    this.store = store;
    this.emptied = emptied;
    this.restored = restored;
  }

  @Override
  public ResponseListSnapshots listSnapshots(RequestListSnapshots request) {
    ResponseListSnapshots.Builder response = ResponseListSnapshots.newBuilder();
    snapshots.list().stream()
        .limit(MOST_OFFERED)
        .map(SnapshotDesk::wire)
        .forEach(response::addSnapshots);
    return response.build();
  }

  /** A snapshot as peers are told of it. */
  static Snapshot wire(SnapshotManifest manifest) {
    return Snapshot.newBuilder()
        .setHeight(manifest.height())
        .setFormat(SnapshotManifest.FORMAT)
        .setChunks(manifest.chunks().size())
        .setHash(ByteString.copyFrom(manifest.hash().toArray()))
        .setMetadata(ByteString.copyFrom(manifest.encode()))
        .build();
  }

  @Override
  public ResponseLoadSnapshotChunk loadSnapshotChunk(RequestLoadSnapshotChunk request) {
    return chunk(request)
        .map(bytes -> ResponseLoadSnapshotChunk.newBuilder().setChunk(ByteString.copyFrom(bytes)))
        .orElseGet(ResponseLoadSnapshotChunk::newBuilder)
        .build();
  }

  private Optional<byte[]> chunk(RequestLoadSnapshotChunk request) {
    if (request.getFormat() != SnapshotManifest.FORMAT) {
      return Optional.empty();
    }
    try {
      return snapshots
          .manifest(request.getHeight())
          .flatMap(manifest -> snapshots.chunk(manifest, request.getChunk()));
    } catch (SnapshotException e) {
      LOG.warn("the snapshot of height {} is damaged here: {}", request.getHeight(), e.toString());
      return Optional.empty();
    }
  }

  @Override
  public ResponseOfferSnapshot offerSnapshot(RequestOfferSnapshot request) {
    Snapshot offer = request.getSnapshot();
    ResponseOfferSnapshot.Result result;
    try {
      result = accept(offer, Bytes.of(request.getAppHash().toByteArray()));
    } catch (SnapshotException e) {
      LOG.warn("refused the snapshot of height {}: {}", offer.getHeight(), e.getMessage());
      result = answer(e.reason());
    }
    return ResponseOfferSnapshot.newBuilder().setResult(result).build();
  }

  private ResponseOfferSnapshot.Result accept(Snapshot offer, Bytes appHash) {
    abandon();
    if (offer.getFormat() != SnapshotManifest.FORMAT) {
      LOG.warn(
          "refused snapshots of format {}: this release reads format {}",
          Integer.toUnsignedLong(offer.getFormat()),
          SnapshotManifest.FORMAT);
      return ResponseOfferSnapshot.Result.REJECT_FORMAT;
    }
    SnapshotManifest manifest = manifest(offer);
    if (snapshots.freeBytes() < 2 * manifest.bytes()) {
      LOG.error(
          "state sync ends: the state of height {} needs about {} MB of disk, {} MB are free",
          manifest.height(),
          (2 * manifest.bytes()) >> 20,
          snapshots.freeBytes() >> 20);
      return ResponseOfferSnapshot.Result.ABORT;
    }
    restore = store.restore(manifest, appHash);
    emptied.run();
    LOG.info(
        "restoring the state of height {}, app hash {}: {} leaves in {} chunks",
        manifest.height(),
        appHash,
        manifest.leaves(),
        manifest.chunks().size());
    return ResponseOfferSnapshot.Result.ACCEPT;
  }

  private static SnapshotManifest manifest(Snapshot offer) {
    SnapshotManifest manifest = SnapshotManifest.decode(offer.getMetadata().toByteArray());
    manifest.requireOffered(
        offer.getHeight(), offer.getChunks(), Bytes.of(offer.getHash().toByteArray()));
    return manifest;
  }

  private static ResponseOfferSnapshot.Result answer(Reason reason) {
    return switch (reason) {
      case FORMAT -> ResponseOfferSnapshot.Result.REJECT;
      case STORE -> ResponseOfferSnapshot.Result.ABORT;
      // An honest node never says such a thing.
      case MANIFEST, APP_HASH, CHUNK, UNTRUE -> ResponseOfferSnapshot.Result.REJECT_SENDER;
    };
  }

  @Override
  public ResponseApplySnapshotChunk applySnapshotChunk(RequestApplySnapshotChunk request) {
    Restore now = restore;
    if (now == null || now.isDone()) {
      LOG.error("a chunk came, but no snapshot was accepted");
      return answer(ResponseApplySnapshotChunk.Result.ABORT);
    }
    int index = request.getIndex();
    if (index != now.next()) {
      return beginAgain(now, index);
    }
    try {
      now.take(index, request.getChunk().toByteArray());
    } catch (SnapshotException e) {
      return refuse(request, e);
    }
    if (now.isDone()) {
      restore = null;
      restored.run();
      LOG.info("restored: height {}, app hash {}", store.height(), store.appHash());
    }
    return answer(ResponseApplySnapshotChunk.Result.ACCEPT);
  }

  /** The chunks are to come in their order; if they do not, all are wanted anew. */
  private ResponseApplySnapshotChunk beginAgain(Restore now, int index) {
    LOG.warn(
        "chunk {} came where chunk {} is next: the snapshot is begun again", index, now.next());
    SnapshotManifest manifest = now.manifest();
    Bytes appHash = now.appHash();
    abandon();
    restore = store.restore(manifest, appHash);
    return answer(ResponseApplySnapshotChunk.Result.RETRY_SNAPSHOT);
  }

  private ResponseApplySnapshotChunk refuse(
      RequestApplySnapshotChunk request, SnapshotException e) {
    LOG.warn(
        "refused chunk {} from peer {}, which is not asked again: {}",
        request.getIndex(),
        request.getSender(),
        e.getMessage());
    ResponseApplySnapshotChunk.Builder response =
        ResponseApplySnapshotChunk.newBuilder().addRejectSenders(request.getSender());
    if (e.reason() == Reason.CHUNK) {
      return response
          .addRefetchChunks(request.getIndex())
          .setResult(ResponseApplySnapshotChunk.Result.RETRY)
          .build();
    }
    abandon();
    return response.setResult(ResponseApplySnapshotChunk.Result.REJECT_SNAPSHOT).build();
  }

  private void abandon() {
    Restore now = restore;
    restore = null;
    if (now != null) {
      now.close();
    }
  }

  private static ResponseApplySnapshotChunk answer(ResponseApplySnapshotChunk.Result result) {
    return ResponseApplySnapshotChunk.newBuilder().setResult(result).build();
  }
}
