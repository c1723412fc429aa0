package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.ResponseProcessProposal;

/** The engine comes and goes, and the application may fail. */
class AbciServerLifeTest {

  @TempDir Path folder;

  @Test
  void engine_thatComesBack_isServed_afterTheApplicationLearntOfItsEnd() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      try (TestClient first = fixture.connect()) {
        first.call(finalizeBlock(5, 0));
      }
      try (TestClient second = fixture.connect()) {
        assertThat(second.call(info()).hasInfo()).isTrue();
        second.call(finalizeBlock(5, 0));
        second.call(commit());
      }
      fixture.server.close();
      assertThat(fixture.app.calls)
          .containsExactly("finalizeBlock 5", "closed", "finalizeBlock 5", "commit", "closed");
    }
  }

  @Test
  void connection_withoutConsensus_closesUnnoticed() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      try (TestClient other = fixture.connect()) {
        other.call(info());
        other.call(TestClient.checkTx(1));
      }
      fixture.server.close();
      assertThat(fixture.app.calls).isEmpty();
    }
  }

  @Test
  void newerConsensusConnection_replacesTheOlder() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient older = fixture.connect();
        TestClient newer = fixture.connect()) {
      older.call(finalizeBlock(5, 0));
      newer.call(finalizeBlock(5, 0));
      assertThat(older.isClosedByServer()).isTrue();
      newer.call(commit());
      assertThat(fixture.app.calls)
          .containsExactly("finalizeBlock 5", "closed", "finalizeBlock 5", "commit");
    }
  }

  @Test
  void requestOfADeadEngine_thatWaits_isNotHandled() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      CompletableFuture<Void> entered = new CompletableFuture<>();
      CompletableFuture<Void> go = new CompletableFuture<>();
      fixture.app.onConsensus =
          name -> {
            entered.complete(null);
            go.join();
          };
      TestClient dying = fixture.connect();
      dying.send(finalizeBlock(5, 0));
      entered.join();
      dying.send(commit());
      dying.send(TestClient.flush());
      dying.close();
      await().until(() -> fixture.server.openConnections() == 0);
      go.complete(null);
      fixture.server.close();
      assertThat(fixture.app.calls).containsExactly("finalizeBlock 5", "closed");
    }
  }

  @Test
  void handlerException_isReported_andNeverAnswered() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient consensus = fixture.connect();
        TestClient other = fixture.connect()) {
      other.call(info());
      IllegalStateException failure = new IllegalStateException("on purpose");
      fixture.app.onConsensus =
          name -> {
            throw failure;
          };
      consensus.send(finalizeBlock(1, 0));
      consensus.send(TestClient.flush());
      assertThat(consensus.isClosedByServer()).isTrue();
      assertThat(other.isClosedByServer()).isTrue();
      assertThat(fixture.fatal.get(10, TimeUnit.SECONDS)).isSameAs(failure);
    }
  }

  @Test
  void afterAHandlerException_nothingThatWaitsIsHandled() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient consensus = fixture.connect()) {
      CompletableFuture<Void> sent = new CompletableFuture<>();
      fixture.app.onConsensus =
          name -> {
            sent.join();
            throw new OutOfMemoryError("on purpose");
          };
      consensus.send(finalizeBlock(1, 0));
      consensus.send(commit());
      sent.complete(null);
      assertThat(consensus.isClosedByServer()).isTrue();
      assertThat(fixture.fatal.get(10, TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
      fixture.server.close();
      assertThat(fixture.app.calls).containsExactly("finalizeBlock 1");
    }
  }

  @Test
  void checkTxStage_thatFails_isReportedWithItsCause() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient mempool = fixture.connect()) {
      IllegalStateException failure = new IllegalStateException("on purpose");
      fixture.app.onCheckTx = request -> CompletableFuture.failedStage(failure);
      mempool.send(TestClient.checkTx(1));
      assertThat(mempool.isClosedByServer()).isTrue();
      assertThat(fixture.fatal.get(10, TimeUnit.SECONDS)).isSameAs(failure);
    }
  }

  @Test
  void proposalWithoutVerdict_stopsTheNode() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient consensus = fixture.connect()) {
      fixture.app.verdict = ResponseProcessProposal.ProposalStatus.UNKNOWN;
      consensus.send(
          Request.newBuilder()
              .setProcessProposal(RequestProcessProposal.getDefaultInstance())
              .build());
      assertThat(consensus.isClosedByServer()).isTrue();
      assertThat(fixture.fatal.get(10, TimeUnit.SECONDS)).hasMessageContaining("verdict");
    }
  }

  @Test
  void finalizeBlockWithTooFewResults_stopsTheNode() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient consensus = fixture.connect()) {
      fixture.app.missingResults = 1;
      consensus.send(finalizeBlock(1, 3));
      assertThat(consensus.isClosedByServer()).isTrue();
      assertThat(fixture.fatal.get(10, TimeUnit.SECONDS))
          .hasMessageContaining("3 transactions")
          .hasMessageContaining("2 results");
    }
  }

  @Test
  void onFatal_mayCloseTheServer() throws Exception {
    Path socket = folder.resolve("s").resolve("abci.sock");
    CompletableFuture<AbciServer> server = new CompletableFuture<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    TestApp app = new TestApp();
    app.onConsensus =
        name -> {
          throw new IllegalStateException("on purpose");
        };
    server.complete(
        AbciServer.start(
            AbciServerConfig.of(socket),
            app.handlers(),
            failure -> {
              server.join().close();
              closed.complete(null);
            }));
    try (TestClient consensus = TestClient.connect(socket)) {
      consensus.send(commit());
      closed.get(60, TimeUnit.SECONDS);
    }
    assertThat(Files.exists(socket)).isFalse();
  }

  private static Request finalizeBlock(long height, int transactions) {
    RequestFinalizeBlock.Builder block = RequestFinalizeBlock.newBuilder().setHeight(height);
    for (int i = 0; i < transactions; i++) {
      block.addTxs(ByteString.copyFromUtf8("tx" + i));
    }
    return Request.newBuilder().setFinalizeBlock(block).build();
  }

  private static Request commit() {
    return Request.newBuilder().setCommit(RequestCommit.getDefaultInstance()).build();
  }

  private static Request info() {
    return Request.newBuilder().setInfo(RequestInfo.getDefaultInstance()).build();
  }
}
