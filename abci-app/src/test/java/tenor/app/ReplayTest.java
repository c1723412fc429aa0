package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInitChain;
import tenor.clearing.proto.Genesis;

/** What an engine that comes and goes may ask again, and what must not change by it. */
final class ReplayTest {
  @TempDir private Path folder;

  @Test
  void initChain_isIdempotent_andNothingOfItIsOnDisk() {
    Validators validators = Validators.of(2);
    RequestInitChain request = Market.initChain(validators);
    try (TestNode node = TestNode.of(folder)) {
      ResponseInitChain first = node.consensus().initChain(request);
      assertThat(node.consensus().initChain(request)).isEqualTo(first);
      assertThat(node.info().getLastBlockHeight()).isZero();
      assertThat(node.info().getLastBlockAppHash()).isEmpty();
      node.restart();
      assertThat(node.info().getAppVersion()).isZero();
      assertThat(node.consensus().initChain(request)).isEqualTo(first);
      assertThat(node.info().getAppVersion()).isEqualTo(1);
      assertThat(first.getConsensusParams().getVersion().getApp()).isEqualTo(1);
      assertThat(first.getConsensusParams().hasBlock()).isFalse();
    }
  }

  @Test
  void anotherGenesis_beforeTheFirstBlock_replacesTheFirst() {
    try (TestNode node = TestNode.of(folder)) {
      Validators validators = Validators.of(2);
      ByteString one = node.consensus().initChain(Market.initChain(validators)).getAppHash();
      Genesis other = Market.genesis().setDayMillis(Market.DAY / 2).build();
      assertThat(node.consensus().initChain(Market.initChain(validators, other)).getAppHash())
          .isNotEqualTo(one);
    }
  }

  @Test
  void initChain_afterTheFirstBlock_stops() {
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      assertThatThrownBy(() -> net.node(0).consensus().initChain(net.initChain()))
          .hasMessageContaining("height 1");
    }
  }

  @Test
  void finalizeBlock_mayComeAgain_withAnotherBlock() {
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      TestNode node = net.node(0);
      List<ByteString> abandoned = List.of(Market.deposit(1, 50, Market.ALPHA, 7));
      List<ByteString> decided = List.of(Market.deposit(1, 50, Market.BETA, 9));
      ByteString other = net.finalizeBlock(node, abandoned).getAppHash();
      ResponseFinalizeBlock again = net.finalizeBlock(node, decided);
      assertThat(again.getAppHash()).isNotEqualTo(other);
      assertThat(net.finalizeBlock(node, decided)).isEqualTo(again);
      assertThat(net.decide(decided)).isEqualTo(again);
      assertThat(node.query("/account/1001").getValue().toStringUtf8()).contains("\"balances\":[]");
    }
  }

  @Test
  void aClosedConnection_dropsWhatWasNotCommitted() {
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      TestNode node = net.node(0);
      ResponseFinalizeBlock first = net.finalizeBlock(node, List.of());
      node.consensus().consensusConnectionClosed();
      assertThatThrownBy(node::commit).hasMessageContaining("no block was finalized");
      assertThat(net.finalizeBlock(node, List.of())).isEqualTo(first);
    }
  }

  @Test
  void aReopenedStore_goesOnFromTheLastCommit() {
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      net.block(Market.deposit(1, 50, Market.ALPHA, 7));
      TestNode node = net.node(1);
      ByteString hash = node.info().getLastBlockAppHash();
      net.finalizeBlock(node, List.of());
      node.restart();
      assertThat(node.info().getLastBlockHeight()).isEqualTo(2);
      assertThat(node.info().getLastBlockAppHash()).isEqualTo(hash);
      net.block(Market.deposit(2, 50, Market.ALPHA, 7));
      assertThat(node.query("/account/1001").getValue().toStringUtf8())
          .contains("\"cash\":\"0.000014\"");
    }
  }

  @Test
  void proposalsOfSeveralRounds_changeNothing() {
    try (TestNet net = TestNet.of(folder, 3)) {
      net.block();
      List<ByteString> first =
          net.prepare(net.node(0), List.of(Market.deposit(1, 50, Market.ALPHA, 7)));
      List<ByteString> second =
          net.prepare(net.node(1), List.of(Market.deposit(2, 50, Market.BETA, 7)));
      net.nodes.forEach(node -> net.process(node, first));
      net.nodes.forEach(node -> net.process(node, second));
      net.nodes.forEach(node -> net.process(node, List.of(ByteString.EMPTY)));
      net.decide(second);
      assertThat(net.node(2).query("/account/1001").getValue().toStringUtf8())
          .contains("\"balances\":[]");
    }
  }

  @Test
  void badGenesis_isNamed() {
    Validators validators = Validators.of(2);
    assertRefused(
        Market.initChain(validators, Market.genesis().setRulesVersion(99).build()),
        "rulesVersion is 99");
    assertRefused(
        Market.initChain(validators, Market.genesis().addPeers("nobody").build()), "peers[0]");
    assertRefused(
        Market.initChain(validators).toBuilder()
            .setAppStateBytes(ByteString.copyFromUtf8("{\"dayMilli\": 5}"))
            .build(),
        "dayMilli");
    assertRefused(
        Market.initChain(validators).toBuilder()
            .setAppStateBytes(ByteString.copyFrom(new byte[] {(byte) 0xff}))
            .build(),
        "UTF-8");
    assertRefused(
        Market.initChain(validators).toBuilder().clearValidators().build(), "validators is empty");
    assertRefused(
        Market.initChain(validators).toBuilder()
            .addValidators(validators.updates().getFirst())
            .build(),
        "validators[2]");
  }

  @Test
  void moreValidatorsThanABlockHasRoomFor_areRefused() {
    assertRefused(Market.initChain(Validators.of(150)), "lane3MaxBytes");
    RequestInitChain.Builder small = Market.initChain(Validators.of(20)).toBuilder();
    small.getConsensusParamsBuilder().getBlockBuilder().setMaxBytes(300_000);
    assertRefused(small.build(), "20 validators");
  }

  private void assertRefused(RequestInitChain request, String what) {
    try (TestNode node = TestNode.of(folder)) {
      assertThatThrownBy(() -> node.consensus().initChain(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(what);
      assertThat(node.fatal()).hasSize(1);
    }
  }
}
