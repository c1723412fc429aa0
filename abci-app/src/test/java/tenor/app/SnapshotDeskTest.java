package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.SnapshotHandler;
import tenor.abci.proto.RequestApplySnapshotChunk;
import tenor.abci.proto.RequestListSnapshots;
import tenor.abci.proto.RequestLoadSnapshotChunk;
import tenor.abci.proto.RequestOfferSnapshot;
import tenor.abci.proto.ResponseApplySnapshotChunk;
import tenor.abci.proto.ResponseOfferSnapshot;
import tenor.abci.proto.Snapshot;
import tenor.state.Progress;

/** How a node offers its state, and how another takes it over from peers that may lie. */
final class SnapshotDeskTest {
  private static final ByteString NOTHING = ByteString.EMPTY;
  @TempDir private Path folder;

  private static SnapshotHandler desk(TestNode node) {
    return node.handlers().snapshot();
  }

  private static List<Snapshot> offered(TestNode node) {
    return desk(node).listSnapshots(RequestListSnapshots.getDefaultInstance()).getSnapshotsList();
  }

  private static ByteString load(TestNode node, Snapshot snapshot, int chunk) {
    return desk(node)
        .loadSnapshotChunk(
            RequestLoadSnapshotChunk.newBuilder()
                .setHeight(snapshot.getHeight())
                .setFormat(snapshot.getFormat())
                .setChunk(chunk)
                .build())
        .getChunk();
  }

  private static ResponseOfferSnapshot.Result offer(
      TestNode node, Snapshot snapshot, ByteString appHash) {
    return desk(node)
        .offerSnapshot(
            RequestOfferSnapshot.newBuilder().setSnapshot(snapshot).setAppHash(appHash).build())
        .getResult();
  }

  private static ResponseApplySnapshotChunk apply(TestNode node, int index, ByteString chunk) {
    return desk(node)
        .applySnapshotChunk(
            RequestApplySnapshotChunk.newBuilder()
                .setIndex(index)
                .setChunk(chunk)
                .setSender("peer" + index)
                .build());
  }

  private TestNet net() {
    TestNet net = TestNet.of(folder, 2);
    for (int i = 0; i < 4; i++) {
      net.block();
    }
    net.node(0).snapshots().make(net.node(0).store().current(), Progress.NONE);
    return net;
  }

  private static ByteString appHash(TestNet net) {
    return ByteString.copyFrom(net.node(0).store().appHash().toArray());
  }

  @Test
  void freshNode_takesTheStateOver_andFollowsTheChain() {
    try (TestNet net = net();
        TestNode fresh = TestNode.of(folder.resolve("fresh"))) {
      Snapshot snapshot = offered(net.node(0)).getFirst();
      assertThat(offer(fresh, snapshot, appHash(net)))
          .isEqualTo(ResponseOfferSnapshot.Result.ACCEPT);
      assertThat(fresh.info().getLastBlockHeight()).isZero();
      for (int i = 0; i < snapshot.getChunks(); i++) {
        assertThat(apply(fresh, i, load(net.node(0), snapshot, i)).getResult())
            .isEqualTo(ResponseApplySnapshotChunk.Result.ACCEPT);
      }
      assertThat(fresh.info()).isEqualTo(net.node(0).info());
      net.nodes.add(fresh);
      net.block();
      net.block();
      assertThat(fresh.info()).isEqualTo(net.node(0).info());
      assertThat(fresh.fatal()).isEmpty();
      net.nodes.remove(fresh);
    }
  }

  @Test
  void lyingPeersChunk_isAskedOfOthers_andTheLiarIsNamed() {
    try (TestNet net = net();
        TestNode fresh = TestNode.of(folder.resolve("fresh"))) {
      Snapshot snapshot = offered(net.node(0)).getFirst();
      ByteString honest = load(net.node(0), snapshot, 0);
      byte[] lie = honest.toByteArray();
      lie[lie.length / 2] ^= 1;
      offer(fresh, snapshot, appHash(net));
      for (ByteString bad : List.of(ByteString.copyFrom(lie), NOTHING, honest.concat(honest))) {
        ResponseApplySnapshotChunk answer = apply(fresh, 0, bad);
        assertThat(answer.getResult()).isEqualTo(ResponseApplySnapshotChunk.Result.RETRY);
        assertThat(answer.getRefetchChunksList()).containsExactly(0);
        assertThat(answer.getRejectSendersList()).containsExactly("peer0");
      }
      assertThat(apply(fresh, 0, honest).getResult())
          .isEqualTo(ResponseApplySnapshotChunk.Result.ACCEPT);
      assertThat(fresh.info()).isEqualTo(net.node(0).info());
    }
  }

  @Test
  void offers_thatContradictThemselvesOrTheChain_areRefused() {
    try (TestNet net = net();
        TestNode fresh = TestNode.of(folder.resolve("fresh"))) {
      Snapshot good = offered(net.node(0)).getFirst();
      ByteString hash = appHash(net);
      ByteString other = ByteString.copyFrom(new byte[32]);
      ResponseOfferSnapshot.Result liar = ResponseOfferSnapshot.Result.REJECT_SENDER;
      assertThat(offer(fresh, good.toBuilder().setFormat(2).build(), hash))
          .isEqualTo(ResponseOfferSnapshot.Result.REJECT_FORMAT);
      assertThat(offer(fresh, good.toBuilder().setHeight(3).build(), hash)).isEqualTo(liar);
      assertThat(offer(fresh, good.toBuilder().setChunks(9).build(), hash)).isEqualTo(liar);
      assertThat(offer(fresh, good.toBuilder().setHash(other).build(), hash)).isEqualTo(liar);
      assertThat(offer(fresh, good.toBuilder().setMetadata(other).build(), hash)).isEqualTo(liar);
      assertThat(offer(fresh, good.toBuilder().setMetadata(NOTHING).build(), hash)).isEqualTo(liar);
      assertThat(offer(fresh, good, other)).isEqualTo(liar);
      assertThat(apply(fresh, 0, load(net.node(0), good, 0)).getResult())
          .isEqualTo(ResponseApplySnapshotChunk.Result.ABORT);
      assertThat(fresh.info().getLastBlockHeight()).isZero();
      assertThat(fresh.fatal()).isEmpty();
    }
  }

  @Test
  void nodeWithBlocks_isNotOverwritten_butOneThatOnlyRestoredIs() {
    try (TestNet net = net();
        TestNode fresh = TestNode.of(folder.resolve("fresh"))) {
      Snapshot snapshot = offered(net.node(0)).getFirst();
      assertThat(offer(net.node(1), snapshot, appHash(net)))
          .isEqualTo(ResponseOfferSnapshot.Result.ABORT);
      offer(fresh, snapshot, appHash(net));
      apply(fresh, 0, load(net.node(0), snapshot, 0));
      fresh.restart();
      assertThat(offer(fresh, snapshot, appHash(net)))
          .isEqualTo(ResponseOfferSnapshot.Result.ACCEPT);
      apply(fresh, 0, load(net.node(0), snapshot, 0));
      assertThat(fresh.info()).isEqualTo(net.node(0).info());
    }
  }

  @Test
  void nodeStoppedWhileRestoring_isEmpty() {
    try (TestNet net = net();
        TestNode fresh = TestNode.of(folder.resolve("fresh"))) {
      Snapshot snapshot = offered(net.node(0)).getFirst();
      offer(fresh, snapshot, appHash(net));
      fresh.restart();
      assertThat(fresh.info().getLastBlockHeight()).isZero();
      fresh.consensus().initChain(net.initChain());
      assertThat(fresh.fatal()).isEmpty();
    }
  }

  @Test
  void chunksThatAreNotHere_areEmpty() {
    try (TestNet net = net()) {
      Snapshot snapshot = offered(net.node(0)).getFirst();
      assertThat(load(net.node(0), snapshot, 1)).isEmpty();
      assertThat(load(net.node(0), snapshot.toBuilder().setHeight(1).build(), 0)).isEmpty();
      assertThat(load(net.node(0), snapshot.toBuilder().setFormat(9).build(), 0)).isEmpty();
      assertThat(offered(net.node(1))).isEmpty();
    }
  }
}
